import { describe, expect, test } from '@jest/globals';
import { countBetween, percentilesOf, timeBinBoundsMs } from './time-bins.js';

const binsOf = (times: number[]): Map<number, number> => {
  const bins = new Map<number, number>();
  for (const time of times) {
    const bin = timeBinBoundsMs.findLastIndex((bound) => bound <= time) + 1;
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  return bins;
};

describe('bins of times', () => {
  test('rise, and are at most two hundredths wide', () => {
    for (const [index, bound] of timeBinBoundsMs.slice(1).entries()) {
      const before = timeBinBoundsMs[index]!;
      expect(bound).toBeGreaterThan(before);
      expect(bound / before).toBeLessThanOrEqual(1.02 + 1e-9);
    }
    expect([timeBinBoundsMs[0], timeBinBoundsMs.at(-1)]).toEqual([0.1, 990_000_000]);
  });

  test.each([1, 2, 5, 10, 20, 50, 1_000, 30_000, 60_000, 300_000, 900_000, 3_600_000])(
    '%d ms is a bound',
    (bound) => expect(timeBinBoundsMs).toContain(bound),
  );

  test('counts between bounds are exact, at the bounds themselves too', () => {
    const times = [-3, 0, 0.99, 1, 1.99, 2, 4.999, 5, 3_600_000, 9e12];
    expect(countBetween(binsOf(times), [1, 2, 5, 3_600_000])).toEqual([3, 2, 2, 1, 2]);
    expect(countBetween(new Map(), [1, 2])).toEqual([0, 0, 0]);
  });

  test('percentiles are within two hundredths of those of the times', () => {
    const times = Array.from({ length: 10_000 }, (_, index) => 3 * 1.0007 ** index).sort((a, b) => a - b);
    const { p50, p95, p99 } = percentilesOf(binsOf(times));
    for (const [found, share] of [
      [p50, 0.5],
      [p95, 0.95],
      [p99, 0.99],
    ] as const) {
      expect(Math.abs(found! / times[Math.ceil(share * times.length) - 1]! - 1)).toBeLessThan(0.02);
    }
  });

  test('of nothing there are none', () => {
    expect(percentilesOf(new Map())).toEqual({ p50: null, p95: null, p99: null });
  });
});
