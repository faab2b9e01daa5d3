/**
 * One attempt, start to finish: the log row stands already, the request goes out, the outcome is recorded.
 *
 * If the process dies at any line, the lease in PostgreSQL ends, the rescuer closes the log as `abandoned`, and the
 * run is tried again or ends by its policy. Whether the receiver saw the request is then unknown, and the next
 * attempt says so.
 */
import type { ClaimedRun, FinishedAttempt, WaitingAttempt } from '@carillon/db';
import type { SigningKey, WebhookSender } from '@carillon/delivery';
import { notSent } from '@carillon/delivery';
import type { DeliveryOutcome, RunToken } from '@carillon/domain';
import {
  backoffDelayMs,
  callbackUrl,
  isPermanentFailure,
  makeRunToken,
  mayRetry,
  retriesAfter,
} from '@carillon/domain';
import type { SecretStore } from '@carillon/secrets';
import { readCredentials } from '@carillon/secrets';
import { reachStep } from '../worker/steps.js';

export interface DeliveryDoors {
  sender: WebhookSender;
  secrets: SecretStore<SigningKey>;
  /** Where receivers reach the API; null: they cannot, and nothing of call-backs is offered to them. */
  publicUrl: string | null;
}

/**
 * @param limits.leasedUntil the end of the lease that the claim came with, by `performance.now()`
 * @throws Error when nothing was sent because the lease has ended, or because PostgreSQL did not give the secrets
 */
export async function deliverRun(
  run: ClaimedRun,
  doors: DeliveryDoors,
  { leasedUntil, signal }: { leasedUntil: number; signal: AbortSignal },
): Promise<FinishedAttempt | WaitingAttempt> {
  reachStep('deliver.before_connect', { runId: run.id, taskId: run.taskId });
  const credentials = await readCredentials(run, doors.secrets);
  if ('failure' in credentials) return toFinished(run, notSent(credentials.failure));
  // A process that stood still may have lost the run to another one, which has sent it since.
  if (performance.now() > leasedUntil) throw new Error('The lease ended before the request was sent.');
  const token = doors.publicUrl === null ? null : makeRunToken(run.logId);
  const outcome = await doors.sender.send(
    {
      url: run.webhookUrl,
      method: run.httpMethod,
      headers: credentials.headers,
      body: run.body,
      timeoutMs: Math.min(run.timeoutMs, remainingMs(run)),
      successStatus: run.successStatus,
      options: run.deliveryOptions,
      signingKeys: credentials.signingKeys,
      secrets: credentials.secrets,
      attemptId: run.logId,
      runId: run.id,
      taskId: run.taskId,
      taskName: run.taskName,
      trigger: run.trigger,
      scheduledFor: new Date(run.scheduledFor).toISOString(),
      attempt: run.retryCount + 1,
      previousOutcome: run.previousOutcome,
      timestamp: Math.floor(run.claimedAtMs / 1_000),
      callback:
        token === null ? null : { url: callbackUrl(doors.publicUrl ?? '', run.id), token: token.text },
    },
    signal,
  );
  reachStep('deliver.after_response', { runId: run.id, ok: outcome.ok });
  return toAttempt(run, outcome, token);
}

/** Milliseconds that the attempt may take before the run's deadline; claimed before it, so more than 0. */
function remainingMs(run: ClaimedRun): number {
  return run.deadlineAtMs === null ? Infinity : Math.max(1, run.deadlineAtMs - run.claimedAtMs);
}

const callbackImpossible = {
  ok: false,
  errorCode: 'callback_failed',
  message:
    'The receiver wants to report by itself, but CARILLON_PUBLIC_URL does not say where it reaches the API',
} as const;

function toAttempt(
  run: ClaimedRun,
  outcome: DeliveryOutcome,
  token: RunToken | null,
): FinishedAttempt | WaitingAttempt {
  const { callbackWithinMs } = outcome.wishes;
  if (!outcome.ok || callbackWithinMs === null) return toFinished(run, outcome);
  if (token === null) return toFinished(run, { ...outcome, ...callbackImpossible });
  const { runStatus: _, ...attempt } = toFinished(run, outcome);
  return { ...attempt, runStatus: 'waiting', callbackTokenHash: token.hash, callbackWithinMs };
}

function toFinished(run: ClaimedRun, outcome: DeliveryOutcome): FinishedAttempt {
  const { wishes, errorCode } = outcome;
  const backoffMs = Math.max(backoffDelayMs(run.retryPolicy, run.retryCount), wishes.retryAfterMs ?? 0);
  const comesInTime = outcome.phases.totalMs + backoffMs < remainingMs(run);
  const retryOn = run.deliveryOptions?.retryOn ?? null;
  const isWorthIt = !wishes.neverRetry && !isPermanentFailure(errorCode) && retriesAfter(errorCode, retryOn);
  const triesAgain = isWorthIt && mayRetry(run.retryCount, run.maxRetry) && comesInTime;
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
    errorCode,
    responseHeaders: outcome.responseHeaders,
    phases: outcome.phases,
    backoffMs: runStatus === 'retrying' ? backoffMs : 0,
    wishes,
  };
}
