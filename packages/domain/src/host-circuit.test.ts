import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deliveryErrorWords } from './delivery-outcome.js';
import type { FailureStreak } from './host-circuit.js';
import { hostPauseMs, judgeHost, lengthenStreak, opensCircuit, returnDelayMs } from './host-circuit.js';

describe('what an attempt tells about its host', () => {
  test.each([
    ['well', null],
    ['well', 'status_404'],
    ['well', 'status_410'],
    ['well', 'status_302'],
    ['well', 'assertion_failed'],
    ['well', 'response_too_large'],
    ['failing', 'status_500'],
    ['failing', 'status_504'],
    ['failing', 'connect_refused'],
    ['failing', 'connection_lost'],
    ['failing', 'dns_not_found'],
    ['failing', 'tls_invalid'],
    ['failing', 'timeout'],
    ['unknown', 'blocked'],
    ['unknown', 'proxy_failed'],
    ['unknown', 'template_invalid'],
    ['unknown', 'shutdown'],
  ] as const)('%s: %s', (verdict, errorCode) => {
    expect(judgeHost({ errorCode, slowsHost: false })).toBe(verdict);
  });

  test('a host that asks for rest is overloaded, whatever the status', () => {
    expect(judgeHost({ errorCode: 'status_429', slowsHost: true })).toBe('overloaded');
    expect(judgeHost({ errorCode: 'status_503', slowsHost: true })).toBe('overloaded');
  });

  test('every word has a verdict', () => {
    const verdicts = deliveryErrorWords.map((errorCode) => judgeHost({ errorCode, slowsHost: false }));
    expect(verdicts.filter((verdict) => !['well', 'failing', 'unknown'].includes(verdict))).toEqual([]);
  });
});

describe('a streak of failures', () => {
  const streakOf = (instants: number[]): FailureStreak =>
    instants.reduce<FailureStreak | undefined>(lengthenStreak, undefined)!;
  const every = (stepMs: number, count: number) =>
    Array.from({ length: count }, (_, index) => index * stepMs);

  test('opens the circuit with its tenth failure, and not with its ninth', () => {
    expect(opensCircuit(streakOf(every(1_000, 9)), 10)).toBe(false);
    expect(opensCircuit(streakOf(every(1_000, 10)), 10)).toBe(true);
  });

  test('opens nothing before it has lasted two seconds: a restart refuses many at once', () => {
    expect(opensCircuit(streakOf(every(1, 500)), 10)).toBe(false);
    expect(opensCircuit(streakOf([...every(1, 500), 1_999]), 10)).toBe(false);
    expect(opensCircuit(streakOf([...every(1, 500), 2_000]), 10)).toBe(true);
  });

  test('begins anew after five minutes without a failure', () => {
    expect(streakOf([...every(1_000, 50), 49_000 + 300_000]).count).toBe(51);
    expect(streakOf([...every(1_000, 50), 49_000 + 300_001])).toMatchObject({ count: 1, sinceMs: 349_001 });
  });

  test('opens nothing when the breaker is off', () => {
    expect(opensCircuit(streakOf(every(1_000, 10_000)), 0)).toBe(false);
  });

  test('opens exactly when enough failures without a long gap have lasted long enough', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(400_000), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (steps, failuresMax) => {
          let at = 0;
          const instants = steps.map((step) => (at += step));
          const lastGap = steps.findLastIndex((step, index) => index > 0 && step > 300_000);
          const own = instants.slice(Math.max(lastGap, 0));
          const lastsMs = own.at(-1)! - own[0]!;
          expect(opensCircuit(streakOf(instants), failuresMax)).toBe(
            own.length >= failuresMax && lastsMs >= 2_000,
          );
        },
      ),
    );
  });
});

describe('the pause of a host', () => {
  const pausesOf = (verdict: 'failing' | 'overloaded') =>
    [1, 2, 3, 4, 5, 6, 7, 8, 5_000].map((openedCount) =>
      hostPauseMs({ verdict, openedCount, retryAfterMs: null }),
    );

  test('doubles from five seconds to five minutes while it fails', () => {
    expect(pausesOf('failing')).toEqual([
      5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000,
    ]);
  });

  test('doubles from one second to one minute while it has too much', () => {
    expect(pausesOf('overloaded')).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  test.each([
    [30_000, 30_000],
    [0, 1_000],
    [-5_000, 1_000],
    [86_400_000, 900_000],
  ])('is what the host asks for, from one second to fifteen minutes: %d ms', (retryAfterMs, pauseMs) => {
    expect(hostPauseMs({ verdict: 'overloaded', openedCount: 7, retryAfterMs })).toBe(pauseMs);
  });

  test('is our own when it fails, whatever it asks for', () => {
    expect(hostPauseMs({ verdict: 'failing', openedCount: 1, retryAfterMs: 600_000 })).toBe(5_000);
  });
});

describe('runs that were put off', () => {
  test('come back in their order, the first with the end of the pause, all within half as long again', () => {
    const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(900_000), fc.array(draw, { minLength: 1, maxLength: 100 }), (waitMs, draws) => {
        const delays = draws.map((random, index) =>
          returnDelayMs({ waitMs, index, count: draws.length }, () => random),
        );
        expect(delays[0]).toBe(waitMs);
        expect(delays).toEqual([...delays].sort((a, b) => a - b));
        const spreadMs = Math.min(Math.max(waitMs / 2, 1_000), 60_000);
        expect(delays.at(-1)!).toBeLessThanOrEqual(waitMs + spreadMs);
      }),
    );
  });
});
