import { offsetSpanAt } from './schedule-zone.js';

/** Times of the day at which a channel is not to be disturbed, by the clocks on the wall of a zone. */
export interface QuietHours {
  /** `HH:MM`. */
  from: string;
  /** `HH:MM`; not after `from`: on the day after. The same as `from`: around the clock. */
  to: string;
  timeZone: string;
  /** On which days they begin: 1 is Monday, 7 Sunday. */
  days: number[];
}

const minuteMs = 60_000;
const dayMinutes = 1_440;

/** Whether an instant lies in quiet hours: from their first minute on, up to the beginning of the minute that ends them. */
export function isQuiet(quietHours: QuietHours | null, instantMs: number): boolean {
  if (quietHours === null) return false;
  const { from, to, timeZone, days } = quietHours;
  const wallMs = instantMs + offsetSpanAt(timeZone, instantMs).offsetMs;
  const minute = Math.floor(wallMs / minuteMs) % dayMinutes;
  const [first, end] = [minuteOf(from), minuteOf(to)];
  const today = dayOf(wallMs);
  if (first < end) return days.includes(today) && minute >= first && minute < end;
  const yesterday = today === 1 ? 7 : today - 1;
  return (days.includes(today) && minute >= first) || (days.includes(yesterday) && minute < end);
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** 1 January 1970 was a Thursday. */
function dayOf(wallMs: number): number {
  return ((Math.floor(wallMs / (dayMinutes * minuteMs)) + 3) % 7) + 1;
}
