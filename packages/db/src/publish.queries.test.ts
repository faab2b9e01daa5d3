import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '@carillon/domain';
import { inTransaction } from './connect.js';
import type { NewRun } from './publish.queries.js';
import { claimDueTasks, insertRuns, lookForDueTasks } from './publish.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('publishing', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => database.pool.query('delete from tasks'));

  const dueTask = (secondsAgo: number) =>
    insertTask(database.pool, {
      taskSchedule: '* * * * *',
      nextRunAt: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
    });

  test('claims what is due longest first and no more than the limit', async () => {
    const [newest, oldest] = [await dueTask(1), await dueTask(100)];
    await insertTask(database.pool, {
      taskSchedule: '* * * * *',
      nextRunAt: new Date(Date.now() + 60_000).toISOString(),
    });
    await inTransaction(database.pool, async (transaction) => {
      expect((await claimDueTasks(transaction, 1)).map((task) => task.id)).toEqual([oldest.id]);
      expect((await claimDueTasks(transaction, 10)).map((task) => task.id)).toEqual([oldest.id, newest.id]);
    });
  });

  test('two publishers never hold the same task', async () => {
    for (let index = 0; index < 20; index += 1) await dueTask(index);
    await inTransaction(database.pool, async (first) => {
      const mine = await claimDueTasks(first, 8);
      const theirs = await inTransaction(database.pool, (second) => claimDueTasks(second, 100));
      expect(mine).toHaveLength(8);
      expect(theirs).toHaveLength(12);
      expect(theirs.filter((task) => mine.some((other) => other.id === task.id))).toEqual([]);
    });
  });

  test('writes one run for a task and an instant, however often it is asked to', async () => {
    const task = await dueTask(1);
    const run = (): NewRun => ({
      id: newId(),
      taskId: task.id,
      scheduledFor: new Date(0 + Math.floor(Date.now() / 60_000) * 60_000).toISOString(),
      runStatus: 'pending',
      nextAttemptAt: new Date().toISOString(),
      deadlineAt: null,
      priority: 'normal',
      lane: null,
      maxRetry: 3,
      skipReason: null,
      occurrences: 1,
      skippedTo: null,
      host: '',
      taskVersion: 1,
    });
    const first = run();
    expect(await insertRuns(database.pool, [first])).toEqual(new Set([first.id]));
    expect(await insertRuns(database.pool, [run(), run()])).toEqual(new Set());
  });

  const backlogMax = 100;

  test('tells when the next task is due by the clock of PostgreSQL', async () => {
    expect(await lookForDueTasks(database.pool, backlogMax)).toEqual({
      dueInMs: null,
      isBacklogAbove: false,
    });
    await dueTask(-30);
    const { dueInMs } = await lookForDueTasks(database.pool, backlogMax);
    expect(dueInMs).toBeGreaterThan(25_000);
    expect(dueInMs).toBeLessThanOrEqual(30_500);
  });

  test('knows when too many runs wait, once a task is due', async () => {
    const task = await insertTask(database.pool);
    for (let index = 0; index < 3; index += 1) await insertRun(database.pool, task);
    expect(await lookForDueTasks(database.pool, 2)).toMatchObject({ isBacklogAbove: false });
    await dueTask(1);
    expect(await lookForDueTasks(database.pool, 3)).toMatchObject({ isBacklogAbove: false });
    expect(await lookForDueTasks(database.pool, 2)).toMatchObject({ isBacklogAbove: true });
  });

  test('a task written by plain SQL is looked at by the publisher at once', async () => {
    await database.pool.query(
      `insert into tasks (task_name, task_schedule, webhook_url) values ('by hand', '0 9 * * *', 'http://example.com/')`,
    );
    const { dueInMs } = await lookForDueTasks(database.pool, backlogMax);
    expect(dueInMs).toBeLessThanOrEqual(0);
  });

  test.each([
    ['a URL that is not http', { webhookUrl: 'ftp://example.com/' }, 'tasks_webhook_url_check'],
    ['a negative max_retry', { maxRetry: -1 }, 'tasks_max_retry_check'],
    ['a huge max_retry', { maxRetry: 1_000_000_000 }, 'tasks_max_retry_check'],
    ['a timeout of zero', { timeoutMs: 0 }, 'tasks_timeout_ms_check'],
    [
      'a schedule and a one-off instant',
      { taskSchedule: '* * * * *', runAt: new Date().toISOString() },
      'tasks_schedule_or_run_at_check',
    ],
    ['a deadline under a second', { deadlineMs: 999 }, 'tasks_deadline_ms_check'],
    [
      'an instant that is both planned and withheld',
      { nextRunAt: new Date().toISOString(), withheldFrom: new Date().toISOString() },
      'tasks_withheld_from_check',
    ],
  ])('the database itself refuses %s', async (_what, overrides, constraint) => {
    await expect(insertTask(database.pool, overrides)).rejects.toMatchObject({ constraint });
  });
});
