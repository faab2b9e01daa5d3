import { civilMs } from '@/features/time/civil-time';
import { formatDuration, formatNumber } from '@/features/time/format-time';
import type { Series } from './calendar.api';
import type { DayTotal, Zone } from './grid';
import { hourMs } from './grid';

const language = 'en';

export function dayLabel(ms: number, zone: Zone, length: 'short' | 'long' = 'short'): string {
  return new Intl.DateTimeFormat(language, {
    weekday: length,
    day: 'numeric',
    month: length,
    timeZone: zone,
  }).format(ms);
}

export function clockLabel(ms: number, zone: Zone, withSeconds = false): string {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: withSeconds ? '2-digit' : undefined,
    hourCycle: 'h23',
    timeZone: zone,
  }).format(ms);
}

export function monthLabel(ms: number, zone: Zone): string {
  return new Intl.DateTimeFormat(language, {
    month: 'long',
    year: 'numeric',
    timeZone: zone,
  }).format(ms);
}

/** What ran, by what became of it, and what is planned, each in words. */
export function countWords({ planned, completed, failed, other }: DayTotal): string[] {
  return [
    ...(completed > 0 ? [`${formatNumber(completed)} completed`] : []),
    ...(failed > 0 ? [`${formatNumber(failed)} failed`] : []),
    ...(other > 0 ? [`${formatNumber(other)} ${otherWords}`] : []),
    ...(planned > 0 ? [`${formatNumber(planned)} planned`] : []),
  ];
}

/** Runs that have neither completed nor failed. */
export const otherWords = 'skipped, cancelled or open';

/** What the clocks do on a day, and which of its time is concerned; null on most days, which have 24 hours. */
export function clockChange(fromMs: number, toMs: number, zone: Zone): string | null {
  const missingMs = 24 * hourMs - (toMs - fromMs);
  if (missingMs === 0) return null;
  const [first, last] = leapOf(fromMs, toMs, zone) ?? [];
  const stretch = first === undefined || last === undefined ? null : `${first} to ${last}`;
  if (missingMs > 0) return `The clocks go forward${stretch === null ? '' : `: ${stretch} is missing`}`;
  return `The clocks go back${stretch === null ? '' : `: ${stretch} comes twice`}`;
}

const stepMs = hourMs / 2;

/** From which time of the clock to which it is changed, at a full or half hour; at midnight, where the day begins after it. */
function leapOf(fromMs: number, toMs: number, zone: Zone): [string, string] | null {
  const offsetOf = (ms: number): number => civilMs(ms, zone) - ms;
  for (let ms = fromMs; ms < toMs; ms += stepMs) {
    const [before, after] = [ms + offsetOf(ms - 1), ms + offsetOf(ms)];
    if (before === after) continue;
    return [clockLabel(Math.min(before, after), 'UTC'), clockLabel(Math.max(before, after), 'UTC')];
  }
  return null;
}

export const hourLabel = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** `every 10 s × 60,480`. */
export function seriesLabel({ everyMs, runs }: Pick<Series, 'everyMs' | 'runs'>): string {
  const every = everyMs === null ? 'often' : `every ${formatDuration(everyMs)}`;
  return `${every} × ${formatNumber(runs)}`;
}

const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
export const shortNumber = (value: number): string => compact.format(value);
