/** Which dates a cron expression asks for: its day-of-month and day-of-week fields. Weekdays are 0 (Sunday) to 6. */
export interface CronDays {
  /** Whether each field restricts at all, that is, is not exactly `*` or `?`. */
  dayOfMonthRestricted: boolean;
  dayOfWeekRestricted: boolean;
  daysOfMonth: ReadonlySet<number>;
  /** `L` is 0, `L-3` is 3. */
  daysBeforeLast: readonly number[];
  /** `15W`: the Monday-to-Friday day nearest to the 15th, in the same month. */
  nearestWeekdays: readonly number[];
  /** `LW`: the last Monday-to-Friday day of the month. */
  lastWorkday: boolean;
  weekdays: ReadonlySet<number>;
  /** `5#2`: the second Friday. */
  nthWeekdays: readonly { weekday: number; nth: number }[];
  /** `5L`: the last Friday. */
  lastWeekdays: readonly number[];
}

/** A date as the day fields look at it. */
export interface CivilDate {
  day: number;
  weekday: number;
  daysInMonth: number;
}

/** Two restricted day fields are joined by OR, as in Vixie cron; an unrestricted one does not count. */
export function matchesDate(days: CronDays, date: CivilDate): boolean {
  if (days.dayOfMonthRestricted && days.dayOfWeekRestricted) {
    return matchesDayOfMonth(days, date) || matchesDayOfWeek(days, date);
  }
  if (days.dayOfMonthRestricted) return matchesDayOfMonth(days, date);
  return !days.dayOfWeekRestricted || matchesDayOfWeek(days, date);
}

function matchesDayOfMonth(days: CronDays, date: CivilDate): boolean {
  return (
    days.daysOfMonth.has(date.day) ||
    days.daysBeforeLast.includes(date.daysInMonth - date.day) ||
    (days.lastWorkday && date.day === workdayNear(date.daysInMonth, date)) ||
    days.nearestWeekdays.some(
      (target) => target <= date.daysInMonth && date.day === workdayNear(target, date),
    )
  );
}

/** The Monday-to-Friday day nearest to `target` that does not leave the month of `date`. */
function workdayNear(target: number, date: CivilDate): number {
  const weekday = (((date.weekday + target - date.day) % 7) + 7) % 7;
  if (weekday === 6) return target === 1 ? 3 : target - 1;
  if (weekday === 0) return target === date.daysInMonth ? target - 2 : target + 1;
  return target;
}

function matchesDayOfWeek(days: CronDays, date: CivilDate): boolean {
  const nth = Math.ceil(date.day / 7);
  return (
    days.weekdays.has(date.weekday) ||
    days.nthWeekdays.some((wanted) => wanted.weekday === date.weekday && wanted.nth === nth) ||
    (date.day + 7 > date.daysInMonth && days.lastWeekdays.includes(date.weekday))
  );
}
