import type { DeliveryErrorCode, DeliveryOutcome, deliveryErrorWords } from './delivery-outcome.js';

/**
 * When a host is left alone, and for how long. Its circuit is closed as long as all is well, `open` while nothing is
 * sent to it, and `half_open` when that time is over and one attempt at a time tries whether it is back.
 */
export const circuitStates = ['open', 'half_open'] as const;
export type CircuitState = (typeof circuitStates)[number];

/** What an attempt tells about the host it went to, whatever it means for its run. */
export type HostVerdict = 'well' | 'failing' | 'overloaded' | 'unknown';

const verdicts: Readonly<Record<(typeof deliveryErrorWords)[number], HostVerdict>> = {
  timeout: 'failing',
  dns_not_found: 'failing',
  dns_failed: 'failing',
  connect_refused: 'failing',
  connect_timeout: 'failing',
  connect_failed: 'failing',
  connection_lost: 'failing',
  tls_invalid: 'failing',
  // It answered, if not as the task wants it.
  response_too_large: 'well',
  headers_too_large: 'well',
  invalid_response: 'well',
  assertion_failed: 'well',
  // The host was not reached, or the fault is not its own.
  proxy_failed: 'unknown',
  blocked: 'unknown',
  invalid_request: 'unknown',
  template_invalid: 'unknown',
  secret_missing: 'unknown',
  auth_failed: 'unknown',
  callback_failed: 'unknown',
  callback_missed: 'unknown',
  lease_lost: 'unknown',
  deadline_passed: 'unknown',
  shutdown: 'unknown',
};

export function judgeHost({
  errorCode,
  slowsHost,
}: Pick<DeliveryOutcome, 'errorCode'> & { slowsHost: boolean }): HostVerdict {
  if (slowsHost) return 'overloaded';
  if (errorCode === null) return 'well';
  if (!isStatus(errorCode)) return verdicts[errorCode];
  return /^status_5/.test(errorCode) ? 'failing' : 'well';
}

function isStatus(errorCode: DeliveryErrorCode): errorCode is `status_${number}` {
  return errorCode.startsWith('status_');
}

/** Failures of a host without a success between them; instants in milliseconds of any one clock. */
export interface FailureStreak {
  count: number;
  sinceMs: number;
  lastMs: number;
}

/** A host that restarts refuses everything for a moment: that alone opens no circuit. */
const streakLastsMs = 2_000;
/** Failures further apart than this are no streak: leaving the host alone between them would spare nothing. */
const streakGapMs = 300_000;

/** @param streak undefined: there is none yet */
export function lengthenStreak(streak: FailureStreak | undefined, atMs: number): FailureStreak {
  if (streak === undefined || atMs - streak.lastMs > streakGapMs) {
    return { count: 1, sinceMs: atMs, lastMs: atMs };
  }
  return { count: streak.count + 1, sinceMs: streak.sinceMs, lastMs: atMs };
}

/** @param failuresMax so many failures open the circuit; 0: no number does */
export function opensCircuit({ count, sinceMs, lastMs }: FailureStreak, failuresMax: number): boolean {
  return failuresMax > 0 && count >= failuresMax && lastMs - sinceMs >= streakLastsMs;
}

const failingPause = { firstMs: 5_000, maxMs: 300_000 };
const overloadedPause = { firstMs: 1_000, maxMs: 60_000 };
const askedPause = { minMs: 1_000, maxMs: 900_000 };

interface PauseReason {
  verdict: Extract<HostVerdict, 'failing' | 'overloaded'>;
  /** How often the circuit has opened since it was last closed, this time included. */
  openedCount: number;
  /** The pause that the host asked for; null: it left it to us. */
  retryAfterMs: number | null;
}

/** How long a host is left alone, in milliseconds: as long as it asks, within limits, or twice as long each time. */
export function hostPauseMs({ verdict, openedCount, retryAfterMs }: PauseReason): number {
  if (verdict === 'overloaded' && retryAfterMs !== null) {
    return Math.min(Math.max(retryAfterMs, askedPause.minMs), askedPause.maxMs);
  }
  const { firstMs, maxMs } = verdict === 'failing' ? failingPause : overloadedPause;
  return Math.min(firstMs * 2 ** Math.min(openedCount - 1, 31), maxMs);
}

const returnSpread = { minMs: 1_000, maxMs: 60_000 };

/**
 * When the run at `index` of `count` that were put off together comes back: the first one with the end of the
 * pause, to try whether the host is back, and the others behind it in their order, over half as long again.
 */
export function returnDelayMs(
  { waitMs, index, count }: { waitMs: number; index: number; count: number },
  random: () => number = Math.random,
): number {
  if (index === 0) return waitMs;
  const spreadMs = Math.min(Math.max(waitMs / 2, returnSpread.minMs), returnSpread.maxMs);
  return waitMs + (spreadMs * (index + random())) / count;
}
