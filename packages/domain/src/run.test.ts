import { describe, expect, test } from '@jest/globals';
import { canMoveRun, isFinalRunStatus, runMoves, runStatuses } from './run.js';

describe('the states of a run', () => {
  test('a run that has ended never moves again', () => {
    const final = runStatuses.filter(isFinalRunStatus);
    expect(final).toEqual(['completed', 'failed', 'abandoned', 'cancelled', 'skipped']);
  });

  test('every open state leads to an end', () => {
    const open = runStatuses.filter((status) => !isFinalRunStatus(status));
    for (const status of open) {
      const seen = new Set([status]);
      for (const reached of seen) runMoves[reached].forEach((next) => seen.add(next));
      expect([...seen].some(isFinalRunStatus)).toBe(true);
    }
  });

  test('only a running attempt can complete, be retried or fail for good', () => {
    expect(canMoveRun('pending', 'completed')).toBe(false);
    expect(canMoveRun('retrying', 'completed')).toBe(false);
    expect(canMoveRun('running', 'completed')).toBe(true);
  });

  test('every open run can be cancelled', () => {
    for (const status of ['held', 'pending', 'running', 'retrying', 'waiting'] as const) {
      expect(canMoveRun(status, 'cancelled')).toBe(true);
    }
  });
});
