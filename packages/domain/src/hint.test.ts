import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RunToHint } from './hint.js';
import { bundleHints, hintRunsMax } from './hint.js';

const runOf = (id: number, overrides: Partial<RunToHint> = {}): RunToHint => ({
  id: `run-${id}`,
  scheduledFor: '2026-01-01T00:00:00Z',
  host: 'example.com:443',
  priority: 'normal',
  retryCount: 0,
  ...overrides,
});

describe('bundleHints', () => {
  test('fills each hint up before it begins the next', () => {
    const runs = Array.from({ length: 2 * hintRunsMax + 1 }, (_, index) => runOf(index));
    expect(bundleHints(runs).map((hint) => hint.runs.length)).toEqual([hintRunsMax, hintRunsMax, 1]);
  });

  test('never mixes priorities or attempts in one hint and loses no run', () => {
    const runs = [runOf(1), runOf(2, { priority: 'urgent' }), runOf(3), runOf(4, { retryCount: 2 })];
    const hints = bundleHints(runs, 500);
    expect(
      hints.map((hint) => [hint.priority, hint.retryCount, hint.delayMs, hint.runs.map(({ id }) => id)]),
    ).toEqual([
      ['normal', 0, 500, ['run-1', 'run-3']],
      ['urgent', 0, 500, ['run-2']],
      ['normal', 2, 500, ['run-4']],
    ]);
  });

  test('bundles runs that are due later by the second, and never fires before the last of them is due', () => {
    const run = fc.record({ delayMs: fc.integer({ min: -50, max: 5_000 }) });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 300 }), (delays) => {
        const runs = delays.map(({ delayMs }, index) => runOf(index, { delayMs }));
        const hints = bundleHints(runs);
        const hinted = hints.flatMap((hint) => hint.runs.map(({ id }) => [id, hint.delayMs] as const));
        expect(hinted.map(([id]) => id).sort()).toEqual(runs.map(({ id }) => id).sort());
        for (const [id, delayMs] of hinted) {
          const dueInMs = Math.max(0, runs.find((run) => run.id === id)!.delayMs!);
          expect(delayMs).toBeGreaterThanOrEqual(dueInMs);
          expect(delayMs - dueInMs).toBeLessThan(1_000);
          if (dueInMs === 0) expect(delayMs).toBe(0);
        }
        expect(hints.length).toBeLessThanOrEqual(6 + Math.floor(runs.length / hintRunsMax));
      }),
    );
  });

  test('keeps runs apart that their lane spaces out, where it would show', () => {
    const delays = [0, 100, 200, 1_000, 1_010, 1_020];
    const runs = delays.map((delayMs, index) => runOf(index, { delayMs, isPaced: true }));
    expect(bundleHints(runs).map((hint) => hint.delayMs)).toEqual([0, 100, 200, 1_000, 1_020]);
    const others = delays.map((delayMs, index) => runOf(index + 10, { delayMs }));
    expect(bundleHints(others).map((hint) => hint.delayMs)).toEqual([0, 1_000, 1_020]);
  });
});
