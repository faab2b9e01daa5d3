import { formatCivil } from '@/features/time/civil-time';
import type { Blackout } from './blackouts.api';

export interface Span {
  startsAt: string;
  endsAt: string;
}

/** The time of a window that an instant lies in, of those that the server told; null: none. */
export function spanAt({ current, next }: Pick<Blackout, 'current' | 'next'>, nowMs: number): Span | null {
  const holds = ({ startsAt, endsAt }: Span): boolean =>
    Date.parse(startsAt) <= nowMs && nowMs < Date.parse(endsAt);
  return [current, next].find((span) => span !== null && holds(span)) ?? null;
}

/** The windows that hold back a task with these tags, and until when. */
export function blackoutsOf(
  blackouts: readonly Blackout[],
  tags: readonly string[],
  nowMs: number,
): { name: string; endsAt: string }[] {
  return blackouts.flatMap((blackout) => {
    const isMeant = blackout.tags.length === 0 || blackout.tags.some((tag) => tags.includes(tag));
    const span = isMeant ? spanAt(blackout, nowMs) : null;
    return span === null ? [] : [{ name: blackout.name, endsAt: span.endsAt }];
  });
}

const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
] as const;

/** `2 hours`, `1 hour 30 minutes`. */
export function durationWords(durationMs: number): string {
  let rest = durationMs;
  const parts = units.flatMap(([unitMs, name]) => {
    const count = Math.floor(rest / unitMs);
    rest -= count * unitMs;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`];
  });
  return parts.join(' ');
}

/** `Sun 29 Nov 2026, 02:00 to 04:00`, by the clocks of a zone; seconds only where there are any. */
export function spanWords({ startsAt, endsAt }: Span, zone: string): string {
  const [start, end] = [startsAt, endsAt].map((iso) => formatCivil(iso, zone).replace(/(:\d\d):00$/, '$1'));
  const [startDay, endDay] = [start, end].map((text) => text!.split(', ').slice(0, -1).join(', '));
  return startDay === endDay ? `${start} to ${end!.split(', ').at(-1)}` : `${start} to ${end}`;
}
