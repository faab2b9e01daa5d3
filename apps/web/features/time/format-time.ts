import type { Clock } from '@/features/preferences/preferences.slice';
import { civilMs, wholeInstant } from './civil-time';
import { localZone } from './local-zone';

const language = 'en';

/** An instant as the chosen clock writes it: `23 Nov 2026, 10:15:03`, with the zone where it is not the local one. */
export function formatInstant(iso: string, clock: Clock, taskZone?: string | null, now = Date.now()): string {
  if (clock === 'relative') return formatAgo(iso, now);
  const named = clock === 'utc' ? 'UTC' : clock === 'task' ? taskZone : null;
  const zone = named ?? localZone();
  const text = instantFormat(zone, !sameYear(iso, now, zone)).format(new Date(iso));
  return clock === 'local' ? text : `${text} ${named ?? 'local'}`;
}

/** Kept, as making one costs more than what a row of a list may. */
const instantFormats = new Map<string, Intl.DateTimeFormat>();

function instantFormat(zone: string, withYear: boolean): Intl.DateTimeFormat {
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

/** To the second, with the day of the week and how far the zone is from UTC: `Mon, Nov 23, 2026, 10:15:03 UTC+1`. */
export function formatExactly(iso: string, zone: string): string {
  return new Intl.DateTimeFormat(language, { ...wholeInstant, timeZone: zone, timeZoneName: 'shortOffset' })
    .format(new Date(iso))
    .replace(/GMT(\+0$)?/, 'UTC');
}

function sameYear(iso: string, now: number, zone: string): boolean {
  const atMs = Date.parse(iso);
  // Far from the turn of a year, and that is nearly always, no zone matters.
  if (yearOf(atMs - dayMs) === yearOf(now + dayMs) && yearOf(atMs + dayMs) === yearOf(now - dayMs))
    return true;
  return yearOf(civilMs(atMs, zone)) === yearOf(civilMs(now, zone));
}

const dayMs = 86_400_000;
const yearOf = (ms: number): number => new Date(ms).getUTCFullYear();

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

/** A count with its noun: `1 run`, `2,000 runs`; one that takes no s is given in the plural too. */
export const formatCount = (count: number, noun: string, plural = `${noun}s`): string =>
  `${formatNumber(count)} ${count === 1 ? noun : plural}`;

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `1st`, `22nd`. */
export const formatOrdinal = (position: number): string =>
  `${formatNumber(position)}${endings[ordinals.select(position)] ?? 'th'}`;

/** 0.9731 → `97.3 %`; null → `–`. */
export function formatShare(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(share === 1 || share === 0 ? 0 : 1)} %`;
}
