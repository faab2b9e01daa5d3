import { formatNumber } from '@/features/time/format-time';
import type { Calendar } from './calendar.api';
import type { Zone } from './grid';
import { clockLabel } from './words';

/** An hour in which a lane has more planned runs than it lets begin. */
export type Overload = Calendar['overloads'][number];

export function overloadsWithin(overloads: readonly Overload[], fromMs: number, toMs: number): Overload[] {
  return overloads.filter(({ at }) => Date.parse(at) >= fromMs && Date.parse(at) < toMs);
}

/** `lane billing: 62 planned, 60 fit`. */
export function overloadWords({ lane, planned, fits }: Overload): string {
  return `lane ${lane}: ${formatNumber(planned)} planned, ${formatNumber(fits)} ${fits === 1 ? 'fits' : 'fit'}`;
}

/** A line for each lane: `09:00 lane billing: 62 planned, 60 fit`, or of several hours how many, and the fullest. */
export function overloadLines(overloads: readonly Overload[], zone: Zone): string[] {
  return [...new Set(overloads.map(({ lane }) => lane))].map((lane) => {
    const own = overloads.filter((overload) => overload.lane === lane);
    const most = own.reduce((a, b) => (b.planned > a.planned ? b : a));
    const at = clockLabel(Date.parse(most.at), zone);
    if (own.length === 1) return `${at} ${overloadWords(most)}`;
    const { planned, fits } = most;
    return `lane ${lane}: more planned than fits in ${own.length} hours, most at ${at} with ${formatNumber(planned)} for ${formatNumber(fits)}`;
  });
}
