import { describe, expect, test } from '@jest/globals';
import type { RunToHint } from './hint.js';
import { bundleHints, hintRunsMax } from './hint.js';

const run = (id: number, overrides: Partial<RunToHint> = {}): RunToHint => ({
  id: `run-${id}`,
  scheduledFor: '2026-01-01T00:00:00Z',
  host: 'example.com:443',
  priority: 'normal',
  retryCount: 0,
  ...overrides,
});

describe('bundleHints', () => {
  test('fills each hint up before it begins the next', () => {
    const runs = Array.from({ length: 2 * hintRunsMax + 1 }, (_, index) => run(index));
    expect(bundleHints(runs).map((hint) => hint.runs.length)).toEqual([hintRunsMax, hintRunsMax, 1]);
  });

  test('never mixes priorities or attempts in one hint and loses no run', () => {
    const runs = [run(1), run(2, { priority: 'urgent' }), run(3), run(4, { retryCount: 2 })];
    const hints = bundleHints(runs, 500);
    expect(
      hints.map((hint) => [hint.priority, hint.retryCount, hint.delayMs, hint.runs.map(({ id }) => id)]),
    ).toEqual([
      ['normal', 0, 500, ['run-1', 'run-3']],
      ['urgent', 0, 500, ['run-2']],
      ['normal', 2, 500, ['run-4']],
    ]);
  });
});
