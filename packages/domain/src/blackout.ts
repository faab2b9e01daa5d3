import { parseCronExpression } from './cron-expression.js';
import { dayMs, shortestIntervalMs } from './cron-search.js';
import { AppError } from './errors.js';
import { nextFireTime, parseSchedule } from './schedule.js';
import type { Schedule } from './schedule.js';

/** Named times at which scheduled instants are not run, as they are stored. Times are ISO 8601 UTC. */
export interface Blackout {
  id: string;
  name: string;
  enabled: boolean;
  /** For tasks that have any of these; empty: for all tasks. */
  tags: string[];
  /** Of a window that comes once; null for one that recurs. */
  startsAt: string | null;
  endsAt: string | null;
  /** Cron: when a window that recurs begins; null for one that comes once. */
  schedule: string | null;
  timeZone: string | null;
  /** How long each time lasts, by a clock that nobody puts forward or back. */
  durationMs: number | null;
  /** Rises with each change. */
  version: number;
  createdAt: string;
  updatedAt: string;
}

const minuteMs = 60_000;

/** The limits of a blackout window, held by validation and by CHECK constraints alike. */
export const blackoutLimits = {
  nameLengthMax: 200,
  durationMsMin: minuteMs,
  durationMsMax: 7 * dayMs,
  /** Publishers read all of them again and again. */
  windowsMax: 100,
} as const;

/** A window as far as instants are concerned, epoch milliseconds. */
export interface BlackoutWindow {
  id: string;
  name: string;
  tags: readonly string[];
  /** Once, or again and again. */
  times: BlackoutSpan | { schedule: Schedule; durationMs: number };
}

/** From its first instant to the one after its last, which is outside. */
export interface BlackoutSpan {
  fromMs: number;
  toMs: number;
}

/** So often is the end of a window put off by another one that has begun before it. */
const adjoiningMax = 100;

/** A window as it is stored, made ready to be asked; null when its schedule cannot be read any more. */
export function toBlackoutWindow({ id, name, tags, ...stored }: Blackout): BlackoutWindow | null {
  const { schedule: expression, timeZone, durationMs } = stored;
  if (expression === null || durationMs === null) {
    const times = { fromMs: Date.parse(stored.startsAt!), toMs: Date.parse(stored.endsAt!) };
    return { id, name, tags, times };
  }
  const schedule = blackoutSchedule(expression, timeZone!);
  try {
    nextFireTime(schedule, 0);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
  return { id, name, tags, times: { schedule, durationMs } };
}

function blackoutSchedule(expression: string, timeZone: string): Schedule {
  return { expression, timeZone, dstGap: 'run_after', dstOverlap: 'first' };
}

/**
 * Checks when a recurring window begins. One that began again before it has ended would never end.
 *
 * @returns the expression as it is to be stored
 * @throws AppError `schedule.invalid`
 */
export function parseBlackoutSchedule(
  input: { schedule: string; timeZone: string; durationMs: number },
  fromMs: number,
): string {
  const { expression } = parseCron(input, fromMs);
  const everyMs = shortestIntervalMs(parseCronExpression(expression), fromMs, fromMs + 366 * dayMs);
  if (everyMs <= input.durationMs) {
    const [lasts, again] = [input.durationMs / minuteMs, everyMs / minuteMs];
    const message = `It lasts ${lasts} min and begins again ${again} min after it began: it would never end.`;
    throw new AppError('schedule.invalid', message, { fieldErrors: [{ path: 'durationMs', message }] });
  }
  return expression;
}

/** What is wrong with the expression is said of the field that a window has it in. */
function parseCron({ schedule, timeZone }: { schedule: string; timeZone: string }, fromMs: number): Schedule {
  try {
    return parseSchedule({ taskSchedule: schedule, timeZone }, { fromMs });
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const fieldErrors = cause.fieldErrors.map(({ path, message }) => ({
      path: path === 'taskSchedule' ? 'schedule' : path,
      message,
    }));
    throw new AppError(cause.code, cause.message, { cause, fieldErrors });
  }
}

/** The windows that hold for a task with these tags. */
export function blackoutsFor(windows: readonly BlackoutWindow[], tags: readonly string[]): BlackoutWindow[] {
  return windows.filter(
    (window) => window.tags.length === 0 || window.tags.some((tag) => tags.includes(tag)),
  );
}

/** The first of the windows that an instant lies in; null when it lies in none. */
export function blackoutAt(windows: readonly BlackoutWindow[], atMs: number): BlackoutWindow | null {
  return windows.find((window) => spanAt(window, atMs) !== null) ?? null;
}

/**
 * When the windows that an instant lies in are over, with those that begin before they are; null when it lies in none.
 * Windows that go on and on are followed for a while: the answer then lies in a window itself, and is to be asked about
 * again.
 */
export function blackoutEndMs(windows: readonly BlackoutWindow[], atMs: number): number | null {
  let endMs = atMs;
  for (let steps = 0; steps < adjoiningMax; steps += 1) {
    const from = endMs;
    for (const window of windows) endMs = Math.max(endMs, spanAt(window, from)?.toMs ?? endMs);
    if (endMs === from) break;
  }
  return endMs === atMs ? null : endMs;
}

/** The times of a window that touch the range from `fromMs` to before `toMs`, ascending, at most `countMax`. */
export function blackoutSpans(
  { times }: BlackoutWindow,
  { fromMs, toMs }: BlackoutSpan,
  countMax: number,
): BlackoutSpan[] {
  if (!('schedule' in times)) return times.fromMs < toMs && times.toMs > fromMs ? [times] : [];
  const spans: BlackoutSpan[] = [];
  let startMs = nextFireTime(times.schedule, fromMs - times.durationMs);
  while (startMs !== null && startMs < toMs && spans.length < countMax) {
    spans.push({ fromMs: startMs, toMs: startMs + times.durationMs });
    startMs = nextFireTime(times.schedule, startMs);
  }
  return spans;
}

function spanAt({ times }: BlackoutWindow, atMs: number): BlackoutSpan | null {
  if (!('schedule' in times)) return times.fromMs <= atMs && atMs < times.toMs ? times : null;
  const fromMs = nextFireTime(times.schedule, atMs - times.durationMs);
  return fromMs === null || fromMs > atMs ? null : { fromMs, toMs: fromMs + times.durationMs };
}
