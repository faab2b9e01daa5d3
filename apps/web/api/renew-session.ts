import { ApiProblem, createClient } from '@carillon/client';
import { createAction } from '@reduxjs/toolkit';

/** The session has new tokens, since that instant: what was opened with the old ones is to be opened again. */
export const sessionRenewed = createAction<number>('session/renewed');

export type Renewal =
  /** Epoch milliseconds. */
  | { kind: 'renewed'; atMs: number }
  /** There is no session any more. */
  | { kind: 'refused' }
  /** Nobody answered: the session may go on. */
  | { kind: 'unknown' };

/** An answer that got lost leaves the page with a used token, which serves for ten seconds more: it is asked again within them. */
const delaysMs = [0, 1_000, 3_000];

let pending: Promise<Renewal> | null = null;
let last: Renewal & { kind: 'renewed' } = { kind: 'renewed', atMs: -Infinity };

/**
 * Takes new tokens for the session: once, however many ask at the same time. Another page of the browser may do so at
 * the same moment, which the API allows for.
 *
 * @param sinceMs whoever was refused before the last renewal only has to ask again, epoch milliseconds
 */
export function renewSession(sinceMs: number): Promise<Renewal> {
  if (pending === null && last.atMs >= sinceMs) return Promise.resolve(last);
  pending ??= renew().finally(() => (pending = null));
  return pending;
}

async function renew(): Promise<Renewal> {
  const client = createClient({ baseUrl: window.location.origin, retries: 0 });
  for (const delayMs of delaysMs) {
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    try {
      // JSON, as the API takes the session's cookie with nothing else.
      await client.request('POST', '/api/auth/refresh', { body: {} } as object);
      last = { kind: 'renewed', atMs: Date.now() };
      return last;
    } catch (error) {
      if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) {
        return { kind: 'refused' };
      }
    }
  }
  return { kind: 'unknown' };
}
