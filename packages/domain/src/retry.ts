import type { RetryStatus } from './delivery-options.js';
import type { DeliveryErrorCode } from './delivery-outcome.js';

/** How long to wait between attempts. Times in milliseconds. */
export interface RetryPolicy {
  strategy: 'exponential' | 'fixed';
  baseMs: number;
  maxMs: number;
  /** Full jitter: a uniform draw between 0 and the computed delay, so that failed runs do not return in step. */
  jitter: boolean;
}

export const backoffStrategies = ['exponential', 'fixed'] as const;

/** 1 s, 2 s, 4 s … capped at 30 s. */
export const defaultRetryPolicy: RetryPolicy = {
  strategy: 'exponential',
  baseMs: 1_000,
  maxMs: 30_000,
  jitter: false,
};

/**
 * The delay before the next attempt, in whole milliseconds.
 *
 * @param retryCount how many attempts have failed before this retry, minus one: 0 gives the first delay
 * @param random a draw in [0, 1), used only with jitter
 */
export function backoffDelayMs(
  policy: RetryPolicy,
  retryCount: number,
  random: () => number = Math.random,
): number {
  // 2^31 alone exceeds every cap; a larger exponent would only overflow to Infinity.
  const factor = policy.strategy === 'fixed' ? 1 : 2 ** Math.min(Math.max(retryCount, 0), 31);
  const delayMs = Math.min(policy.baseMs * factor, policy.maxMs);
  return Math.round(policy.jitter ? delayMs * random() : delayMs);
}

/** Whether a run that has failed `retryCount + 1` times may be tried again. */
export function mayRetry(retryCount: number, maxRetry: number): boolean {
  return retryCount < maxRetry;
}

/**
 * Whether a task lets its run come back after this failure. Its list speaks of statuses that the receiver answered;
 * a time-out, a lost connection or a response that is not what was asked for is no status.
 */
export function retriesAfter(
  errorCode: DeliveryErrorCode | null,
  retryOn: readonly RetryStatus[] | null,
): boolean {
  const [, status] = /^status_(\d{3})$/.exec(errorCode ?? '') ?? [];
  if (retryOn === null || status === undefined) return true;
  return retryOn.some((each) => String(each) === status || each === `${status[0]}xx`);
}
