/**
 * What the receiver asked for in its response, read and bounded; times in milliseconds from the response on. Null or
 * false: nothing was asked.
 */
export interface ReceiverWishes {
  /** `Retry-After` of a 429, 503 or other failure: no attempt at this run sooner. */
  retryAfterMs: number | null;
  /** 429 or 503: every task's requests to the host wait for this long (null: as the limiter thinks fit). */
  slowsHost: boolean;
  /** 410, or `carillon-pause` where the task allows steering: the task is paused. */
  stopsTask: 'gone' | 'asked' | null;
  /** `carillon-never-retry` where the task allows steering. */
  neverRetry: boolean;
  /** `carillon-run-again-in` where the task allows steering: one more run of the task. */
  runAgainInMs: number | null;
  /** 202 with `carillon-callback: required`: the run goes on until it is reported, or until this has passed. */
  callbackWithinMs: number | null;
  /** Reported results, as decimal text that PostgreSQL reads exactly. */
  cost: string | null;
  qualityScore: string | null;
}

export const noWishes: ReceiverWishes = {
  retryAfterMs: null,
  slowsHost: false,
  stopsTask: null,
  neverRetry: false,
  runAgainInMs: null,
  callbackWithinMs: null,
  cost: null,
  qualityScore: null,
};
