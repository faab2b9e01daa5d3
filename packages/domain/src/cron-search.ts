import { matchesDate } from './cron-days.js';
import type { CronExpression } from './cron-expression.js';

/**
 * A wall-clock time without a zone, as the epoch milliseconds that the same digits have in UTC. Arithmetic on it
 * is exact, because UTC has no daylight saving.
 */
export type CivilMs = number;

export const dayMs = 86_400_000;

/**
 * The first civil time in [from, before) that the expression matches, in whole seconds; null when there is none.
 * Searches by date: the cost is at most one cheap check for each day of the range, whatever the expression.
 */
export function nextCivilTime(cron: CronExpression, from: CivilMs, before: CivilMs): CivilMs | null {
  let day = Math.floor(from / dayMs) * dayMs;
  while (day < before) {
    const date = new Date(day);
    const year = date.getUTCFullYear();
    const month = date.getUTCMonth() + 1;
    if (!cron.months.has(month)) {
      day = Date.UTC(year, month, 1);
      continue;
    }
    const civilDate = {
      day: date.getUTCDate(),
      weekday: date.getUTCDay(),
      daysInMonth: daysInMonth(year, month),
    };
    if (matchesDate(cron.days, civilDate)) {
      const secondOfDay = nextSecondOfDay(cron, Math.ceil(Math.max(from - day, 0) / 1000));
      if (secondOfDay !== null) {
        const found = day + secondOfDay * 1000;
        return found < before ? found : null;
      }
    }
    day += dayMs;
  }
  return null;
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The first matching second of the day at or after `from`, null when the day has no more of them. */
function nextSecondOfDay(cron: CronExpression, from: number): number | null {
  const fromHour = Math.floor(from / 3600);
  for (const hour of cron.hours) {
    if (hour < fromHour) continue;
    const fromMinute = hour === fromHour ? Math.floor((from % 3600) / 60) : 0;
    for (const minute of cron.minutes) {
      if (minute < fromMinute) continue;
      const fromSecond = hour === fromHour && minute === fromMinute ? from % 60 : 0;
      const second = cron.seconds.find((value) => value >= fromSecond);
      if (second !== undefined) return hour * 3600 + minute * 60 + second;
    }
  }
  return null;
}

/**
 * The shortest time between two neighbouring matches, in milliseconds, on days without a change of the clocks.
 * Two matching dates that touch are looked for only where midnight could be the closest pair.
 */
export function shortestIntervalMs(cron: CronExpression, from: CivilMs, before: CivilMs): number {
  const secondSpread = spread(cron.seconds);
  const minuteSpread = spread(cron.minutes) * 60 + secondSpread;
  const daySpread = spread(cron.hours) * 3600 + minuteSpread;
  const withinDay = Math.min(
    smallestStep(cron.seconds),
    smallestStep(cron.minutes) * 60 - secondSpread,
    smallestStep(cron.hours) * 3600 - minuteSpread,
  );
  const acrossMidnight = dayMs / 1000 - daySpread;
  if (acrossMidnight >= withinDay) return withinDay * 1000;
  return Math.min(withinDay, hasNeighbouringDates(cron, from, before) ? acrossMidnight : Infinity) * 1000;
}

function spread(values: readonly number[]): number {
  return (values.at(-1) ?? 0) - (values[0] ?? 0);
}

function smallestStep(values: readonly number[]): number {
  return values
    .slice(1)
    .reduce((step, value, index) => Math.min(step, value - (values[index] ?? 0)), Infinity);
}

function hasNeighbouringDates(cron: CronExpression, from: CivilMs, before: CivilMs): boolean {
  let day = nextMatchingDay(cron, from, before);
  while (day !== null) {
    const next = nextMatchingDay(cron, day + dayMs, before);
    if (next === day + dayMs) return true;
    day = next;
  }
  return false;
}

function nextMatchingDay(cron: CronExpression, from: CivilMs, before: CivilMs): CivilMs | null {
  const found = nextCivilTime(cron, from, before);
  return found === null ? null : Math.floor(found / dayMs) * dayMs;
}
