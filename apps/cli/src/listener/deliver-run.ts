/**
 * One attempt, start to finish: the log row stands already, the request goes out, the outcome is recorded.
 *
 * If the process dies at any line, the lease in PostgreSQL ends, the rescuer closes the log as `abandoned`, and the
 * run is tried again or ends by its policy. Whether the receiver saw the request is then unknown, and the next
 * attempt says so.
 */
import type { ClaimedRun, FinishedAttempt } from '@carillon/db';
import type { WebhookSender } from '@carillon/delivery';
import type { DeliveryOutcome } from '@carillon/domain';
import { backoffDelayMs, mayRetry } from '@carillon/domain';
import { reachStep } from '../worker/steps.js';

/**
 * @param limits.leasedUntil the end of the lease that the claim came with, by `performance.now()`
 * @throws Error when nothing was sent because the lease has ended
 */
export async function deliverRun(
  run: ClaimedRun,
  sender: WebhookSender,
  { leasedUntil, signal }: { leasedUntil: number; signal: AbortSignal },
): Promise<FinishedAttempt> {
  reachStep('deliver.before_connect', { runId: run.id, taskId: run.taskId });
  // A process that stood still may have lost the run to another one, which has sent it since.
  if (performance.now() > leasedUntil) throw new Error('The lease ended before the request was sent.');
  const outcome = await sender.send(
    {
      url: run.webhookUrl,
      method: run.httpMethod,
      headers: run.httpHeaders,
      body: run.body,
      timeoutMs: Math.min(run.timeoutMs, remainingMs(run)),
      successStatus: run.successStatus,
      runId: run.id,
      taskId: run.taskId,
      scheduledFor: new Date(run.scheduledFor).toISOString(),
      attempt: run.retryCount + 1,
      previousOutcome: run.previousOutcome,
      timestamp: Math.floor(run.claimedAtMs / 1_000),
    },
    signal,
  );
  reachStep('deliver.after_response', { runId: run.id, ok: outcome.ok });
  return toFinishedAttempt(run, outcome);
}

/** Milliseconds that the attempt may take before the run's deadline; claimed before it, so more than 0. */
function remainingMs(run: ClaimedRun): number {
  return run.deadlineAtMs === null ? Infinity : Math.max(1, run.deadlineAtMs - run.claimedAtMs);
}

function toFinishedAttempt(run: ClaimedRun, outcome: DeliveryOutcome): FinishedAttempt {
  const backoffMs = backoffDelayMs(run.retryPolicy, run.retryCount);
  const comesInTime = outcome.phases.totalMs + backoffMs < remainingMs(run);
  const triesAgain = mayRetry(run.retryCount, run.maxRetry) && comesInTime;
  const runStatus = outcome.ok ? 'completed' : triesAgain ? 'retrying' : 'failed';
  return {
    id: run.id,
    scheduledFor: run.scheduledFor,
    taskId: run.taskId,
    fence: run.fence,
    logId: run.logId,
    logCreatedAt: run.logCreatedAt,
    runStatus,
    executionTimeMs: Math.round(outcome.phases.totalMs),
    message: outcome.message,
    messageTruncated: outcome.messageTruncated,
    httpStatus: outcome.httpStatus,
    errorCode: outcome.errorCode,
    responseHeaders: outcome.responseHeaders,
    phases: outcome.phases,
    backoffMs: runStatus === 'retrying' ? backoffMs : 0,
  };
}
