import { formatNumber } from '@/features/time/format-time';
import type { Calendar } from './calendar.api';

/** An hour in which a lane has more planned runs than it lets begin. */
export type Overload = Calendar['overloads'][number];

export function overloadsWithin(overloads: readonly Overload[], fromMs: number, toMs: number): Overload[] {
  return overloads.filter(({ at }) => Date.parse(at) >= fromMs && Date.parse(at) < toMs);
}

/** `lane billing: 62 planned, 60 fit`. */
export function overloadWords({ lane, planned, fits }: Overload): string {
  return `lane ${lane}: ${formatNumber(planned)} planned, ${formatNumber(fits)} ${fits === 1 ? 'fits' : 'fit'}`;
}
