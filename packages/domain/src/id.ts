import { hash, randomFillSync } from 'node:crypto';
import { stringify, v7 } from 'uuid';

/** Random bytes for 256 ids: asking the system for 16 at a time would cost ten times as much as all the rest of an id. */
const pool = Buffer.alloc(4_096);
let drawn = pool.length;

/** Of the id that was made last: within a millisecond the sequence goes up, so that ids sort as they were made. */
const last = { msecs: 0, seq: 0 };

/** A UUID v7: made by the application, so that a row's id is known before the row is written; ordered by time. */
export function newId(): string {
  const random = drawRandom();
  const now = Date.now();
  if (now > last.msecs) {
    last.msecs = now;
    // 31 of the 32 bits: room to count up.
    last.seq = random.readUInt32BE(6) >>> 1;
  } else {
    last.seq += 1;
  }
  return v7({ random, msecs: last.msecs, seq: last.seq });
}

function drawRandom(): Buffer {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  return pool.subarray(drawn, (drawn += 16));
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
