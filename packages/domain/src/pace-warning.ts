import type { Schedule } from './schedule.js';
import { nextFireTimes } from './schedule.js';

/** A lane that spaces its runs out: so many begin in so many milliseconds at the most. */
export interface PacedLane {
  name: string;
  rateLimit: { runs: number; perMs: number };
}

/** So many instants ahead are looked at: those of a minute, for what fires every second. */
const lookedAt = 61;

/** A sentence where the schedule fires more often than its lane lets runs begin; null where it does not. */
export function paceWarning(
  schedule: Schedule,
  fromMs: number,
  { name, rateLimit: { runs, perMs } }: PacedLane,
): string | null {
  const spacingMs = perMs / runs;
  const instants = nextFireTimes(schedule, fromMs, lookedAt);
  const gaps = instants.slice(1).map((at, index) => at - instants[index]!);
  const shortestMs = Math.min(...gaps);
  if (shortestMs >= spacingMs) return null;
  return (
    `The lane ${name} lets a run begin every ${words(spacingMs)} at the most, and this schedule fires as often as every ` +
    `${words(shortestMs)}: its runs begin late, or are left out where the task skips overlaps.`
  );
}

const units = [
  [3_600_000, 'h'],
  [60_000, 'min'],
] as const;

/** `1 h`, `5 min`, `90 s`: in the largest unit of which it is a whole number. */
function words(ms: number): string {
  const [unitMs, unit] = units.find(([each]) => ms % each === 0) ?? [1_000, 's'];
  return `${Math.round((ms * 1_000) / unitMs) / 1_000} ${unit}`;
}
