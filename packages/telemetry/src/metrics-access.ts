import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether somebody who sends this Authorization header may read the metrics; without a token everybody may. */
export function mayReadMetrics(authorization: string | undefined, token: string | null): boolean {
  if (token === null) return true;
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? '';
  // Hashes are of one length, and tell nothing by the time it takes to compare them.
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
