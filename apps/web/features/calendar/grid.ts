import type { Timeseries } from '@/features/statistics/statistics.api';
import { civilMs, instantMs } from '@/features/time/civil-time';
import type { Calendar } from './calendar.api';

/** By whose days and hours is counted: `UTC`, `Europe/Berlin`. */
export type Zone = string;

export const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const daysPerWeek = 7;

export function startOfDay(ms: number, zone: Zone): number {
  return instantMs(civilDay(ms, zone), zone);
}

/** Midnight by the clock, also where the clocks leap over it. */
function civilDay(ms: number, zone: Zone): number {
  return Math.floor(civilMs(ms, zone) / dayMs) * dayMs;
}

/** The same hour of another day, which is not always 24 hours away. */
export function addDays(ms: number, days: number, zone: Zone): number {
  return instantMs(civilMs(ms, zone) + days * dayMs, zone);
}

/** Weeks begin on Monday. */
export function startOfWeek(ms: number, zone: Zone): number {
  const day = startOfDay(ms, zone);
  const weekday = new Date(civilMs(day, zone)).getUTCDay();
  return addDays(day, -((weekday + 6) % daysPerWeek), zone);
}

function hourOf(ms: number, zone: Zone): number {
  return new Date(civilMs(ms, zone)).getUTCHours();
}

/** The first day of a month, so many months away from the one that the instant lies in. */
export function startOfMonth(ms: number, zone: Zone, monthsLater = 0): number {
  const date = new Date(civilMs(ms, zone));
  return instantMs(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsLater, 1), zone);
}

/** The whole weeks that a month touches: where they begin, and how many days they have. */
export function weeksOfMonth(ms: number, zone: Zone): { firstMs: number; days: number } {
  const firstMs = startOfWeek(startOfMonth(ms, zone), zone);
  const next = startOfMonth(ms, zone, 1);
  let days = daysPerWeek;
  while (addDays(firstMs, days, zone) < next) days += daysPerWeek;
  return { firstMs, days };
}

/** Where each of the days begins, and where the last one ends. */
export function dayBounds(fromMs: number, days: number, zone: Zone): number[] {
  const first = civilDay(fromMs, zone);
  return Array.from({ length: days + 1 }, (_, day) => instantMs(first + day * dayMs, zone));
}

/** `2026-11-23`, in the zone. */
export function dayName(ms: number, zone: Zone): string {
  return new Date(civilMs(ms, zone)).toISOString().slice(0, 10);
}

/** Where the day of that name begins; null for what is none. */
export function parseDay(text: string | null, zone: Zone): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '') ?? [];
  if (year === undefined) return null;
  return instantMs(Date.UTC(Number(year), Number(month) - 1, Number(day)), zone);
}

/** One hour of one day. Where the clocks go back, the hour that comes twice is one cell. */
export interface HeatCell {
  day: number;
  hour: number;
  /** Where it begins; null where the clocks leap over it. */
  fromMs: number | null;
  /** How often it comes: once, but for the hours that the clocks leap over or show again. */
  times: number;
  planned: number;
  /** Null: nothing is past in it. */
  past: { completed: number; failed: number; other: number } | null;
}

export interface HeatSource {
  /** Where each day begins, and the end. */
  bounds: readonly number[];
  zone: Zone;
  load: Calendar['load'];
  points: Timeseries['points'];
}

/** Days × 24 cells, row by row. */
export function heatCells({ bounds, zone, load, points }: HeatSource): HeatCell[] {
  const days = bounds.length - 1;
  const cells: HeatCell[] = Array.from({ length: days * 24 }, (_, index) => ({
    day: Math.floor(index / 24),
    hour: index % 24,
    fromMs: null,
    times: timesOfHour(bounds, Math.floor(index / 24), index % 24, zone),
    planned: 0,
    past: null,
  }));
  const cellAt = (ms: number): HeatCell | undefined => {
    const day = bounds.findIndex((from, index) => ms >= from && ms < (bounds[index + 1] ?? -Infinity));
    return day < 0 ? undefined : cells[day * 24 + hourOf(ms, zone)];
  };
  load.counts.forEach((count, index) => {
    const atMs = bounds[0]! + index * load.bucketMs;
    const cell = cellAt(atMs);
    if (cell === undefined) return;
    cell.fromMs ??= atMs;
    cell.planned += count;
  });
  for (const { at, byStatus, total } of points) {
    const cell = cellAt(Date.parse(at));
    if (cell === undefined || total === 0) continue;
    const past = (cell.past ??= { completed: 0, failed: 0, other: 0 });
    const failed = (byStatus.failed ?? 0) + (byStatus.abandoned ?? 0);
    const completed = byStatus.completed ?? 0;
    past.failed += failed;
    past.completed += completed;
    past.other += total - failed - completed;
  }
  return cells;
}

/** Days on which the clocks change are not 24 hours long. */
function timesOfHour(bounds: readonly number[], day: number, hour: number, zone: Zone): number {
  const [fromMs, toMs] = [bounds[day]!, bounds[day + 1]!];
  if (toMs - fromMs === dayMs) return 1;
  const hours = Array.from({ length: Math.ceil((toMs - fromMs) / hourMs) }, (_, index) => index);
  return hours.filter((index) => hourOf(fromMs + index * hourMs, zone) === hour).length;
}

/** What the hours of a day come to. */
export interface DayTotal {
  planned: number;
  completed: number;
  failed: number;
  other: number;
}

/** One for each day, of cells as `heatCells` gives them. */
export function dayTotals(cells: readonly HeatCell[], days: number): DayTotal[] {
  const totals = Array.from({ length: days }, () => ({ planned: 0, completed: 0, failed: 0, other: 0 }));
  for (const { day, planned, past } of cells) {
    const total = totals[day];
    if (total === undefined) continue;
    total.planned += planned;
    total.completed += past?.completed ?? 0;
    total.failed += past?.failed ?? 0;
    total.other += past?.other ?? 0;
  }
  return totals;
}

export const pastTotal = ({ past }: HeatCell): number =>
  past === null ? 0 : past.completed + past.failed + past.other;

export const runsOf = (cell: HeatCell): number => cell.planned + pastTotal(cell);
