import { describe, expect, test } from '@jest/globals';
import { barOf, markLines, summariseHistogram, toHistogramBars } from './histogram-bars';
import { outcomesIn, summariseOutcomes, toOutcomeBars } from './outcomes';
import { sparkPath } from './spark-path';

const at = '2026-11-23T10:00:00.000Z';

describe('bars of outcomes', () => {
  test('keep every bucket, and count open and unknown states as not ended', () => {
    const bars = toOutcomeBars([
      { at, byStatus: { completed: 3, failed: 1, held: 2, running: 1, hatching: 1 } },
      { at: '2026-11-23T11:00:00.000Z', byStatus: {} },
    ]);
    expect(bars).toHaveLength(2);
    expect(bars[0]).toMatchObject({ total: 8, counts: { completed: 3, failed: 1, open: 4 } });
    expect(bars[1]!.total).toBe(0);
    expect(outcomesIn(bars)).toEqual(['completed', 'failed', 'open']);
  });

  test('are summed up in a sentence', () => {
    const bars = toOutcomeBars([{ at, byStatus: { completed: 3, failed: 1 } }]);
    expect(summariseOutcomes(bars, 'the last hour')).toBe(
      '4 runs were due in the last hour: 3 completed (75.0 %), 1 failed (25.0 %).',
    );
    expect(summariseOutcomes([], 'the last hour')).toBe('No run was due in the last hour.');
  });
});

describe('the histogram', () => {
  const buckets = [
    { fromMs: 0, toMs: 1, count: 0 },
    { fromMs: 1, toMs: 2, count: 0 },
    { fromMs: 2, toMs: 5, count: 2 },
    { fromMs: 5, toMs: 10, count: 0 },
    { fromMs: 10, toMs: 20, count: 1 },
    { fromMs: 20, toMs: null, count: 0 },
  ];

  test('leaves out what is empty at both ends, but for one bucket', () => {
    expect(toHistogramBars(buckets).map(({ fromMs }) => fromMs)).toEqual([1, 2, 5, 10, 20]);
    expect(toHistogramBars(buckets.map((bucket) => ({ ...bucket, count: 0 })))).toEqual([]);
  });

  test('finds the bar of a value, the last one without an end', () => {
    const bars = toHistogramBars(buckets);
    expect([barOf(bars, 5), barOf(bars, 9_999), barOf(bars, null)]).toEqual([2, 4, -1]);
    const marks = [
      { label: 'p50', value: 5 },
      { label: 'p95', value: 5 },
      { label: 'p99', value: 9_999 },
    ];
    // Of marks that are near to each other, the second has its name above that of the first.
    expect(markLines(bars, marks)).toMatchObject([
      { label: 'p50, p95', row: 0 },
      { label: 'p99', row: 1 },
    ]);
  });

  test('is summed up in a sentence', () => {
    expect(summariseHistogram({ buckets, percentiles: { p50: 4, p95: 12, p99: null } }, 'duration')).toBe(
      'Of 3 runs half had a duration of 4 ms at most, 95 % 12 ms.',
    );
  });
});

describe('the sparkline', () => {
  test('begins anew behind a gap, and runs from 0 to its highest value', () => {
    expect(sparkPath([0, 10, null, 5])).toBe('M0.0,23.0 L33.3,1.0 M100.0,12.0');
    expect(sparkPath([null, null])).toBe('');
    expect(sparkPath([0, 0])).toBe('M0.0,23.0 L100.0,23.0');
  });
});
