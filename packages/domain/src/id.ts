import { hash } from 'node:crypto';
import { stringify, v7 } from 'uuid';

/** A UUID v7: made by the application, so that a row's id is known before the row is written; ordered by time. */
export function newId(): string {
  return v7();
}

/** What a scheduled run is, in every copy of one installation's database. */
export interface ScheduledRunIdentity {
  installationId: string;
  taskId: string;
  /** Epoch milliseconds. */
  scheduledForMs: number;
  triggerKey: string;
}

/**
 * The id of a scheduled run: a UUID v7 whose time is the scheduled instant and whose other 74 bits are a digest of
 * what the run is. A restored backup that repeats an instant repeats its id, and so tells the receiver by the
 * `webhook-id` that it may have seen this one.
 */
export function scheduledRunId(run: ScheduledRunIdentity): string {
  const { installationId, taskId, scheduledForMs, triggerKey } = run;
  return derivedId(scheduledForMs, JSON.stringify([installationId, taskId, scheduledForMs, triggerKey]));
}

/**
 * The same UUID v7 wherever it is made: its time is the given one, and its other 74 bits are a digest of the identity.
 *
 * @param atMs epoch milliseconds
 */
export function derivedId(atMs: number, identity: string): string {
  const bytes = hash('sha256', identity, 'buffer').subarray(0, 16);
  bytes.writeUIntBE(atMs, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return stringify(bytes);
}
