import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { noWishes } from '@carillon/domain';
import type { ClaimedRun } from './claim.queries.js';
import { claimRuns, renewLeases } from './claim.queries.js';
import type { FinishedAttempt } from './finish.queries.js';
import { finishRuns, recordLateOutcomes } from './finish.queries.js';
import { endOverdueRuns, rescueLostRuns } from './rescue.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask, insertWorker } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const leaseMs = 60_000;

describeWithPostgres('the life of a claimed run', () => {
  let database: TestDatabase;
  let workerId: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    workerId = await insertWorker(database.pool);
  });
  afterAll(() => database.drop());

  const claim = (run: { id: string; scheduledFor: string }, worker = workerId) =>
    claimRuns(database.pool, [run], { workerId: worker, leaseMs });
  const stateOf = async (runId: string) =>
    (
      await database.pool.query(
        `select r.run_status, r.retry_count, r.finished_at is not null as ended, t.task_status, t.active_runs, t.next_run_at,
           (select json_agg(json_build_object('status', l.status, 'retryCount', l.retry_count, 'message', l.message) order by l.created_at)
            from task_logs l where l.run_id = r.id) as logs
         from task_runs r join tasks t on t.id = r.task_id where r.id = $1`,
        [runId],
      )
    ).rows[0];
  const attempt = (run: ClaimedRun, overrides: Partial<FinishedAttempt> = {}): FinishedAttempt => ({
    id: run.id,
    scheduledFor: run.scheduledFor,
    taskId: run.taskId,
    fence: run.fence,
    logId: run.logId,
    logCreatedAt: run.logCreatedAt,
    runStatus: 'completed',
    executionTimeMs: 12,
    message: 'thanks',
    messageTruncated: false,
    httpStatus: 200,
    errorCode: null,
    responseHeaders: { server: 'test' },
    phases: { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 5, totalMs: 12 },
    backoffMs: 0,
    wishes: noWishes,
    ...overrides,
  });

  test('claiming writes the open log row and hands over all that the attempt needs', async () => {
    const task = await insertTask(database.pool, {
      webhookUrl: 'http://example.com/hook',
      jsonPayload: { big: 1, text: 'é' },
      httpHeaders: { 'x-a': '1' },
      backoffBaseMs: 250,
    });
    const run = await insertRun(database.pool, task);
    const [claimed] = await claim(run);
    expect(claimed).toMatchObject({
      id: run.id,
      taskId: task.id,
      retryCount: 0,
      fence: 1,
      previousOutcome: null,
      webhookUrl: 'http://example.com/hook',
      httpHeaders: { 'x-a': '1' },
      body: '{"big": 1, "text": "é"}',
      retryPolicy: { strategy: 'exponential', baseMs: 250, maxMs: 30_000, jitter: false },
    });
    expect(await stateOf(run.id)).toMatchObject({
      run_status: 'running',
      logs: [{ status: 'running', retryCount: 0 }],
    });
  });

  test('of many listeners that claim one run, one gets it', async () => {
    const run = await insertRun(database.pool, await insertTask(database.pool));
    const answers = await Promise.all(Array.from({ length: 8 }, () => claim(run)));
    expect(answers.flat()).toHaveLength(1);
    expect((await stateOf(run.id)).logs).toHaveLength(1);
  });

  test('a run that is not due, was cancelled or is held cannot be claimed', async () => {
    const task = await insertTask(database.pool);
    const early = await insertRun(database.pool, task, {
      nextAttemptAt: new Date(Date.now() + 60_000).toISOString(),
    });
    const held = await insertRun(database.pool, task, { runStatus: 'held' });
    const cancelled = await insertRun(database.pool, task, {
      runStatus: 'cancelled',
      finishedAt: new Date().toISOString(),
    });
    const answer = await claimRuns(database.pool, [early, held, cancelled], { workerId, leaseMs });
    expect(answer).toEqual([]);
  });

  test('a success closes log, run and task together', async () => {
    const run = await insertRun(database.pool, await insertTask(database.pool));
    const [claimed] = await claim(run);
    expect(await finishRuns(database.pool, [attempt(claimed!)])).toEqual(new Set([run.id]));
    expect(await stateOf(run.id)).toMatchObject({
      run_status: 'completed',
      ended: true,
      task_status: 'ready',
      active_runs: 0,
      logs: [{ status: 'finish', message: 'thanks' }],
    });
  });

  test('a failure with retries left waits for its backoff and says so to the next attempt', async () => {
    const run = await insertRun(database.pool, await insertTask(database.pool));
    const [claimed] = await claim(run);
    await finishRuns(database.pool, [
      attempt(claimed!, { runStatus: 'retrying', backoffMs: 60_000, errorCode: 'timeout' }),
    ]);
    expect(await stateOf(run.id)).toMatchObject({
      run_status: 'retrying',
      retry_count: 1,
      ended: false,
      active_runs: 1,
    });
    expect(await claim(run)).toEqual([]);
    await database.pool.query('update task_runs set next_attempt_at = now() where id = $1', [run.id]);
    expect(await claim(run)).toMatchObject([{ retryCount: 1, fence: 2, previousOutcome: 'failed' }]);
  });

  test.each([
    ['stop', null],
    ['continue', expect.any(Date)],
  ] as const)(
    'a final failure fails the task; on_failure %s decides about its schedule',
    async (onFailure, nextRunAt) => {
      const task = await insertTask(database.pool, {
        taskSchedule: '0 0 1 1 *',
        nextRunAt: new Date(Date.now() + 86_400_000).toISOString(),
        onFailure,
      });
      const run = await insertRun(database.pool, task);
      const [claimed] = await claim(run);
      await finishRuns(database.pool, [attempt(claimed!, { runStatus: 'failed', errorCode: 'status_500' })]);
      expect(await stateOf(run.id)).toMatchObject({
        run_status: 'failed',
        task_status: 'failed',
        next_run_at: nextRunAt,
      });
    },
  );

  test('a one-off is completed by its last run', async () => {
    const task = await insertTask(database.pool, { runAt: new Date().toISOString() });
    await database.pool.query('update tasks set next_run_at = null where id = $1', [task.id]);
    const run = await insertRun(database.pool, task);
    const [claimed] = await claim(run);
    await finishRuns(database.pool, [attempt(claimed!)]);
    expect(await stateOf(run.id)).toMatchObject({ task_status: 'completed' });
  });

  test('a finish with an old fence, or a second finish, changes nothing', async () => {
    const run = await insertRun(database.pool, await insertTask(database.pool));
    const [claimed] = await claim(run);
    expect(await finishRuns(database.pool, [attempt(claimed!, { fence: 0 })])).toEqual(new Set());
    expect(await stateOf(run.id)).toMatchObject({
      run_status: 'running',
      active_runs: 1,
      logs: [{ status: 'running' }],
    });
    await finishRuns(database.pool, [attempt(claimed!)]);
    expect(await finishRuns(database.pool, [attempt(claimed!, { runStatus: 'failed' })])).toEqual(new Set());
    expect(await stateOf(run.id)).toMatchObject({ run_status: 'completed', active_runs: 0 });
  });

  test('the runs of a silent listener come back as abandoned attempts, and its late outcome is only noted', async () => {
    const dead = await insertWorker(database.pool, 20_000);
    const run = await insertRun(
      database.pool,
      await insertTask(database.pool, { maxRetry: 1, backoffBaseMs: 1 }),
    );
    const [claimed] = await claim(run, dead);
    const rescued = await rescueLostRuns(database.pool, { workerTimeoutMs: 10_000, limit: 10 });
    expect(rescued).toMatchObject([{ id: run.id, runStatus: 'retrying', retryCount: 1, backoffMs: 1 }]);
    expect(await stateOf(run.id)).toMatchObject({ logs: [{ status: 'abandoned' }], active_runs: 1 });
    expect(await finishRuns(database.pool, [attempt(claimed!)])).toEqual(new Set());
    await recordLateOutcomes(database.pool, [attempt(claimed!)]);
    expect((await stateOf(run.id)).logs[0]).toMatchObject({
      status: 'abandoned',
      message: expect.stringContaining('thanks'),
    });
    await database.pool.query('update task_runs set next_attempt_at = now() where id = $1', [run.id]);
    expect(await claim(run)).toMatchObject([{ retryCount: 1, previousOutcome: 'unknown' }]);
  });

  test('a lease that ended is enough, and renewing it keeps the run', async () => {
    const run = await insertRun(database.pool, await insertTask(database.pool), { maxRetry: 0 });
    const [claimed] = await claimRuns(database.pool, [run], { workerId, leaseMs: -1 });
    expect(await renewLeases(database.pool, [claimed!], leaseMs)).toEqual(new Set([run.id]));
    expect(await rescueLostRuns(database.pool, { workerTimeoutMs: 10_000, limit: 10 })).toEqual([]);
    await renewLeases(database.pool, [claimed!], -1);
    expect(await rescueLostRuns(database.pool, { workerTimeoutMs: 10_000, limit: 10 })).toMatchObject([
      { id: run.id, runStatus: 'failed', retryCount: 0 },
    ]);
    expect(await stateOf(run.id)).toMatchObject({
      run_status: 'failed',
      task_status: 'failed',
      active_runs: 0,
    });
    expect(await renewLeases(database.pool, [claimed!], leaseMs)).toEqual(new Set());
  });

  test('with at_most_once a lost run ends instead of being sent again', async () => {
    const dead = await insertWorker(database.pool, 20_000);
    const run = await insertRun(database.pool, await insertTask(database.pool, { atMostOnce: true }));
    await claim(run, dead);
    await rescueLostRuns(database.pool, { workerTimeoutMs: 10_000, limit: 10 });
    expect(await stateOf(run.id)).toMatchObject({
      run_status: 'abandoned',
      logs: [{ status: 'abandoned' }],
      active_runs: 0,
    });
  });

  test('a run past its deadline is claimed by nobody and ends as abandoned, with its task', async () => {
    const task = await insertTask(database.pool);
    const run = await insertRun(database.pool, task, {
      scheduledFor: new Date(Date.now() - 10_000).toISOString(),
      deadlineAt: new Date(Date.now() - 5_000),
    } as object);
    expect(await claim(run)).toEqual([]);
    const ended = await endOverdueRuns(database.pool, { graceMs: 0, limit: 10 });
    expect(ended.map(({ id, runStatus }) => ({ id, runStatus }))).toEqual([
      { id: run.id, runStatus: 'abandoned' },
    ]);
    expect(await stateOf(run.id)).toMatchObject({
      run_status: 'abandoned',
      task_status: 'failed',
      active_runs: 0,
    });
  });

  test('a deadline ends an attempt in flight after its grace, and its outcome then comes too late', async () => {
    const run = await insertRun(database.pool, await insertTask(database.pool), {
      scheduledFor: new Date(Date.now() - 10_000).toISOString(),
    });
    const [claimed] = await claim(run);
    await database.pool.query({
      text: `update task_runs set deadline_at = now() - interval '3 seconds' where id = $1`,
      values: [run.id],
    });
    expect(await endOverdueRuns(database.pool, { graceMs: 60_000, limit: 10 })).toEqual([]);
    expect(await endOverdueRuns(database.pool, { graceMs: 1_000, limit: 10 })).toHaveLength(1);
    expect(await stateOf(run.id)).toMatchObject({ run_status: 'abandoned', logs: [{ status: 'abandoned' }] });
    expect(await finishRuns(database.pool, [attempt(claimed!)])).toEqual(new Set());
  });
});
