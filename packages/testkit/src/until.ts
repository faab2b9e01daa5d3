import { setTimeout as wait } from 'node:timers/promises';

export interface UntilOptions {
  /** What is awaited, as in "the run completed"; the error at the deadline begins with it. */
  what: string;
  /** Default 15000: long enough for a machine that does other work too, and nothing to a check that holds. */
  timeoutMs?: number;
  /** Default 20. */
  intervalMs?: number;
}

type Falsy = false | null | 0 | 0n | '';

/**
 * Polls until the check holds: it returns something truthy, or, when it returns nothing, its assertions stop
 * throwing. A check that may return `undefined` beside a value is refused by its type, because that could not
 * be told from assertions that passed: write `?? null`.
 *
 * @returns what the check returned at last
 * @throws Error at the deadline, naming what was awaited and the last error or value seen
 */
export async function until<T extends NonNullable<unknown> | null>(
  check: () => T | Promise<T>,
  options: UntilOptions,
): Promise<Exclude<T, Falsy>>;
export async function until(check: () => void | Promise<void>, options: UntilOptions): Promise<void>;
export async function until(check: () => unknown, options: UntilOptions): Promise<unknown> {
  const { what, timeoutMs = 15_000, intervalMs = 20 } = options;
  const deadline = performance.now() + timeoutMs;
  let lastSeen: unknown = new Error('the check has not answered once');
  for (;;) {
    const attempt = await firstOf(check, Math.max(deadline - performance.now(), 1));
    if ('value' in attempt && (attempt.value || attempt.value === undefined)) return attempt.value;
    if ('value' in attempt) lastSeen = attempt.value;
    if ('error' in attempt) lastSeen = attempt.error;
    if (performance.now() + intervalMs > deadline) throw timedOut(what, timeoutMs, lastSeen);
    await wait(intervalMs);
  }
}

type Attempt = { value: unknown } | { error: unknown } | { unanswered: true };

/** One look, which a check that never settles cannot hold past the deadline. */
async function firstOf(check: () => unknown, remainingMs: number): Promise<Attempt> {
  const cancel = new AbortController();
  const answer = (async (): Promise<Attempt> => {
    try {
      return { value: await check() };
    } catch (error) {
      return { error };
    }
  })();
  const deadline = wait(remainingMs, { unanswered: true } as const, { signal: cancel.signal });
  deadline.catch(() => undefined);
  const first = await Promise.race([answer, deadline]);
  cancel.abort();
  return first;
}

function timedOut(what: string, timeoutMs: number, lastSeen: unknown): Error {
  const last =
    lastSeen instanceof Error ? `last error: ${lastSeen.message}` : `last value: ${JSON.stringify(lastSeen)}`;
  return new Error(`Waited ${timeoutMs} ms in vain until ${what}; ${last}`, { cause: lastSeen });
}
