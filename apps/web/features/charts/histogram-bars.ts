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
