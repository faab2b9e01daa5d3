import { formatDuration, formatNumber } from '@/features/time/format-time';
import type { Series } from './calendar.api';
import type { DayTotal, HeatCell, Zone } from './grid';
import { hourMs, pastTotal } from './grid';

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

/** What a day says, in words. */
export function dayTotalLabel(
  { planned, completed, failed, other }: DayTotal,
  dayMs: number,
  zone: Zone,
): string {
  const ran = completed + failed + other;
  const parts = [
    ...(ran > 0 ? [`${formatNumber(ran)} ran`] : []),
    ...(failed > 0 ? [`${formatNumber(failed)} of them failed`] : []),
    ...(planned > 0 ? [`${formatNumber(planned)} planned`] : []),
  ];
  return `${dayLabel(dayMs, zone, 'long')}: ${parts.length === 0 ? 'nothing' : parts.join(', ')}`;
}

/** What the clocks do on a day; null on most days, which have 24 hours. */
export function clockChange(fromMs: number, toMs: number): string | null {
  const missingMs = 24 * hourMs - (toMs - fromMs);
  if (missingMs === 0) return null;
  return missingMs > 0 ? 'The clocks go forward' : 'The clocks go back';
}

export const hourLabel = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** `every 10 s × 60,480`. */
export function seriesLabel({ everyMs, runs }: Pick<Series, 'everyMs' | 'runs'>): string {
  const every = everyMs === null ? 'often' : `every ${formatDuration(everyMs)}`;
  return `${every} × ${formatNumber(runs)}`;
}

/** What a cell says, in words. */
export function cellLabel(cell: HeatCell, dayMs: number, zone: Zone): string {
  const { hour, planned, past } = cell;
  const where = `${dayLabel(dayMs, zone, 'long')}, ${hourLabel(hour)}`;
  const parts = [
    ...(past === null
      ? []
      : [
          `${formatNumber(pastTotal(cell))} ran`,
          ...(past.failed > 0 ? [`${formatNumber(past.failed)} of them failed`] : []),
        ]),
    ...(planned > 0 ? [`${formatNumber(planned)} planned`] : []),
  ];
  return `${where}: ${parts.length === 0 ? 'nothing' : parts.join(', ')}`;
}

const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
export const shortNumber = (value: number): string => compact.format(value);
