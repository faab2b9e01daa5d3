import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '@carillon/domain';
import type { Run, Task } from '@carillon/domain';
import { rescueLostRuns } from './rescue.queries.js';
import { findOpenRuns, listLostRuns, listUnclaimedRuns } from './stalled-runs.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask, insertWorker } from './testing/index.js';
import { declareWorkerDead } from './workers.queries.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('runs that nobody works on', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(() => database.pool.query('delete from tasks; delete from workers'));
  afterAll(() => database.drop());

  const in_ = (ms: number): string => new Date(Date.now() + ms).toISOString();
  /** A run under way. */
  async function running(
    workerId: string,
    leaseMs: number,
    task: Partial<Task> = {},
    run: Partial<Run> = {},
  ): Promise<string> {
    const made = await insertTask(database.pool, task);
    const { id } = await insertRun(database.pool, made, {
      ...{ runStatus: 'running', workerId, leaseUntil: in_(leaseMs), startedAt: in_(-20_000), ...run },
    });
    return id;
  }
  const bounds = { silentMs: 5_000, workerTimeoutMs: 10_000 };

  test('are told with the reason; those whose time has come are the ones that the rescuer takes back', async () => {
    const atWork = await insertWorker(database.pool);
    await running(atWork, 15_000);
    const lapsed = await running(atWork, -1_000);
    const falling = await running(await insertWorker(database.pool, 7_000), 15_000);
    const silent = await running(await insertWorker(database.pool, 30_000), 15_000);
    const gone = await running(newId(), 15_000);
    const dead = await insertWorker(database.pool);
    const killed = await running(dead, 15_000);
    await declareWorkerDead(database.pool, dead);

    const lost = await listLostRuns(database.pool, { ...bounds, limit: 10 });
    const told = new Map(
      lost.map(({ id, reason, rescuedFrom }) => [id, [reason, rescuedFrom <= new Date()]]),
    );
    expect(told).toEqual(
      new Map([
        [lapsed, ['lease_ended', true]],
        [falling, ['listener_silent', false]],
        [silent, ['listener_silent', true]],
        [gone, ['listener_gone', false]],
        [killed, ['listener_silent', true]],
      ]),
    );
    const byId = new Map(lost.map((run) => [run.id, run]));
    expect(Math.round((byId.get(falling)!.rescuedFrom.getTime() - Date.now()) / 1_000)).toBe(3);
    expect(byId.get(gone)!.listener).toMatchObject({ host: null, pid: null });
    expect(byId.get(silent)!.listener).toMatchObject({ host: 'test', pid: 1 });
    const taken = await rescueLostRuns(database.pool, { ...bounds, limit: 10 });
    expect(new Set(taken.map(({ id }) => id))).toEqual(new Set([lapsed, silent, killed]));
  });

  test('are told with what becomes of them', async () => {
    const workerId = await insertWorker(database.pool);
    const again = await running(workerId, -1_000, {}, { maxRetry: 3 });
    const spent = await running(workerId, -1_000, {}, { maxRetry: 3, retryCount: 3 });
    const once = await running(workerId, -1_000, { atMostOnce: true }, { maxRetry: 3 });
    const lost = await listLostRuns(database.pool, { ...bounds, limit: 10 });
    const taken = await rescueLostRuns(database.pool, { ...bounds, limit: 10 });
    const expected = new Map([
      [again, 'retrying'],
      [spent, 'failed'],
      [once, 'abandoned'],
    ]);
    expect(new Map(lost.map(({ id, becomes }) => [id, becomes]))).toEqual(expected);
    expect(new Map(taken.map(({ id, runStatus }) => [id, runStatus]))).toEqual(expected);
  });

  test('and runs that are due and unclaimed are listed, those first that wait longest', async () => {
    const task = await insertTask(database.pool);
    const late = await insertRun(database.pool, task, { nextAttemptAt: in_(-60_000) });
    const later = await insertRun(database.pool, task, {
      nextAttemptAt: in_(-30_000),
      runStatus: 'retrying',
    });
    await insertRun(database.pool, task, { nextAttemptAt: in_(-1_000) });
    await insertRun(database.pool, task, { nextAttemptAt: in_(-60_000), runStatus: 'held' });
    expect(await listUnclaimedRuns(database.pool, { dueMs: 5_000, limit: 10 })).toMatchObject([
      { id: late.id, reason: 'unclaimed', becomes: 'pending', listener: null },
      { id: later.id, becomes: 'retrying' },
    ]);
    expect(await listUnclaimedRuns(database.pool, { dueMs: 5_000, limit: 1 })).toHaveLength(1);
  });

  test('of the runs of hints, those are found that are open', async () => {
    const task = await insertTask(database.pool);
    const open = await insertRun(database.pool, task);
    const ended = await insertRun(database.pool, task, {
      ...{ runStatus: 'completed', finishedAt: new Date() },
    } as unknown as Partial<Run>);
    const unknown = { id: newId(), scheduledFor: open.scheduledFor };
    expect(await findOpenRuns(database.pool, [open, ended, unknown])).toEqual(new Set([open.id]));
  });
});
