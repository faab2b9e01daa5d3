import { describe, expect, test } from '@jest/globals';
import { fromRateDraft, rateWords, toRateDraft } from './lane-rate';

describe('the rate of a lane', () => {
  test.each([
    [{ runs: 60, perMs: 60_000 }, 'at most 60 a minute'],
    [{ runs: 1, perMs: 3_600_000 }, 'at most 1 an hour'],
    [{ runs: 1_000, perMs: 86_400_000 }, 'at most 1,000 a day'],
    [{ runs: 2, perMs: 30_000 }, 'at most 2 in 30 s'],
  ])('%j is said as "%s", and is the same after it was opened and saved', (rateLimit, words) => {
    expect(rateWords(rateLimit)).toBe(words);
    expect(fromRateDraft(toRateDraft(rateLimit))).toEqual(rateLimit);
  });

  test('without a number of runs there is no limit', () => {
    expect(fromRateDraft(toRateDraft(null))).toBeNull();
    expect(fromRateDraft({ runs: '5', periods: '2', unit: 'hour' })).toEqual({ runs: 5, perMs: 7_200_000 });
  });
});
