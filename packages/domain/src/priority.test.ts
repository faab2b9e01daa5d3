import { describe, expect, test } from '@jest/globals';
import { ageingStepMs, waitingRank } from './priority.js';
import { taskPriorities } from './task.js';

describe('the rank of a waiting run', () => {
  test('orders the classes strictly among runs of one age', () => {
    const ranks = taskPriorities.map((priority) => waitingRank(priority, 10));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(taskPriorities.length);
  });

  test('rises by a class with every step, until a low run goes before a fresh urgent one', () => {
    expect(waitingRank('low', ageingStepMs)).toBe(waitingRank('normal', 0));
    expect(waitingRank('low', 4 * ageingStepMs)).toBeLessThan(waitingRank('urgent', 0));
  });

  test('is not lowered by a clock that lags behind', () => {
    expect(waitingRank('high', -60_000)).toBe(waitingRank('high', 0));
  });
});
