import type { AppError } from './errors.js';
import { parseCronExpression } from './cron-expression.js';
import type { CronExpression } from './cron-expression.js';
import { invalidSchedule } from './cron-grammar.js';
import { dayMs, nextCivilTime, shortestIntervalMs } from './cron-search.js';
import { BoundedCache } from './bounded-cache.js';
import { offsetSpanAt, readTimeZone } from './schedule-zone.js';
import type { OffsetSpan } from './schedule-zone.js';
import type { DstGapPolicy, DstOverlapPolicy, Task } from './task.js';

/** When a recurring task is due. */
export interface Schedule {
  /** Cron: 5 fields, 6 with the second first, or a macro such as `@daily`. */
  expression: string;
  /** A name of the IANA time zone database. */
  timeZone: string;
  /** A fixed time that the clocks leap over: run at the first instant after the leap, or not at all. */
  dstGap: DstGapPolicy;
  /** A fixed time that comes twice: run in the first pass only, or in both. */
  dstOverlap: DstOverlapPolicy;
}

/** The schedule of a recurring task; null for every other. */
export function scheduleOf(
  task: Pick<Task, 'taskSchedule' | 'timeZone' | 'dstGap' | 'dstOverlap'>,
): Schedule | null {
  const { taskSchedule: expression, timeZone, dstGap, dstOverlap } = task;
  return expression === null ? null : { expression, timeZone, dstGap, dstOverlap };
}

/** A schedule as it comes from outside. */
export interface ScheduleInput {
  taskSchedule: string;
  timeZone: string;
  dstGap?: DstGapPolicy | undefined;
  dstOverlap?: DstOverlapPolicy | undefined;
}

export interface ScheduleLimits {
  /** Schedules that can fire at a shorter distance are refused; absent: any distance. */
  minimumIntervalMs?: number;
  /** Where the search for a first match starts, epoch milliseconds; callers that know the time pass it. */
  fromMs?: number;
}

/** The longest honest wait is 29 February across 2100: a schedule without a match in this time never fires. */
const scheduleHorizonMs = 8 * 366 * dayMs;

/** A leap of the clocks this long is a correction of the calendar, not daylight saving: nothing is made up for it. */
export const calendarCorrectionMs = 3 * 3_600_000;

/**
 * Checks a schedule that is about to be saved. Throws `schedule.invalid` whose message names the cron field at
 * fault and what it takes, and whose `fieldErrors` name `taskSchedule` or `timeZone`. A schedule that never fires
 * within eight years, or more often than the limit, is refused as well.
 */
export function parseSchedule(input: ScheduleInput, limits: ScheduleLimits = {}): Schedule {
  const schedule: Schedule = {
    expression: input.taskSchedule.trim(),
    timeZone: readTimeZone(input.timeZone),
    dstGap: input.dstGap ?? 'run_after',
    dstOverlap: input.dstOverlap ?? 'first',
  };
  const cron = parseCronExpression(input.taskSchedule);
  const fromMs = limits.fromMs ?? Date.UTC(2024, 0, 1);
  if (nextFireTime(schedule, fromMs) === null) throw neverFires();
  const { minimumIntervalMs } = limits;
  if (minimumIntervalMs !== undefined) {
    const shortestMs = shortestIntervalMs(cron, fromMs, fromMs + scheduleHorizonMs);
    if (shortestMs < minimumIntervalMs) {
      throw invalidSchedule(
        `This schedule fires every ${shortestMs / 1000} s at its busiest; ` +
          `the shortest interval allowed is ${minimumIntervalMs / 1000} s.`,
      );
    }
  }
  return schedule;
}

/** The refusal of a schedule without any instant. */
export function neverFires(): AppError {
  return invalidSchedule(
    'This schedule never fires: no date within eight years matches its day and month fields.',
  );
}

/**
 * The first instant after `afterMs` at which the schedule is due, epoch milliseconds, always a whole second and
 * strictly greater; null when there is none within eight years. Both sides are instants, so a publisher that is
 * late, and computes the next from the last, cannot drift. Throws `schedule.invalid`.
 *
 * The rule is Vixie's. An interval job runs at every real instant whose local time matches. A fixed-time job runs
 * once for each matching local time: in the first pass of an overlap, and right after a gap that swallowed it.
 */
export function nextFireTime(schedule: Schedule, afterMs: number): number | null {
  const compiled = compile(schedule);
  return compiled.answers.getOrMake(afterMs, () => searchFireTime(compiled, afterMs));
}

/** The next `count` instants after `afterMs`, fewer when the schedule ends before. Throws `schedule.invalid`. */
export function nextFireTimes(schedule: Schedule, afterMs: number, count: number): number[] {
  const instants: number[] = [];
  let last: number | null = afterMs;
  while (instants.length < count) {
    last = nextFireTime(schedule, last);
    if (last === null) break;
    instants.push(last);
  }
  return instants;
}

interface CompiledSchedule {
  cron: CronExpression;
  timeZone: string;
  makesUpForGaps: boolean;
  skipsSecondPass: boolean;
  /** Thousands of tasks may share one expression and be due at one instant. */
  answers: BoundedCache<number, number | null>;
}

const compiledSchedules = new BoundedCache<string, CompiledSchedule>(2048);

function compile(schedule: Schedule): CompiledSchedule {
  const { expression, timeZone, dstGap, dstOverlap } = schedule;
  return compiledSchedules.getOrMake(`${timeZone}\n${dstGap}\n${dstOverlap}\n${expression}`, () => {
    const cron = parseCronExpression(expression);
    return {
      cron,
      timeZone: readTimeZone(timeZone),
      makesUpForGaps: !cron.isInterval && dstGap === 'run_after',
      skipsSecondPass: !cron.isInterval && dstOverlap === 'first',
      answers: new BoundedCache(128),
    };
  });
}

function searchFireTime(compiled: CompiledSchedule, afterMs: number): number | null {
  const fromMs = Math.floor(afterMs / 1000) * 1000 + 1000;
  const untilMs = afterMs + scheduleHorizonMs;
  let span = offsetSpanAt(compiled.timeZone, fromMs);
  for (;;) {
    const found = fireTimeWithin(compiled, span, fromMs);
    if (found !== null) return found;
    if (span.endMs > untilMs) return null;
    span = offsetSpanAt(compiled.timeZone, span.endMs);
  }
}

/** Inside one span civil time and instant differ by a constant, so the search needs no zone arithmetic. */
function fireTimeWithin(compiled: CompiledSchedule, span: OffsetSpan, fromMs: number): number | null {
  const { cron } = compiled;
  const { startMs, offsetMs, previousOffsetMs } = span;
  const leapMs = offsetMs - previousOffsetMs;
  const isGap = leapMs > 0 && leapMs < calendarCorrectionMs && startMs >= fromMs;
  if (compiled.makesUpForGaps && isGap) {
    const missed = nextCivilTime(cron, startMs + previousOffsetMs, startMs + offsetMs);
    if (missed !== null) return startMs;
  }
  let civilFrom = Math.max(startMs, fromMs) + offsetMs;
  if (compiled.skipsSecondPass && leapMs < 0) civilFrom = Math.max(civilFrom, startMs + previousOffsetMs);
  const civilBefore = Math.min(span.endMs, fromMs + scheduleHorizonMs) + offsetMs;
  const civil = nextCivilTime(cron, civilFrom, civilBefore);
  return civil === null ? null : civil - offsetMs;
}
