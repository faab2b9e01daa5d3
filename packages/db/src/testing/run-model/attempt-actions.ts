/** What listeners and the rescuer do with runs. */
import assert from 'node:assert/strict';
import { mayRetry, noWishes } from '@carillon/domain';
import type { ClaimedRun } from '../../claim.queries.js';
import { claimRuns, renewLeases } from '../../claim.queries.js';
import { inTransaction } from '../../connect.js';
import type { FinishedAttempt } from '../../finish.queries.js';
import { finishRuns, recordLateOutcomes } from '../../finish.queries.js';
import { listOverdueRuns } from '../../overdue.queries.js';
import type { RescuedRun } from '../../rescue.queries.js';
import { rescueLostRuns } from '../../rescue.queries.js';
import type { Action, Stage } from './action.js';
import { repeatTransient } from './action.js';
import type { Model, ModelRun } from './model.js';
import { closeLog, holds, isClaimable, isLost, moveRun, releaseTask, statusOf } from './model.js';
import { assertSame } from './same.js';

const leaseMs = 600_000;

function previousOutcome(run: ModelRun): ClaimedRun['previousOutcome'] {
  const last = run.logs.at(-1);
  if (last === undefined) return null;
  return last.status === 'abandoned' ? 'unknown' : 'failed';
}

function applyClaim(
  model: Model,
  run: ModelRun,
  { claimed, workerId }: { claimed: ClaimedRun; workerId: string },
) {
  const { fence, retryCount, maxRetry, previousOutcome: previous } = claimed;
  assertSame(
    { fence, retryCount, maxRetry, previous },
    {
      fence: run.fence + 1,
      retryCount: run.retryCount,
      maxRetry: run.maxRetry,
      previous: previousOutcome(run),
    },
    'what a claim says of its run',
  );
  moveRun(run, 'running');
  Object.assign(run, { fence, workerId, isLeaseOver: false });
  run.logs.push({ id: claimed.logId, status: 'running', retryCount, isTold: false });
  model.attempts.push({ run: model.runs.indexOf(run), claimed });
}

/** Workers claim the same bundle at the same moment; a hint that came twice names a run twice. */
export function claim(
  { pool, workerIds }: Stage,
  model: Model,
  { runs, workers }: { runs: number[]; workers: number[] },
): Action<ClaimedRun[][]> {
  const refs = runs.map((run) => {
    const { id, scheduledFor } = model.runs[run]!;
    return { id, scheduledFor };
  });
  const claimants = workers.map((worker) => workerIds[worker]!);
  return {
    call: () => Promise.all(claimants.map((workerId) => claimRuns(pool, refs, { workerId, leaseMs }))),
    apply(model, answers) {
      for (const index of new Set(runs)) {
        const run = model.runs[index]!;
        const winners = answers.flatMap((answer, worker) =>
          answer
            .filter((claimed) => claimed.id === run.id)
            .map((claimed) => ({ claimed, workerId: claimants[worker]! })),
        );
        assert.equal(
          winners.length,
          isClaimable(run) ? 1 : 0,
          `claims won of a run that is ${statusOf(run)}`,
        );
        for (const winner of winners) applyClaim(model, run, winner);
      }
      const won = answers.flat().length;
      assert.ok(won <= new Set(runs).size, 'a claim answers only with what was asked for');
    },
  };
}

export function renew({ pool }: Stage, model: Model, attempt: number): Action<Set<string>> {
  const { claimed } = model.attempts[attempt]!;
  return {
    call: () => renewLeases(pool, [claimed], leaseMs),
    apply(model, kept) {
      const held = model.attempts[attempt]!;
      assert.equal(kept.has(claimed.id), holds(model, held), 'whether a lease could be renewed');
      if (kept.has(claimed.id)) model.runs[held.run]!.isLeaseOver = false;
    },
  };
}

export interface Outcome {
  /** Index of the attempt. */
  attempt: number;
  succeeds: boolean;
}

export function toFinished(claimed: ClaimedRun, succeeds: boolean): FinishedAttempt {
  const { id, scheduledFor, taskId, fence, logId, logCreatedAt, retryCount, maxRetry } = claimed;
  return {
    ...{ id, scheduledFor, taskId, fence, logId, logCreatedAt },
    runStatus: succeeds ? 'completed' : mayRetry(retryCount, maxRetry) ? 'retrying' : 'failed',
    executionTimeMs: 1,
    message: succeeds ? 'thanks' : 'no',
    messageTruncated: false,
    httpStatus: succeeds ? 200 : 500,
    errorCode: null,
    responseHeaders: null,
    phases: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
    backoffMs: 3_600_000,
    wishes: noWishes,
  };
}

/** Outcomes in one batch, as a listener records them: those whose fence is lost are told to the log alone. */
export function finish({ pool }: Stage, model: Model, outcomes: Outcome[]): Action<Set<string>> {
  const batch = outcomes.map(({ attempt, succeeds }) =>
    toFinished(model.attempts[attempt]!.claimed, succeeds),
  );
  return {
    async call() {
      const recorded = await repeatTransient(() => finishRuns(pool, batch));
      const late = batch.filter(({ id }) => !recorded.has(id));
      if (late.length > 0) await recordLateOutcomes(pool, late);
      return recorded;
    },
    apply(model, recorded) {
      const ended = new Map<number, { count: number; anyFailed: boolean }>();
      const accepted = outcomes.map(({ attempt }) => holds(model, model.attempts[attempt]!));
      assertSame(
        [...recorded].sort(),
        batch.flatMap(({ id }, index) => (accepted[index]! ? [id] : [])).sort(),
        'the runs whose outcomes were accepted',
      );
      outcomes.forEach(({ attempt }, index) => {
        const run = model.runs[model.attempts[attempt]!.run]!;
        const { runStatus, logId } = batch[index]!;
        if (!accepted[index]!) return tellLog(run, logId);
        closeLog(run, runStatus === 'completed' ? 'finish' : 'failed');
        moveRun(run, runStatus);
        if (run.token !== null) run.token.reported = null;
        if (runStatus === 'retrying')
          return void Object.assign(run, { retryCount: run.retryCount + 1, isDue: false });
        const { count, anyFailed } = ended.get(run.task) ?? { count: 0, anyFailed: false };
        ended.set(run.task, { count: count + 1, anyFailed: anyFailed || runStatus === 'failed' });
      });
      for (const [task, end] of ended) releaseTask(model.tasks[task]!, end);
    },
  };
}

function tellLog(run: ModelRun, logId: string): void {
  const log = run.logs.find(({ id }) => id === logId)!;
  if (log.status === 'abandoned' || log.status === 'cancelled') log.isTold = true;
}

export function rescue({ pool }: Stage): Action<RescuedRun[]> {
  return {
    call: () =>
      inTransaction(pool, (transaction) =>
        rescueLostRuns(transaction, { workerTimeoutMs: 10_000, limit: 100 }),
      ),
    apply(model, taken, isAlone) {
      const lost = model.runs.filter((run) => isLost(model, run));
      if (isAlone) assert.equal(taken.length, lost.length, 'how many runs were taken back');
      const ended = new Map<number, number>();
      for (const { id, runStatus } of taken) {
        const run = lost.find((one) => one.id === id);
        assert.ok(run, 'a run that was taken back was lost');
        const task = model.tasks[run.task]!;
        const hasRetries = mayRetry(run.retryCount, run.maxRetry);
        const verdict = task.atMostOnce ? 'abandoned' : hasRetries ? 'retrying' : 'failed';
        assert.equal(runStatus, verdict, 'what a lost run becomes');
        closeLog(run, 'abandoned');
        moveRun(run, verdict);
        Object.assign(run, { fence: run.fence + 1, workerId: null, token: null });
        if (verdict === 'retrying') Object.assign(run, { retryCount: run.retryCount + 1, isDue: false });
        else ended.set(run.task, (ended.get(run.task) ?? 0) + 1);
      }
      for (const [task, count] of ended) releaseTask(model.tasks[task]!, { count, anyFailed: true });
    },
  };
}

/** A hint that was lost is sent again for every run that waits for a claim; it changes nothing. */
export function hint({ pool }: Stage): Action<string[]> {
  return {
    async call() {
      const { runs } = await listOverdueRuns(pool, { overdueMs: 0, limit: 100 });
      return runs.map((run) => run.id);
    },
    apply(model, hinted) {
      assertSame(
        hinted.sort(),
        model.runs
          .filter(isClaimable)
          .map((run) => run.id)
          .sort(),
        'the runs to hint at',
      );
    },
  };
}
