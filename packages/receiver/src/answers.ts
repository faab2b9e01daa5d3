import type { Run, RunResult } from './run.js';

/** What is sent back to Carillon. A 2xx is a success, anything else a failure that is tried again. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** JSON text; '' for none. */
  body: string;
  /** Of `later` alone. */
  work?: { withinMs: number; start: Work | null };
}

/** Its return completes the run, its exception fails it. */
export type Work = (run: Run) => Promise<RunResult | void>;

/** Any answer at all; the body is sent as JSON. */
export function answer(status: number, body?: unknown, headers: Record<string, string> = {}): Answer {
  if (body === undefined) return { status, headers, body: '' };
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** 200. What a handler that returns nothing answers too. */
export function done(result: RunResult = {}): Answer {
  return answer(200, result);
}

/**
 * 202: the run goes on until `run.complete` or `run.fail`, or until the time has passed, which fails the attempt.
 *
 * @param work started once this is answered; leave it out where another process does the work and reports it
 */
export function later({ withinSeconds, work }: { withinSeconds: number; work?: Work }): Answer {
  const timeout = wholeSeconds(withinSeconds);
  const headers = { 'carillon-callback': 'required', 'carillon-callback-timeout': timeout };
  const reply = answer(202, undefined, headers);
  return { ...reply, work: { withinMs: Number(timeout) * 1_000, start: work ?? null } };
}

/** 200, and the task is paused. This and the next three need `steering` on the task. */
export function pause(): Answer {
  return answer(200, {}, { 'carillon-pause': 'true' });
}

/** 422: failed, and this run is not tried again. */
export function neverRetry(reason = 'refused for good'): Answer {
  return answer(422, { error: reason }, { 'carillon-never-retry': 'true' });
}

/** 425: not now; this run is tried again at that time. */
export function retryAt(time: Date): Answer {
  return answer(425, { error: 'too early' }, { 'carillon-retry-at': time.toISOString() });
}

/** 200, and the task runs once more after that time. */
export function runAgainIn(seconds: number): Answer {
  return answer(200, {}, { 'carillon-run-again-in': `${wholeSeconds(seconds)}s` });
}

/** 410: the task is stopped; no steering is needed. */
export function gone(): Answer {
  return answer(410, { error: 'gone' });
}

function wholeSeconds(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds <= 0)
    throw new RangeError(`${seconds} is no number of seconds above 0`);
  return String(Math.ceil(seconds));
}
