/**
 * Times in bins, which can be added up where percentiles cannot. A bin is at most two hundredths as wide as the times in
 * it, and what people read as bounds, 1, 2, 5, 10, 30 and 60 with any zeros, is a bound of bins too.
 *
 * The numbers of bins are stored in `run_hours`: whoever changes the bounds deletes its rows.
 */

/** Milliseconds; null where there is nothing to measure. */
export interface Percentiles {
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

/** How many times are in a bin, by its number: 0 for those below the first bound. */
export type TimeBins = ReadonlyMap<number, number>;

/** A tenth of a millisecond to eleven days. */
const decades = { first: -1, last: 8 };

/** Where bins begin, in hundredths of a decade, so that no bound is a sum of fractions. */
const stepsOfDecade = [
  { from: 100, to: 200, by: 2 },
  { from: 200, to: 500, by: 4 },
  { from: 500, to: 1_000, by: 10 },
];

/** Where a bin ends and the next begins, rising, in milliseconds: what `width_bucket` takes. */
export const timeBinBoundsMs: readonly number[] = Array.from(
  { length: decades.last - decades.first + 1 },
  (_, index) => decades.first + index,
).flatMap((decade) =>
  stepsOfDecade.flatMap(({ from, to, by }) =>
    Array.from({ length: (to - from) / by }, (_, step) => Number(`${from + step * by}e${decade - 2}`)),
  ),
);

/** Within two hundredths of the true ones. */
export function percentilesOf(bins: TimeBins): Percentiles {
  const sorted = [...bins].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  return { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) };

  function quantile(share: number): number | null {
    let before = 0;
    for (const [bin, count] of sorted) {
      if (before + count >= share * total) return within(bin, (share * total - before - 0.5) / count);
      before += count;
    }
    return null;
  }
}

/** As if the times of a bin were spread evenly in it. */
function within(bin: number, share: number): number {
  const from = timeBinBoundsMs[bin - 1] ?? 0;
  const to = timeBinBoundsMs[bin] ?? from;
  return from + (to - from) * Math.max(share, 0);
}

/**
 * How many times are between bounds.
 *
 * @param boundsMs rising, each of them a bound of bins
 * @returns of each bound, how many are from it on and below the next one; those below the first come before them
 */
export function countBetween(bins: TimeBins, boundsMs: readonly number[]): number[] {
  const counts = Array.from({ length: boundsMs.length + 1 }, () => 0);
  for (const [bin, count] of bins) {
    const from = timeBinBoundsMs[bin - 1] ?? -Infinity;
    const place = boundsMs.findLastIndex((bound) => bound <= from) + 1;
    counts[place]! += count;
  }
  return counts;
}
