import { toString as describeCron } from 'cronstrue';
import { expandMacro } from './cron-expression.js';
import { AppError } from './errors.js';
import type { PacedLane } from './pace-warning.js';
import { paceWarning } from './pace-warning.js';
import { nextFireTimes } from './schedule.js';
import type { Schedule, ScheduleInput } from './schedule.js';
import { scheduleWarnings } from './schedule-warnings.js';
import { formatInstant, readTimeZone } from './schedule-zone.js';

export interface PreviewInput extends ScheduleInput {
  /** Epoch milliseconds; the answers are strictly later. */
  from: number;
  /** How many instants, 1 to `previewCountMax`. */
  count: number;
  /** The lane that its runs would go through, where that has a rate limit. */
  lane?: PacedLane | null;
}

export interface SchedulePreview {
  /** The expression in English words. */
  description: string;
  /** ISO 8601 UTC, ascending; fewer than asked, or none, when the schedule ends. */
  next: string[];
  /** What may surprise: the OR of the day fields, days on which the clocks change, a schedule that never fires, a lane that is slower. */
  warnings: string[];
}

export const previewCountMax = 1000;

/**
 * What a schedule would do. Throws `schedule.invalid` as `parseSchedule` does, but only warns of a schedule that
 * never fires: asking is not saving. Throws `request.invalid` for a count or an instant out of range.
 */
export function previewSchedule(input: PreviewInput): SchedulePreview {
  const { taskSchedule, from, count } = input;
  checkRange('count', count, 1, previewCountMax);
  checkRange('from', from, Date.UTC(1970, 0, 1), Date.UTC(3000, 0, 1));
  const schedule: Schedule = {
    expression: taskSchedule.trim(),
    timeZone: readTimeZone(input.timeZone),
    dstGap: input.dstGap ?? 'run_after',
    dstOverlap: input.dstOverlap ?? 'first',
  };
  const next = nextFireTimes(schedule, from, count).map(formatInstant);
  const pace = input.lane ? paceWarning(schedule, from, input.lane) : null;
  const warnings = [...scheduleWarnings(schedule, from), ...(pace === null ? [] : [pace])];
  return { description: describeSchedule(taskSchedule), next, warnings };
}

function checkRange(path: 'count' | 'from', value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  const [first, last] = path === 'from' ? [formatInstant(min), formatInstant(max)] : [min, max];
  const message = `${path} must be between ${first} and ${last}.`;
  throw new AppError('request.invalid', message, { fieldErrors: [{ path, message }] });
}

/**
 * An expression in English words, whether it is valid or not. cronstrue knows nearly all that we read; what it does not
 * is no reason to refuse a preview.
 */
export function describeSchedule(expression: string): string {
  const written = expandMacro(expression.trim());
  try {
    return describeCron(written, { use24HourTimeFormat: true, throwExceptionOnParseError: true });
  } catch {
    return `At the times that match "${written}"`;
  }
}
