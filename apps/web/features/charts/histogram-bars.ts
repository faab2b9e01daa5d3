import type { Histogram } from '@/features/statistics/statistics.api';
import { formatDuration, formatNumber } from '@/features/time/format-time';

type Bucket = Histogram['buckets'][number];

export interface HistogramBar {
  /** As in `200 – 500 ms`. */
  label: string;
  /** Under the axis: where the bucket ends. */
  tick: string;
  fromMs: number;
  toMs: number | null;
  count: number;
}

/** The buckets between the first and the last that hold anything, with one empty one on each side. */
export function toHistogramBars(buckets: readonly Bucket[]): HistogramBar[] {
  const first = buckets.findIndex(({ count }) => count > 0);
  if (first < 0) return [];
  const last = buckets.findLastIndex(({ count }) => count > 0);
  return buckets.slice(Math.max(0, first - 1), last + 2).map(({ fromMs, toMs, count }) => ({
    label:
      toMs === null
        ? `${formatDuration(fromMs)} and more`
        : `${formatDuration(fromMs)} – ${formatDuration(toMs)}`,
    tick: toMs === null ? 'more' : formatDuration(toMs),
    fromMs,
    toMs,
    count,
  }));
}

/** The bar that a value lies in; -1: in none. */
export function barOf(bars: readonly HistogramBar[], value: number | null): number {
  if (value === null) return -1;
  return bars.findIndex(({ fromMs, toMs }) => value >= fromMs && (toMs === null || value < toMs));
}

/** Bars so near to each other have no room for two names side by side. */
const nearBars = 2;

export interface MarkLine {
  tick: string;
  label: string;
  /** Of its name, counted from the bars upwards: 0 or 1. */
  row: number;
}

/** One line for each bar that a mark lies in: marks of one bar stand together, and names never over bars or each other. */
export function markLines(
  bars: readonly HistogramBar[],
  marks: readonly { label: string; value: number | null }[],
): MarkLine[] {
  const labels = new Map<number, string[]>();
  for (const { label, value } of marks) {
    const at = barOf(bars, value);
    if (at >= 0) labels.set(at, [...(labels.get(at) ?? []), label]);
  }
  const places = [...labels.keys()].sort((a, b) => a - b);
  let row = 0;
  return places.map((at, index) => {
    const isNear = index > 0 && at - places[index - 1]! <= nearBars;
    row = isNear ? 1 - row : 0;
    return { tick: bars[at]!.tick, label: labels.get(at)!.join(', '), row };
  });
}

/** What the histogram says, in a sentence. */
export function summariseHistogram({ buckets, percentiles }: Histogram, what: string): string {
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  if (total === 0 || percentiles.p50 === null) return `No run has a ${what} in this window.`;
  const { p50, p95, p99 } = percentiles;
  const tail = [p95 !== null && `95 % ${formatDuration(p95)}`, p99 !== null && `99 % ${formatDuration(p99)}`];
  return `Of ${formatNumber(total)} runs half had a ${what} of ${formatDuration(p50)} at most, ${tail
    .filter(Boolean)
    .join(', ')}.`;
}
