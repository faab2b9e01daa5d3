import type { DeliveryPhases } from '@carillon/domain';
import type { Connection } from './connect.js';

/** The instants of one attempt, `performance.now()`; null when not reached. */
export interface AttemptTimes {
  startedAt: number;
  /** When the request was written. */
  sentAt: number | null;
  /** When the response's headers were complete. */
  respondedAt: number | null;
}

/** Durations in milliseconds to two places. `firstByteMs` counts from the writing of the request. */
export function toPhases(times: AttemptTimes, connection: Connection | null): DeliveryPhases {
  return {
    dnsMs: between(connection?.startedAt, connection?.lookedUpAt),
    connectMs: between(connection?.lookedUpAt ?? connection?.startedAt, connection?.connectedAt),
    tlsMs: between(connection?.connectedAt, connection?.securedAt),
    firstByteMs: between(times.sentAt, times.respondedAt),
    totalMs: between(times.startedAt, performance.now()) ?? 0,
  };
}

/** Of an attempt of which nothing was sent. */
export function unsentPhases(totalMs = 0): DeliveryPhases {
  const total = Math.round(totalMs * 100) / 100;
  return { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: total };
}

function between(from: number | null | undefined, to: number | null | undefined): number | null {
  return from == null || to == null ? null : Math.round((to - from) * 100) / 100;
}
