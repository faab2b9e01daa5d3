import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Run, Task } from '@carillon/domain';
import { makeRunToken, noWishes } from '@carillon/domain';
import { until } from '@carillon/testkit';
import type { WaitingAttempt } from './await-callbacks.queries.js';
import { awaitCallbacks } from './await-callbacks.queries.js';
import type { ClaimedRun } from './claim.queries.js';
import { claimRuns } from './claim.queries.js';
import { inTransaction } from './connect.js';
import { finishRuns } from './finish.queries.js';
import { endMissedCallbacks, endOverdueRuns, rescueLostRuns } from './rescue.queries.js';
import { cancelRuns } from './run-actions.queries.js';
import type { RunReport, RunReportAnswer } from './run-reports.queries.js';
import { listRunLogLines, reportRun } from './run-reports.queries.js';
import { findRun } from './runs.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask, insertWorker } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

const nothing: RunReport = {
  ...{ status: null, result: undefined, error: null, progress: null },
  ...{ cost: null, qualityScore: null, extendMs: null, log: [] },
};

describeWithPostgres('a run that waits for its receiver', () => {
  let database: TestDatabase;
  let workerId: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    workerId = await insertWorker(database.pool);
  });
  afterAll(() => database.drop());

  const claim = async (run: { id: string; scheduledFor: string }): Promise<ClaimedRun> => {
    const [claimed] = await claimRuns(database.pool, [run], { workerId, leaseMs: 60_000 });
    return claimed!;
  };
  const attemptOf = (
    run: ClaimedRun,
    callbackTokenHash: Buffer,
    callbackWithinMs: number,
  ): WaitingAttempt => ({
    ...{ id: run.id, scheduledFor: run.scheduledFor, taskId: run.taskId, fence: run.fence },
    ...{ logId: run.logId, logCreatedAt: run.logCreatedAt, runStatus: 'waiting', executionTimeMs: 12 },
    ...{ message: 'on it', messageTruncated: false, httpStatus: 202, errorCode: null },
    responseHeaders: { 'carillon-callback': 'required' },
    phases: { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 5, totalMs: 12 },
    ...{ wishes: noWishes, backoffMs: 0, callbackTokenHash, callbackWithinMs },
  });
  /** A run whose webhook has answered that it will report. */
  const wait = async ({
    task: overrides = {},
    run: runOverrides = {},
    withinMs = 60_000,
  }: { task?: Partial<Task>; run?: Partial<Run>; withinMs?: number } = {}) => {
    const task = await insertTask(database.pool, {
      backoffBaseMs: 60_000,
      backoffMaxMs: 60_000,
      ...overrides,
    });
    const run = await claim(await insertRun(database.pool, task, runOverrides));
    const token = makeRunToken(run.logId);
    const recorded = await awaitCallbacks(database.pool, [attemptOf(run, token.hash, withinMs)]);
    expect(recorded).toEqual(new Set([run.id]));
    return { task, run, token: token.text };
  };
  const report = (runId: string, by: { token: string } | { actor: string }, said: Partial<RunReport> = {}) =>
    inTransaction(database.pool, (transaction) =>
      reportRun(transaction, { runId, by, report: { ...nothing, ...said } }),
    );
  const acceptedRun = (answer: RunReportAnswer): Run => {
    if (answer.kind !== 'accepted') throw new Error(`The report was answered with: ${answer.kind}`);
    return answer.run;
  };
  const stateOf = async (runId: string) =>
    (
      await database.pool.query(
        `select r.run_status, r.retry_count, r.error, r.callback_token_hash, r.lease_until, t.task_status, t.active_runs,
           extract(epoch from r.next_attempt_at - now())::float8 * 1000 as due_in_ms,
           (select json_agg(json_build_object('status', l.status, 'httpStatus', l.http_status, 'message', l.message,
              'errorCode', l.error_code, 'timed', l.execution_time is not null) order by l.created_at)
            from task_logs l where l.run_id = r.id) as logs
         from task_runs r join tasks t on t.id = r.task_id where r.id = $1`,
        [runId],
      )
    ).rows[0];
  const letTimePass = (runId: string) =>
    database.pool.query(`update task_runs set next_attempt_at = now() - interval '2 seconds' where id = $1`, [
      runId,
    ]);

  test('keeps its attempt open with the response noted, and of the token the hash alone', async () => {
    const { run, token } = await wait();
    expect(await stateOf(run.id)).toMatchObject({
      ...{ run_status: 'waiting', lease_until: null, task_status: 'running', active_runs: 1 },
      logs: [{ status: 'running', httpStatus: 202, message: 'on it', timed: false }],
    });
    const { rows } = await database.pool.query('select r::text as row from task_runs r where id = $1', [
      run.id,
    ]);
    expect(rows[0].row).not.toContain(token.slice(-43));
  });

  test('is neither claimed nor taken for lost, though its listener died and its time is over', async () => {
    const { run } = await wait();
    await letTimePass(run.id);
    await database.pool.query(`update workers set heartbeat_at = now() - interval '1 hour' where id = $1`, [
      workerId,
    ]);
    const rescued = await rescueLostRuns(database.pool, { workerTimeoutMs: 10_000, limit: 500 });
    await database.pool.query('update workers set heartbeat_at = now() where id = $1', [workerId]);
    expect(rescued.map(({ id }) => id)).not.toContain(run.id);
    expect(await claim(run)).toBeUndefined();
  });

  test('does not begin to wait when it has been taken away from its listener', async () => {
    const run = await claim(await insertRun(database.pool, await insertTask(database.pool)));
    const { hash } = makeRunToken(run.logId);
    const stale = { ...attemptOf(run, hash, 1_000), fence: run.fence - 1 };
    expect(await awaitCallbacks(database.pool, [stale])).toEqual(new Set());
    expect(await stateOf(run.id)).toMatchObject({ run_status: 'running', callback_token_hash: null });
  });

  test('takes progress, lines, cost and score, and goes on', async () => {
    const { run, token } = await wait();
    const log = [{ level: 'info' as const, line: 'begun' }];
    await report(run.id, { token }, { progress: 40, cost: '0.000001', log });
    const again = await report(
      run.id,
      { token },
      {
        qualityScore: '-9.5',
        log: [{ level: 'warn', line: 'slow' }],
      },
    );
    expect(acceptedRun(again)).toMatchObject({
      ...{ runStatus: 'waiting', progress: 40, cost: 0.000001, qualityScore: -9.5 },
    });
    expect(await listRunLogLines(database.pool, run)).toMatchObject([
      { level: 'info', line: 'begun' },
      { level: 'warn', line: 'slow' },
    ]);
  });

  test('keeps a thousand lines and drops the others', async () => {
    const { run, token } = await wait();
    const lines = Array.from({ length: 999 }, (_, index) => ({ level: 'info' as const, line: `${index}` }));
    await report(run.id, { token }, { log: lines });
    await report(run.id, { token }, { log: lines.slice(0, 2) });
    const kept = await listRunLogLines(database.pool, run);
    expect([kept.length, kept.at(-1)?.line]).toEqual([1_000, '0']);
  });

  test('is given more time, never less, and never more than its own deadline leaves', async () => {
    const { run, token } = await wait({ withinMs: 60_000 });
    await report(run.id, { token }, { extendMs: 1_000 });
    expect((await stateOf(run.id)).due_in_ms).toBeGreaterThan(50_000);
    await report(run.id, { token }, { extendMs: 600_000 });
    expect((await stateOf(run.id)).due_in_ms).toBeGreaterThan(500_000);
    const deadlineAt = new Date(Date.now() + 100_000).toISOString();
    const bounded = await wait({ run: { deadlineAt } as object });
    await report(bounded.run.id, { token: bounded.token }, { extendMs: 600_000 });
    expect((await stateOf(bounded.run.id)).due_in_ms).toBeLessThan(100_001);
    const late = await wait({ run: { deadlineAt } as object, withinMs: 600_000 });
    expect((await stateOf(late.run.id)).due_in_ms).toBeLessThan(100_001);
  });

  test('completes with its result, its attempt and its task', async () => {
    const { run, token } = await wait();
    const answer = await report(
      run.id,
      { token },
      { status: 'completed', result: { made: [1, null] }, cost: '2.5' },
    );
    expect(answer).toMatchObject({ kind: 'accepted', ended: true, retry: null });
    expect(acceptedRun(answer)).toMatchObject({
      ...{
        runStatus: 'completed',
        result: { made: [1, null] },
        cost: 2.5,
        progress: 100,
        nextAttemptAt: null,
      },
    });
    expect(await stateOf(run.id)).toMatchObject({
      ...{ task_status: 'ready', active_runs: 0 },
      logs: [{ status: 'finish', httpStatus: 202, message: 'on it', errorCode: null, timed: true }],
    });
  });

  test('comes back after its backoff when the receiver failed, and fails when no retries are left', async () => {
    const { run, token } = await wait();
    const answer = await report(run.id, { token }, { status: 'failed', error: 'out of paper' });
    expect(answer).toMatchObject({ ended: true, retry: { id: run.id, retryCount: 1, delayMs: 60_000 } });
    expect(await stateOf(run.id)).toMatchObject({
      ...{ run_status: 'retrying', retry_count: 1, error: 'out of paper', active_runs: 1 },
      logs: [{ status: 'failed', message: 'out of paper', errorCode: 'callback_failed', timed: true }],
    });
    const last = await wait({ run: { maxRetry: 0 } });
    const end = await report(last.run.id, { token: last.token }, { status: 'failed' });
    expect(end).toMatchObject({ kind: 'accepted', ended: true, retry: null });
    expect(await stateOf(last.run.id)).toMatchObject({
      ...{
        run_status: 'failed',
        error: 'The receiver reported a failure.',
        task_status: 'failed',
        active_runs: 0,
      },
    });
  });

  test('fails at once when its next attempt would come after its deadline', async () => {
    const deadlineAt = new Date(Date.now() + 30_000).toISOString();
    const { run, token } = await wait({ run: { deadlineAt } as object });
    await report(run.id, { token }, { status: 'failed' });
    expect(await stateOf(run.id)).toMatchObject({ run_status: 'failed', retry_count: 0 });
  });

  test('opens to no other token, and to none of another run', async () => {
    const [one, other] = [await wait(), await wait()];
    for (const token of [other.token, makeRunToken(one.run.logId).text]) {
      expect(await report(one.run.id, { token }, { status: 'completed' })).toEqual({ kind: 'unknown' });
    }
    expect(await stateOf(one.run.id)).toMatchObject({ run_status: 'waiting' });
    expect(await report('0190b5c2-0000-7000-8000-000000000000', { token: one.token })).toEqual({
      kind: 'unknown',
    });
  });

  test('asks the receiver that was quicker than the record to come again, and nobody else', async () => {
    const run = await claim(await insertRun(database.pool, await insertTask(database.pool)));
    const own = makeRunToken(run.logId).text;
    const foreign = (await wait()).token;
    expect(await report(run.id, { token: own }, { status: 'completed' })).toEqual({
      kind: 'not waiting yet',
    });
    expect(await report(run.id, { token: foreign }, { status: 'completed' })).toEqual({ kind: 'unknown' });
    expect(await report(run.id, { actor: 'me' }, { status: 'completed' })).toEqual({
      ...{ kind: 'not waiting', runStatus: 'running' },
    });
    expect(await stateOf(run.id)).toMatchObject({ run_status: 'running' });
  });

  test('accepts the same end any number of times, and no other one', async () => {
    const { run, token } = await wait({ run: { maxRetry: 0 } });
    const end = { status: 'completed', result: { b: 1, a: [2] }, cost: '1.50', qualityScore: null } as const;
    await report(run.id, { token }, { ...end, log: [{ level: 'info', line: 'done' }] });
    const before = await findRun(database.pool, run.id);
    const repeated = await report(
      run.id,
      { token },
      {
        ...{ ...end, result: { a: [2], b: 1 }, cost: '1.5' },
        log: [{ level: 'info', line: 'done' }],
      },
    );
    expect(repeated).toEqual({ kind: 'accepted', run: before, ended: false, retry: null });
    expect(await listRunLogLines(database.pool, run)).toHaveLength(1);
    for (const other of [
      { status: 'failed' as const },
      { ...end, result: { a: [3] } },
      { ...end, cost: '1.6' },
      { ...end, qualityScore: '1' },
      { progress: 10 },
      { extendMs: 5_000 },
    ]) {
      expect(await report(run.id, { token }, other)).toEqual({ kind: 'not waiting', runStatus: 'completed' });
    }
    expect(await findRun(database.pool, run.id)).toEqual(before);
    expect(await stateOf(run.id)).toMatchObject({ active_runs: 0 });
  });

  test('accepts the same failure again while the next attempt is being made', async () => {
    const { run, token } = await wait();
    await report(run.id, { token }, { status: 'failed', error: 'jam' });
    await letTimePass(run.id);
    const next = await claim(run);
    expect(await report(run.id, { token }, { status: 'failed', error: 'jam' })).toMatchObject({
      ...{ kind: 'accepted', ended: false, retry: null },
    });
    const { hash } = makeRunToken(next.logId);
    await awaitCallbacks(database.pool, [attemptOf(next, hash, 60_000)]);
    expect(await report(run.id, { token }, { status: 'failed', error: 'jam' })).toEqual({ kind: 'unknown' });
    expect(await stateOf(run.id)).toMatchObject({ run_status: 'waiting', retry_count: 1 });
  });

  test('of several reports of the end at the same moment, one ends it', async () => {
    const { task, run, token } = await wait();
    const ends = await inTransaction(database.pool, async (transaction) => {
      await transaction.query({ text: 'select from tasks where id = $1 for update', values: [task.id] });
      const reports = [1, 2, 3, 4].map((result) =>
        report(run.id, { token }, { status: 'completed', result }),
      );
      await until(
        async () => {
          const { rows } = await database.pool.query(
            `select count(*)::int as waiting from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'`,
          );
          return rows[0].waiting === 4;
        },
        { what: 'all of them wait for a row' },
      );
      return reports;
    });
    const kinds = (await Promise.all(ends)).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['accepted', 'not waiting', 'not waiting', 'not waiting']);
    expect(await stateOf(run.id)).toMatchObject({ active_runs: 0, run_status: 'completed' });
  });

  test('fails its attempt when the time is over, comes back, and its token is dead', async () => {
    const { run, token } = await wait();
    const inTime = await wait();
    await letTimePass(run.id);
    const ended = await endMissedCallbacks(database.pool, { graceMs: 1_000, limit: 500 });
    const mine = ended.filter(({ id }) => [run.id, inTime.run.id].includes(id));
    expect(mine).toMatchObject([{ id: run.id, runStatus: 'retrying', retryCount: 1, backoffMs: 60_000 }]);
    expect(await stateOf(run.id)).toMatchObject({
      ...{ run_status: 'retrying', callback_token_hash: null },
      logs: [{ status: 'failed', httpStatus: 202, errorCode: 'callback_missed' }],
    });
    expect(await report(run.id, { token }, { status: 'completed' })).toEqual({ kind: 'unknown' });
    await letTimePass(run.id);
    expect((await claim(run)).previousOutcome).toBe('failed');
  });

  test('is not repeated after a missed report where a repeat is forbidden', async () => {
    const { run } = await wait({ task: { atMostOnce: true } });
    await letTimePass(run.id);
    await endMissedCallbacks(database.pool, { graceMs: 0, limit: 500 });
    expect(await stateOf(run.id)).toMatchObject({
      run_status: 'abandoned',
      task_status: 'failed',
      active_runs: 0,
    });
  });

  test('ends at its own deadline, and its token with it', async () => {
    const deadlineAt = new Date(Date.now() + 60_000).toISOString();
    const { run, token } = await wait({ run: { deadlineAt } as object, withinMs: 600_000 });
    await database.pool.query(
      `update task_runs set scheduled_for = scheduled_for - interval '1 minute',
         deadline_at = now() - interval '2 seconds', next_attempt_at = now() - interval '2 seconds' where id = $1`,
      [run.id],
    );
    const missed = await endMissedCallbacks(database.pool, { graceMs: 0, limit: 500 });
    expect(missed.map(({ id }) => id)).not.toContain(run.id);
    await endOverdueRuns(database.pool, { graceMs: 1_000, limit: 500 });
    expect(await stateOf(run.id)).toMatchObject({ run_status: 'abandoned', logs: [{ status: 'abandoned' }] });
    expect(await report(run.id, { token }, { status: 'completed' })).toEqual({ kind: 'unknown' });
  });

  test('is cancelled with its attempt, and its token with it', async () => {
    const { run, token } = await wait();
    await inTransaction(database.pool, (transaction) =>
      cancelRuns(transaction, { target: { runId: run.id }, reason: 'enough', actor: 'me' }),
    );
    expect(await stateOf(run.id)).toMatchObject({
      ...{
        run_status: 'cancelled',
        callback_token_hash: null,
        active_runs: 0,
        logs: [{ status: 'cancelled' }],
      },
    });
    expect(await report(run.id, { token }, { status: 'completed' })).toEqual({ kind: 'unknown' });
  });

  test('is not ended by an outcome of its attempt that comes after all', async () => {
    const { run } = await wait();
    const late = { ...attemptOf(run, Buffer.alloc(32), 1), runStatus: 'completed' as const };
    expect(await finishRuns(database.pool, [late])).toEqual(new Set());
    expect(await stateOf(run.id)).toMatchObject({ run_status: 'waiting' });
  });
});
