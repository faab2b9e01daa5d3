import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ReceiverWishes, Task } from '@carillon/domain';
import { noWishes } from '@carillon/domain';
import { claimRuns } from './claim.queries.js';
import { inTransaction } from './connect.js';
import type { FinishedAttempt } from './finish.queries.js';
import { recordOutcomes } from './record-outcomes.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask, insertWorker } from './testing/index.js';
import { startPlannedRuns } from './wishes.queries.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('what receivers ask for', () => {
  let database: TestDatabase;
  let workerId: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    workerId = await insertWorker(database.pool);
  });
  afterAll(() => database.drop());

  const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
  const planned = (overrides: Partial<Task> = {}) =>
    insertTask(database.pool, { taskSchedule: '0 0 1 1 *', nextRunAt: nextYear, ...overrides });
  const attemptOf = async (task: Task, wishes: Partial<ReceiverWishes>): Promise<FinishedAttempt> => {
    const run = await insertRun(database.pool, task);
    const [claimed] = await claimRuns(database.pool, [run], { workerId, leaseMs: 60_000 });
    return {
      ...claimed!,
      ...{ runStatus: 'completed', executionTimeMs: 1, message: '', messageTruncated: false, backoffMs: 0 },
      ...{ httpStatus: 200, errorCode: null, responseHeaders: null, wishes: { ...noWishes, ...wishes } },
      phases: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
    };
  };
  const taskRow = async ({ id }: Task) =>
    (await database.pool.query('select * from tasks where id = $1', [id])).rows[0];
  const auditOf = async ({ id }: Task) =>
    (await database.pool.query('select actor, action, details from audit_log where subject_id = $1', [id]))
      .rows;
  const beginPlanned = () => inTransaction(database.pool, (transaction) => startPlannedRuns(transaction, 10));
  const comeDue = () => database.pool.query('update planned_runs set run_at = now()');

  test('410 pauses the task, keeps what it misses, and is audited', async () => {
    const task = await planned();
    const attempt = await attemptOf(task, { stopsTask: 'gone' });
    const { recorded, stoppedTasks } = await recordOutcomes(database.pool, [
      { ...attempt, runStatus: 'failed', httpStatus: 410 },
    ]);
    expect(recorded).toEqual(new Set([attempt.id]));
    expect(stoppedTasks).toEqual([{ id: task.id, taskStatus: 'paused', version: task.version + 1 }]);
    expect(await taskRow(task)).toMatchObject({
      task_status: 'paused',
      next_run_at: null,
      withheld_from: new Date(nextYear),
      pause_reason: 'The receiver answered 410 Gone.',
      active_runs: 0,
    });
    expect(await auditOf(task)).toEqual([
      { actor: 'receiver', action: 'pauseTask', details: { reason: 'The receiver answered 410 Gone.' } },
    ]);
    const { rows } = await database.pool.query<{ id: string; subject_type: string }>(
      'select id, subject_type from audit_log where subject_id = $1',
      [task.id],
    );
    // As of everybody else: in the order of time, and found by the task.
    expect(rows).toEqual([{ id: expect.stringMatching(/^.{14}7/), subject_type: 'tasks' }]);
    expect(
      Math.abs(Number.parseInt(rows[0]!.id.replace('-', '').slice(0, 12), 16) - Date.now()),
    ).toBeLessThan(60_000);
  });

  test('cost and quality are stored on the run to the last digit', async () => {
    const attempt = await attemptOf(await planned(), { cost: '0.000001', qualityScore: '99.125' });
    await recordOutcomes(database.pool, [attempt]);
    const { rows } = await database.pool.query(
      'select cost::text, quality_score::text, run_status from task_runs where id = $1',
      [attempt.id],
    );
    expect(rows).toEqual([{ cost: '0.000001', quality_score: '99.125', run_status: 'completed' }]);
  });

  test('a receiver whose run was taken away gets nothing', async () => {
    const task = await planned();
    const attempt = await attemptOf(task, { stopsTask: 'asked', cost: '1', runAgainInMs: 1_000 });
    const { recorded } = await recordOutcomes(database.pool, [{ ...attempt, fence: attempt.fence - 1 }]);
    expect(recorded).toEqual(new Set());
    expect(await taskRow(task)).toMatchObject({ task_status: 'running', next_run_at: new Date(nextYear) });
    expect(await auditOf(task)).toEqual([]);
    expect(
      (await database.pool.query('select from planned_runs where task_id = $1', [task.id])).rowCount,
    ).toBe(0);
  });

  test('a run asked for begins when it is due, once, and leaves the schedule alone', async () => {
    const task = await planned();
    await recordOutcomes(database.pool, [await attemptOf(task, { runAgainInMs: 600_000 })]);
    expect(await beginPlanned()).toEqual([]);
    await comeDue();
    const begun = [...(await beginPlanned()), ...(await beginPlanned())];
    expect(begun).toMatchObject([
      { taskId: task.id, trigger: 'api', runStatus: 'pending', host: '127.0.0.1:9' },
    ]);
    expect(await taskRow(task)).toMatchObject({ active_runs: 1, next_run_at: new Date(nextYear) });
  });

  test('a later wish replaces the one before, and a paused task gets none', async () => {
    const task = await planned();
    await recordOutcomes(database.pool, [await attemptOf(task, { runAgainInMs: 1 })]);
    await recordOutcomes(database.pool, [await attemptOf(task, { runAgainInMs: 600_000 })]);
    expect(await beginPlanned()).toEqual([]);
    await database.pool.query(`update tasks set task_status = 'paused', next_run_at = null where id = $1`, [
      task.id,
    ]);
    await comeDue();
    expect(await beginPlanned()).toEqual([]);
    await comeDue();
    expect((await database.pool.query('select from planned_runs')).rowCount).toBe(0);
  });

  test('planned runs of one pass are begun together, those of a lane as held ones', async () => {
    const [free, inLane] = [await planned(), await planned({ overlapPolicy: 'queue' })];
    await recordOutcomes(database.pool, [
      await attemptOf(free, { runAgainInMs: 1 }),
      await attemptOf(inLane, { runAgainInMs: 1 }),
    ]);
    await comeDue();
    const begun = await beginPlanned();
    expect(new Map(begun.map(({ taskId, runStatus }) => [taskId, runStatus]))).toEqual(
      new Map([
        [free.id, 'pending'],
        [inLane.id, 'held'],
      ]),
    );
    const { rows } = await database.pool.query(
      `select run_status, lane from task_runs where task_id = $1 and trigger = 'api'`,
      [inLane.id],
    );
    expect(rows).toEqual([{ run_status: 'held', lane: inLane.id }]);
  });
});
