import { parseCronExpression } from './cron-expression.js';
import type { CronExpression } from './cron-expression.js';
import { dayMs, nextCivilTime } from './cron-search.js';
import { calendarCorrectionMs, nextFireTime } from './schedule.js';
import type { Schedule } from './schedule.js';
import { offsetSpanAt } from './schedule-zone.js';
import type { OffsetSpan } from './schedule-zone.js';

const hourMs = 3_600_000;

/** What may surprise about a schedule within a year of `fromMs`, in sentences. Throws `schedule.invalid`. */
export function scheduleWarnings(schedule: Schedule, fromMs: number): string[] {
  const cron = parseCronExpression(schedule.expression);
  if (nextFireTime(schedule, fromMs) === null) {
    return ['This schedule never fires within eight years, so a task with it is refused.'];
  }
  const warnings: string[] = [];
  if (cron.days.dayOfMonthRestricted && cron.days.dayOfWeekRestricted) {
    warnings.push(
      'Both day of month and day of week are set: the task runs on every day that matches either of them.',
    );
  }
  return warnings.concat(clockChangeWarnings(schedule, cron, fromMs));
}

function clockChangeWarnings(schedule: Schedule, cron: CronExpression, fromMs: number): string[] {
  const warnings: string[] = [];
  const untilMs = fromMs + 366 * dayMs;
  let span = offsetSpanAt(schedule.timeZone, fromMs);
  while (span.endMs <= untilMs) {
    span = offsetSpanAt(schedule.timeZone, span.endMs);
    const warning = clockChangeWarning(schedule, cron, span);
    if (warning !== null) warnings.push(warning);
  }
  return warnings;
}

/** The warning about the change of the clocks with which `span` starts, null when the schedule does not notice it. */
function clockChangeWarning(schedule: Schedule, cron: CronExpression, span: OffsetSpan): string | null {
  const before = span.startMs + span.previousOffsetMs;
  const after = span.startMs + span.offsetMs;
  const leapMs = after - before;
  // Every hour of the day and a change by whole hours: the rhythm goes on as if nothing had happened.
  if (cron.isInterval && cron.hours.length === 24 && leapMs % hourMs === 0) return null;

  const from = Math.min(before, after);
  const first = nextCivilTime(cron, from, Math.max(before, after));
  if (first === null) return null;
  const date = new Date(from).toISOString().slice(0, 10);
  if (leapMs > 0) {
    const hours = `On ${date} the clocks in ${schedule.timeZone} go forward from ${clock(before)} to ${clock(after)}`;
    return `${hours}: ${gapConsequence(schedule, cron, { first, after, leapMs })}`;
  }
  const hours = `On ${date} the clocks in ${schedule.timeZone} go back from ${clock(before)} to ${clock(after)}`;
  const both = cron.isInterval || schedule.dstOverlap === 'both';
  return `${hours}: ${clock(first)} comes twice, and the task runs ${both ? 'both times' : 'the first time only'}.`;
}

function gapConsequence(
  schedule: Schedule,
  cron: CronExpression,
  gap: { first: number; after: number; leapMs: number },
): string {
  const missing = `${clock(gap.first)} does not exist`;
  if (cron.isInterval) return `${missing}, and the runs between are left out.`;
  if (gap.leapMs >= calendarCorrectionMs) return `${missing}; after so long a leap nothing is made up for.`;
  if (schedule.dstGap === 'skip') return `${missing}, and the run is skipped.`;
  return `${missing}, and the task runs once at ${clock(gap.after)} instead.`;
}

/** The time of day of a civil time: `02:30`. */
function clock(civilMs: number): string {
  return new Date(civilMs).toISOString().slice(11, 16);
}
