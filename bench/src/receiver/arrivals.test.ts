import { expect, test } from '@jest/globals';
import { Arrivals } from './arrivals.js';

test('a batch is complete with the last different run, repeats and strangers are no part of it', () => {
  const arrivals = new Arrivals(3, 1_000);
  const last = [
    arrivals.note(0, 1_010),
    arrivals.note(0, 1_011),
    arrivals.note(7, 1_012),
    arrivals.note(2, 1_030),
  ];
  expect([...last, arrivals.note(1, 1_020)]).toEqual([false, false, false, false, true]);
  expect(arrivals.report()).toEqual({ runs: 3, repeats: 1, lagMs: { p50: 20, p95: 30, p99: 30, max: 30 } });
});

test('a run that never arrived has no lag', () => {
  const arrivals = new Arrivals(2, 0);
  arrivals.note(1, 5);
  expect(arrivals.report()).toMatchObject({ runs: 1, lagMs: { p50: 5, max: 5 } });
});
