import type { Clock } from '@/features/preferences/preferences.slice';

const language = 'en';

/** An instant as the chosen clock writes it: `23 Nov 2026, 10:15:03`, with the zone where it is not the local one. */
export function formatInstant(iso: string, clock: Clock, taskZone?: string | null, now = Date.now()): string {
  if (clock === 'relative') return formatAgo(iso, now);
  const zone = clock === 'utc' ? 'UTC' : clock === 'task' ? (taskZone ?? undefined) : undefined;
  const text = instantFormat(zone, !sameYear(iso, now)).format(new Date(iso));
  return clock === 'local' ? text : `${text} ${zone ?? 'local'}`;
}

/** Kept, as making one costs more than what a row of a list may. */
const instantFormats = new Map<string, Intl.DateTimeFormat>();

function instantFormat(zone: string | undefined, withYear: boolean): Intl.DateTimeFormat {
  const key = `${zone} ${withYear}`;
  const made =
    instantFormats.get(key) ??
    new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: 'short',
      year: withYear ? 'numeric' : undefined,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    });
  instantFormats.set(key, made);
  return made;
}

function sameYear(iso: string, now: number): boolean {
  return new Date(iso).getFullYear() === new Date(now).getFullYear();
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always', style: 'short' });

/** `3 minutes ago`, `in 2 hours`, `now`. */
export function formatAgo(iso: string, now = Date.now()): string {
  const differenceMs = Date.parse(iso) - now;
  for (const [unit, ms] of steps) {
    if (Math.abs(differenceMs) >= ms) {
      return relative.format(Math.trunc(differenceMs / ms), unit);
    }
  }
  return 'now';
}

/** `12 ms`, `3.4 s`, `2 min 5 s`, `1 h 12 min`, `3 d 4 h`; never below zero. */
export function formatDuration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${trim(ms / 1_000)} s`;
  if (ms < 3_600_000) return pair(ms, 60_000, 'min', 1_000, 's');
  if (ms < 86_400_000) return pair(ms, 3_600_000, 'h', 60_000, 'min');
  return pair(ms, 86_400_000, 'd', 3_600_000, 'h');
}

function trim(seconds: number): string {
  return seconds < 10 ? seconds.toFixed(1).replace(/\.0$/, '') : String(Math.floor(seconds));
}

// eslint-disable-next-line max-params -- two units and their sizes.
function pair(ms: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeUnit}${rest > 0 ? ` ${rest} ${smallUnit}` : ''}`;
}

const number = new Intl.NumberFormat(language);
export const formatNumber = (value: number): string => number.format(value);

/** A count with its noun: `1 run`, `2,000 runs`. */
export const formatCount = (count: number, noun: string): string =>
  `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;

/** 0.9731 → `97.3 %`; null → `–`. */
export function formatShare(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 1)} %`;
}
