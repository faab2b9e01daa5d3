import { describe, expect, test } from '@jest/globals';
import { backoffDelayMs, defaultRetryPolicy, mayRetry, retriesAfter } from './retry.js';

describe('backoffDelayMs', () => {
  test('doubles from one second and stops at thirty', () => {
    const delays = [0, 1, 2, 3, 4, 5, 6].map((retryCount) => backoffDelayMs(defaultRetryPolicy, retryCount));
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  test('stays at its cap for attempt numbers that would overflow', () => {
    expect(backoffDelayMs(defaultRetryPolicy, 64)).toBe(30_000);
    expect(backoffDelayMs(defaultRetryPolicy, 1_000_000)).toBe(30_000);
  });

  test('is constant when the strategy is fixed', () => {
    expect(backoffDelayMs({ ...defaultRetryPolicy, strategy: 'fixed', baseMs: 250 }, 9)).toBe(250);
  });

  test('draws the whole range between zero and the delay when jitter is on', () => {
    const policy = { ...defaultRetryPolicy, jitter: true };
    expect(backoffDelayMs(policy, 2, () => 0)).toBe(0);
    expect(backoffDelayMs(policy, 2, () => 0.5)).toBe(2_000);
    expect(backoffDelayMs(policy, 2, () => 0.999_999)).toBe(4_000);
  });
});

describe('retriesAfter', () => {
  test.each([
    ['status_500', null, true],
    ['status_500', ['5xx'], true],
    ['status_503', [503], true],
    ['status_404', ['5xx', 429], false],
    ['status_302', ['4xx', '5xx'], false],
    ['status_302', ['3xx'], true],
    ['timeout', [503], true],
    ['assertion_failed', [503], true],
    [null, [503], true],
  ] as const)('%s with %j: %s', (errorCode, retryOn, expected) => {
    expect(retriesAfter(errorCode, retryOn)).toBe(expected);
  });
});

describe('mayRetry', () => {
  test('allows as many retries as max_retry says and none with zero', () => {
    expect([0, 1, 2, 3].map((retryCount) => mayRetry(retryCount, 2))).toEqual([true, true, false, false]);
    expect(mayRetry(0, 0)).toBe(false);
  });
});
