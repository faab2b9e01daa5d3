import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HintedRun, Run, Task } from '@carillon/domain';
import { admitRuns } from './lanes.queries.js';
import { claimRuns } from './claim.queries.js';
import { inTransaction } from './connect.js';
import { deferRuns } from './defer.queries.js';
import { listClaimableRuns, listOverdueRuns } from './overdue.queries.js';
import { endOverdueRuns } from './rescue.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask, insertWorker } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('putting runs off', () => {
  let database: TestDatabase;
  let workerId: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    workerId = await insertWorker(database.pool);
  });
  afterAll(() => database.drop());

  const insert = async (run: Partial<Run> = {}, task: Partial<Task> = {}): Promise<HintedRun> =>
    insertRun(database.pool, await insertTask(database.pool, task), run);
  const read = async ({ id }: HintedRun) =>
    (
      await database.pool.query(
        `select run_status as status, retry_count as retries, fence, started_at,
           extract(epoch from next_attempt_at - now())::float8 * 1000 as "inMs" from task_runs where id = $1`,
        [id],
      )
    ).rows[0];
  const defer = (run: HintedRun, delayMs: number) => deferRuns(database.pool, [{ ...run, delayMs }]);

  test.each(['pending', 'retrying'] as const)('moves a %s run and nothing else of it', async (runStatus) => {
    const run = await insert({ runStatus, retryCount: runStatus === 'retrying' ? 2 : 0 });
    const before = await read(run);
    const [hint] = await defer(run, 60_000);
    expect(hint).toMatchObject({
      id: run.id,
      host: run.host,
      retryCount: before.retries,
      priority: 'normal',
    });
    const after = await read(run);
    expect(after.inMs).toBeGreaterThan(59_000);
    expect({ ...after, inMs: 0 }).toEqual({ ...before, inMs: 0 });
  });

  test('makes it due in so many milliseconds, and not claimable before', async () => {
    const run = await insert();
    expect((await defer(run, 60_000))[0]!.delayMs).toBeCloseTo(60_000, -1);
    const options = { workerId, leaseMs: 10_000 };
    expect(await claimRuns(database.pool, [run], options)).toEqual([]);
    await database.pool.query('update task_runs set next_attempt_at = now() where id = $1', [run.id]);
    expect(await claimRuns(database.pool, [run], options)).toMatchObject([{ id: run.id, retryCount: 0 }]);
  });

  test('is unknown to whoever looks for due runs without hints', async () => {
    const run = await insert();
    await defer(run, 60_000);
    const overdue = await listOverdueRuns(database.pool, { overdueMs: 0, limit: 1_000 });
    const claimable = await listClaimableRuns(database.pool, { overdueMs: 0, limit: 1_000, exceptIds: [] });
    const ids = [...overdue.runs, ...claimable].map(({ id }) => id);
    expect(ids).not.toContain(run.id);
  });

  test.each(['running', 'held', 'waiting', 'completed', 'cancelled'] as const)(
    'leaves a %s run alone',
    async (runStatus) => {
      const finishedAt =
        runStatus === 'completed' || runStatus === 'cancelled' ? new Date().toISOString() : null;
      const run = await insert({ runStatus, finishedAt });
      expect(await defer(run, 60_000)).toEqual([]);
      expect((await read(run)).inMs).toBeLessThan(0);
    },
  );

  test('never brings a run forward', async () => {
    const run = await insert({ nextAttemptAt: new Date(Date.now() + 120_000).toISOString() });
    expect(await defer(run, 60_000)).toEqual([]);
    expect((await read(run)).inMs).toBeGreaterThan(100_000);
  });

  test('names the host that the task has now', async () => {
    const run = await insert({}, { webhookUrl: 'http://new.example/x' });
    expect(await defer({ ...run, host: 'old.example:80' }, 1_000)).toMatchObject([
      { host: 'new.example:80' },
    ]);
  });

  test('leaves a run its place in its lane', async () => {
    await database.pool.query(`insert into lanes (name, concurrency_limit) values ('one', 1)`);
    const task = { lane: 'one' };
    const first = await insert({ lane: 'one' }, task);
    const second = await insert({ lane: 'one', runStatus: 'held' }, task);
    await defer(first, 60_000);
    expect(await inTransaction(database.pool, (transaction) => admitRuns(transaction, ['one']))).toEqual([]);
    expect((await read(second)).status).toBe('held');
  });

  test('a deadline ends a run although it was put off beyond it', async () => {
    const run = await insert();
    await defer(run, 600_000);
    await database.pool.query(
      `update task_runs set deadline_at = scheduled_for + interval '1 microsecond' where id = $1`,
      [run.id],
    );
    const ended = await endOverdueRuns(database.pool, { graceMs: 0, limit: 100 });
    expect(ended.map(({ id }) => id)).toContain(run.id);
  });
});
