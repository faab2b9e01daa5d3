/** What happens to runs whose receivers report by themselves. */
import assert from 'node:assert/strict';
import type { RunToken } from '@carillon/domain';
import { makeRunToken, mayRetry } from '@carillon/domain';
import { awaitCallbacks } from '../../await-callbacks.queries.js';
import { inTransaction } from '../../connect.js';
import type { RescuedRun } from '../../rescue.queries.js';
import { endMissedCallbacks } from '../../rescue.queries.js';
import type { RunReport, RunReportAnswer } from '../../run-reports.queries.js';
import { reportRun } from '../../run-reports.queries.js';
import type { Action, Stage } from './action.js';
import { repeatTransient } from './action.js';
import { toFinished } from './attempt-actions.js';
import type { Model, ModelRun } from './model.js';
import { closeLog, holds, isRunning, isWaiting, moveRun, releaseTask, statusOf } from './model.js';
import { assertSame } from './same.js';

const tokens = new Map<string, RunToken>();

/** The token that an attempt has sent. */
function tokenOf(logId: string): RunToken {
  const token = tokens.get(logId) ?? makeRunToken(logId);
  tokens.set(logId, token);
  return token;
}

/** The receiver answers that it will report within an hour. */
export function takeOn({ pool }: Stage, model: Model, attempt: number): Action<Set<string>> {
  const { claimed } = model.attempts[attempt]!;
  const waiting = {
    ...{ ...toFinished(claimed, true), runStatus: 'waiting' as const },
    ...{ callbackTokenHash: tokenOf(claimed.logId).hash, callbackWithinMs: 3_600_000 },
  };
  return {
    call: () => awaitCallbacks(pool, [waiting]),
    apply(model, recorded) {
      const held = model.attempts[attempt]!;
      const run = model.runs[held.run]!;
      assert.equal(recorded.has(run.id), holds(model, held), 'whether a run waits for its receiver');
      if (!recorded.has(run.id)) return;
      moveRun(run, 'waiting');
      Object.assign(run, { isDue: false, workerId: null, token: { logId: claimed.logId, reported: null } });
    },
  };
}

type ReportedEnd = 'completed' | 'failed' | null;

/** What the report of an attempt's receiver is answered with. */
function expectedAnswer(run: ModelRun, logId: string, status: ReportedEnd): RunReportAnswer['kind'] {
  if (run.isGone) return 'unknown';
  if (run.token?.logId !== logId) {
    const isOwn = run.logs.some((log) => log.id === logId && log.status === 'running');
    return isRunning(run) && isOwn ? 'not waiting yet' : 'unknown';
  }
  if (isWaiting(run)) return 'accepted';
  const isRepeated =
    status === 'failed'
      ? run.token.reported === 'failed' && ['failed', 'retrying', 'running'].includes(statusOf(run))
      : status === 'completed' && statusOf(run) === 'completed';
  return isRepeated ? 'accepted' : 'not waiting';
}

/** The receiver of an attempt reports, whether its run waits for it or not. */
export function report(
  { pool }: Stage,
  model: Model,
  { attempt, status }: { attempt: number; status: ReportedEnd },
): Action<RunReportAnswer> {
  const { claimed } = model.attempts[attempt]!;
  const { logId } = claimed;
  const said: RunReport = {
    ...{ status, result: undefined, error: null, progress: null, cost: null, qualityScore: null },
    ...{ extendMs: null, log: [{ level: 'info', line: 'a line' }] },
  };
  const request = { runId: claimed.id, by: { token: tokenOf(logId).text }, report: said };
  return {
    call: () => repeatTransient(() => inTransaction(pool, (transaction) => reportRun(transaction, request))),
    apply(model, answer) {
      const run = model.runs[model.attempts[attempt]!.run]!;
      assert.equal(answer.kind, expectedAnswer(run, logId, status), 'how a report is answered');
      if (!isWaiting(run) || answer.kind !== 'accepted' || status === null) return;
      const becomes =
        status === 'completed' ? 'completed' : mayRetry(run.retryCount, run.maxRetry) ? 'retrying' : 'failed';
      closeLog(run, status === 'completed' ? 'finish' : 'failed');
      moveRun(run, becomes);
      run.token!.reported = status;
      if (becomes === 'retrying') Object.assign(run, { retryCount: run.retryCount + 1, isDue: false });
      else releaseTask(model.tasks[run.task]!, { count: 1, anyFailed: becomes === 'failed' });
    },
  };
}

/** Receivers that have not reported in time are not waited for any longer. */
export function endMissed({ pool }: Stage): Action<RescuedRun[]> {
  return {
    call: () =>
      inTransaction(pool, (transaction) => endMissedCallbacks(transaction, { graceMs: 0, limit: 100 })),
    apply(model, ended, isAlone) {
      const missed = model.runs.filter((run) => isWaiting(run) && run.isDue);
      if (isAlone) assert.equal(ended.length, missed.length, 'how many receivers were given up');
      for (const { id, runStatus } of ended) {
        const run = missed.find((one) => one.id === id);
        assert.ok(run, 'a receiver that was given up had not reported in time');
        const task = model.tasks[run.task]!;
        const hasRetries = mayRetry(run.retryCount, run.maxRetry);
        const verdict = task.atMostOnce ? 'abandoned' : hasRetries ? 'retrying' : 'failed';
        assertSame(runStatus, verdict, 'what becomes of a run without a report');
        closeLog(run, 'failed');
        moveRun(run, verdict);
        Object.assign(run, { fence: run.fence + 1, token: null });
        if (verdict === 'retrying') Object.assign(run, { retryCount: run.retryCount + 1, isDue: false });
        else releaseTask(task, { count: 1, anyFailed: true });
      }
    },
  };
}
