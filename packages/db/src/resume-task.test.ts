import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { noWishes } from '@carillon/domain';
import type { Task } from '@carillon/domain';
import { claimRuns } from './claim.queries.js';
import { inTransaction } from './connect.js';
import { finishRuns } from './finish.queries.js';
import { rescueLostRuns } from './rescue.queries.js';
import { recordMissed, resumeTask } from './resume-task.js';
import { findTask, lockTask } from './tasks.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask, insertWorker } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const nextYear = '2999-01-01T00:00:00.000Z';

describeWithPostgres('a task that stops and comes back', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const planned = (overrides: Partial<Task> = {}) =>
    insertTask(database.pool, { taskSchedule: '0 0 1 1 *', nextRunAt: nextYear, ...overrides });
  const rowsOf = async (task: Task) =>
    (
      await database.pool.query('select * from task_runs where task_id = $1 order by scheduled_for', [
        task.id,
      ])
    ).rows;
  const failRun = async (task: Task) => {
    const run = await insertRun(database.pool, task);
    const workerId = await insertWorker(database.pool);
    const [claimed] = await claimRuns(database.pool, [run], { workerId, leaseMs: 60_000 });
    await finishRuns(database.pool, [
      {
        ...claimed!,
        ...{ runStatus: 'failed', executionTimeMs: 1, message: 'no', messageTruncated: false, backoffMs: 0 },
        ...{ httpStatus: 500, errorCode: 'status_500', responseHeaders: null, wishes: noWishes },
        phases: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
      },
    ]);
  };
  const loseRun = async (task: Task) => {
    const run = await insertRun(database.pool, task, { maxRetry: 0 });
    const workerId = await insertWorker(database.pool, 60_000);
    await claimRuns(database.pool, [run], { workerId, leaseMs: 60_000 });
    await rescueLostRuns(database.pool, { workerTimeoutMs: 10_000, limit: 10 });
  };

  describe.each([
    ['fails', failRun],
    ['is lost', loseRun],
  ])('when a run %s', (_how, end) => {
    test('the instant is withheld where the failure stops the schedule', async () => {
      const task = await planned();
      await end(task);
      expect(await findTask(database.pool, task.id)).toMatchObject({
        taskStatus: 'failed',
        nextRunAt: null,
        withheldFrom: nextYear,
      });
      await end(task);
      expect(await findTask(database.pool, task.id)).toMatchObject({ withheldFrom: nextYear });
    });

    test('nothing is withheld where the schedule goes on, or there is none', async () => {
      const kept = await planned({ onFailure: 'continue' });
      await end(kept);
      expect(await findTask(database.pool, kept.id)).toMatchObject({
        nextRunAt: nextYear,
        withheldFrom: null,
      });
      const manual = await insertTask(database.pool);
      await end(manual);
      expect(await findTask(database.pool, manual.id)).toMatchObject({ withheldFrom: null });
    });
  });

  test('records a very long pause of a frequent task piece by piece, as one row a day at most', async () => {
    const noonMs = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 43_200_000;
    const task = await insertTask(database.pool, {
      taskSchedule: '* * * * * *',
      taskStatus: 'paused',
      withheldFrom: new Date(noonMs - 30_000_000).toISOString(),
      endsAt: new Date(noonMs - 1).toISOString(),
    });
    const { task: resumed } = await inTransaction(database.pool, (transaction) =>
      resumeTask(transaction, task, { missed: 'latest' }),
    );
    expect(resumed).toMatchObject({ taskStatus: 'running', nextRunAt: null, runCount: 1 });
    expect(await rowsOf(task)).toMatchObject([
      { run_status: 'skipped', occurrences: 29_999, skipped_to: new Date(noonMs - 2_000) },
      { run_status: 'pending', scheduled_for: new Date(noonMs - 1_000) },
    ]);
  });

  test('what the old plan missed is recorded once, also when the plan is changed twice', async () => {
    const hourMs = 3_600_000;
    const fromMs = Math.floor(Date.now() / hourMs) * hourMs - 3 * hourMs;
    const task = await insertTask(database.pool, {
      taskSchedule: '0 * * * *',
      taskStatus: 'paused',
      withheldFrom: new Date(fromMs).toISOString(),
    });
    for (let change = 0; change < 2; change += 1) {
      await inTransaction(database.pool, async (transaction) => {
        await recordMissed(transaction, (await lockTask(transaction, task.id))!);
      });
    }
    expect(await rowsOf(task)).toMatchObject([
      { skip_reason: 'paused', occurrences: 4, scheduled_for: new Date(fromMs) },
    ]);
  });

  test('the newest instant that it makes up for is when its last run was due', async () => {
    const hourMs = 3_600_000;
    const hour = Math.floor(Date.now() / hourMs) * hourMs;
    const task = await insertTask(database.pool, {
      taskSchedule: '0 * * * *',
      taskStatus: 'paused',
      withheldFrom: new Date(hour - 3 * hourMs).toISOString(),
    });
    await inTransaction(database.pool, async (transaction) =>
      resumeTask(transaction, (await lockTask(transaction, task.id))!, { missed: 'all' }),
    );
    const newest = (await rowsOf(task)).at(-1).scheduled_for;
    const { rows } = await database.pool.query('select last_run_at from tasks where id = $1', [task.id]);
    expect(rows).toEqual([{ last_run_at: newest }]);
    expect(newest.getTime()).toBeGreaterThanOrEqual(hour);
  });

  test('a plan that cannot be read has missed nothing that could be named', async () => {
    const task = await insertTask(database.pool, {
      taskSchedule: '61 * * * *',
      taskStatus: 'paused',
      withheldFrom: '2026-01-01T00:00:00.000Z',
    });
    await recordMissed(database.pool, task);
    expect(await rowsOf(task)).toEqual([]);
  });
});
