import type { PlannedSkip } from './publish-plan.js';
import type { SkipReason } from './run.js';
import type { Schedule } from './schedule.js';
import { nextFireTime } from './schedule.js';

/** The newest record of a task's schedule at or before a skip: a run at one instant, or a skip from one to another. */
export interface InstantRecord {
  fromMs: number;
  toMs: number;
  /** Null when the instant was run. */
  skipReason: SkipReason | null;
}

/** What to write for a skip, beside what is on record: nothing, a record of its own, or more of the one before. */
export type SkipRecording =
  | { kind: 'none' }
  | { kind: 'insert'; skip: PlannedSkip }
  | { kind: 'grow'; toMs: number; occurrences: number };

const dayMs = 86_400_000;

/**
 * Folds a skip into the record before it when both have one reason, no instant lies between them and the record does
 * not pass over into another UTC day. Instants on record already are left out, so that recording twice is recording once.
 *
 * @param schedule null for a task that runs once
 * @throws AppError `schedule.invalid`
 */
export function recordSkip(
  skip: PlannedSkip,
  before: InstantRecord | null,
  schedule: Schedule | null,
): SkipRecording {
  if (before === null) return { kind: 'insert', skip };
  const rest = before.toMs < skip.fromMs ? skip : restAfter(skip, before.toMs, schedule);
  if (rest === null) return { kind: 'none' };
  const continues =
    before.skipReason === skip.reason &&
    Math.floor(before.fromMs / dayMs) === Math.floor(rest.toMs / dayMs) &&
    schedule !== null &&
    nextFireTime(schedule, before.toMs) === rest.fromMs;
  return continues
    ? { kind: 'grow', toMs: rest.toMs, occurrences: rest.occurrences }
    : { kind: 'insert', skip: rest };
}

function restAfter(skip: PlannedSkip, recordedMs: number, schedule: Schedule | null): PlannedSkip | null {
  if (schedule === null) return null;
  let occurrences = 0;
  let instantMs = nextFireTime(schedule, recordedMs);
  const fromMs = instantMs;
  while (instantMs !== null && instantMs <= skip.toMs) {
    occurrences += 1;
    instantMs = nextFireTime(schedule, instantMs);
  }
  return fromMs === null || occurrences === 0 ? null : { ...skip, fromMs, occurrences };
}
