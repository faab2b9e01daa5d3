import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { BlackoutWindow } from './blackout.js';
import { blackoutAt } from './blackout.js';
import type { PlannableTask, PlannedSkip } from './publish-plan.js';
import { planPublish } from './publish-plan.js';
import type { Schedule } from './schedule.js';

const noonMs = Date.UTC(2026, 0, 15, 12);
const minuteMs = 60_000;
const at = (minute: number) => noonMs + minute * minuteMs;
const run = (minute: number) => ({ atMs: at(minute), notBeforeMs: at(minute) });
const skip = (from: number, to: number, reason: PlannedSkip['reason']): PlannedSkip => ({
  fromMs: at(from),
  toMs: at(to),
  occurrences: to - from + 1,
  reason,
});

const everyMinute: Schedule = {
  expression: '* * * * *',
  timeZone: 'UTC',
  dstGap: 'run_after',
  dstOverlap: 'first',
};

const task = (overrides: Partial<PlannableTask> = {}): PlannableTask => ({
  schedule: everyMinute,
  nextRunAtMs: noonMs,
  startsAtMs: null,
  endsAtMs: null,
  maxRuns: null,
  runCount: 0,
  activeRuns: 0,
  overlapPolicy: 'allow',
  misfirePolicy: 'latest',
  misfireWindowMs: null,
  misfireCap: 100,
  deadlineMs: null,
  ...overrides,
});

const minutes = (from: number, to: number): BlackoutWindow => ({
  ...{ id: `${from}`, name: `from ${from} to ${to}`, tags: [] },
  times: { fromMs: at(from), toMs: at(to) },
});

/** Plan after plan until the backlog is done, as a publisher does. */
function planAll(one: PlannableTask, nowMs: number, limits: Parameters<typeof planPublish>[2]) {
  const plans = [planPublish(one, nowMs, limits)];
  for (let left = 2_000; left > 0; left -= 1) {
    const { nextRunAtMs } = plans.at(-1)!;
    if (nextRunAtMs === null || nextRunAtMs > nowMs) return plans;
    plans.push(planPublish({ ...one, nextRunAtMs }, nowMs, limits));
  }
  throw new Error('The plans do not come to an end.');
}

describe('an instant in a window', () => {
  test('is skipped as such, whatever the overlap policy says', () => {
    const plan = planPublish(task({ overlapPolicy: 'skip', activeRuns: 1 }), at(0), {
      blackouts: [minutes(0, 1)],
    });
    expect(plan).toEqual({ runsAt: [], skips: [skip(0, 0, 'blackout')], nextRunAtMs: at(1) });
  });

  test('is none when it is the end of the window', () => {
    const plan = planPublish(task(), at(0), { blackouts: [minutes(-5, 0)] });
    expect(plan).toMatchObject({ runsAt: [run(0)], skips: [] });
  });

  test('of a task that runs once puts it off to the end of all windows around it', () => {
    const once = task({ schedule: null });
    const blackouts = [minutes(-5, 2), minutes(2, 4)];
    expect(planPublish(once, at(0), { blackouts })).toEqual({ runsAt: [], skips: [], nextRunAtMs: at(4) });
    // A publisher that is late finds it due at once.
    const plans = planAll(once, at(9), { blackouts });
    expect(plans.at(-1)).toEqual({ runsAt: [run(4)], skips: [], nextRunAtMs: null });
  });
});

describe('a backlog that lies partly in a window', () => {
  const nowMs = at(9) + 500;
  const blackouts = [minutes(4, 8)];

  test.each([
    ['skip', [run(9)], [skip(0, 3, 'missed'), skip(4, 7, 'blackout'), skip(8, 8, 'missed')]],
    ['latest', [run(9)], [skip(0, 3, 'missed'), skip(4, 7, 'blackout'), skip(8, 8, 'missed')]],
    ['all', [0, 1, 2, 3, 8, 9].map(run), [skip(4, 7, 'blackout')]],
  ] as const)('%s: what lies in it is not missed and not caught up', (misfirePolicy, runsAt, skips) => {
    const plan = planPublish(task({ misfirePolicy, misfireWindowMs: null }), nowMs, { blackouts });
    expect(plan.runsAt.map(({ atMs }) => atMs)).toEqual(runsAt.map(({ atMs }) => atMs));
    expect(plan.skips).toEqual(skips);
  });

  test('latest: the newest outside of it runs, after it when it still holds', () => {
    const long = [minutes(4, 20)];
    expect(planPublish(task(), nowMs, { blackouts: long })).toEqual({
      runsAt: [{ atMs: at(3), notBeforeMs: at(20) }],
      skips: [skip(0, 2, 'missed'), skip(4, 9, 'blackout')],
      nextRunAtMs: at(10),
    });
  });

  test('all: the cap counts those outside of it, and they begin one after the other when it is over', () => {
    const plan = planPublish(task({ misfirePolicy: 'all', misfireCap: 2 }), nowMs, {
      blackouts: [minutes(4, 20)],
      catchUpPerSecond: 1,
    });
    expect(plan.runsAt).toEqual([
      { atMs: at(2), notBeforeMs: at(20) },
      { atMs: at(3), notBeforeMs: at(20) + 1_000 },
    ]);
    expect(plan.skips).toEqual([skip(0, 1, 'missed'), skip(4, 9, 'blackout')]);
  });

  test('a run whose deadline comes before the window ends is not opened', () => {
    const plan = planPublish(task({ deadlineMs: 8 * minuteMs }), nowMs, { blackouts: [minutes(4, 20)] });
    expect(plan.skips[1]).toEqual(skip(3, 3, 'expired'));
  });

  test('an instant that has only just passed does not wait for the end of a window that has only just begun', () => {
    expect(planPublish(task(), at(0) + 200, { blackouts: [minutes(0.001, 20)] }).runsAt).toEqual([run(0)]);
  });
});

describe('a backlog that is longer than a plan', () => {
  test.each(['latest', 'all'] as const)(
    '%s: a long window behind the oldest instant is no dead end',
    (misfirePolicy) => {
      const one = task({ misfirePolicy, misfireCap: 2 });
      const limits = { blackouts: [minutes(1, 50)], instantsMax: 5 };
      const runsUntil = (minute: number) =>
        planAll(one, at(minute), limits).flatMap(({ runsAt }) => runsAt.map(({ atMs }) => atMs));
      expect(runsUntil(40)).toEqual([at(0)]);
      expect(runsUntil(50)).toEqual(misfirePolicy === 'all' ? [at(0), at(50)] : [at(50)]);
      expect(runsUntil(60)).toEqual(misfirePolicy === 'all' ? [at(59), at(60)] : [at(60)]);
    },
  );

  test('every instant is decided about once, none in a window runs, and no more run than may', () => {
    const anyWindows = fc.array(
      fc
        .tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: 1, max: 40 }))
        .map(([from, lasts]) => minutes(from, from + lasts)),
      { maxLength: 3 },
    );
    const policy = fc.constantFrom('skip' as const, 'latest' as const, 'all' as const);
    fc.assert(
      fc.property(
        anyWindows,
        policy,
        fc.integer({ min: 1, max: 4 }),
        (blackouts, misfirePolicy, misfireCap) => {
          const one = task({ misfirePolicy, misfireCap });
          const plans = planAll(one, at(60), { blackouts, instantsMax: 7 });
          const runs = plans.flatMap(({ runsAt }) => runsAt.map(({ atMs }) => atMs));
          const skips = plans.flatMap((plan) => plan.skips);
          const skipped = skips.flatMap(({ fromMs, occurrences, reason }) =>
            Array.from({ length: occurrences }, (_, index) => ({ atMs: fromMs + index * minuteMs, reason })),
          );
          const decided = [...runs, ...skipped.map(({ atMs }) => atMs)].sort((a, b) => a - b);
          expect(decided).toEqual(Array.from({ length: 61 }, (_, minute) => at(minute)));
          for (const { atMs, reason } of skipped) {
            expect(reason === 'blackout').toBe(blackoutAt(blackouts, atMs) !== null);
          }
          const open = decided.filter((atMs) => blackoutAt(blackouts, atMs) === null);
          const isFresh = (atMs: number) => misfirePolicy !== 'skip' || at(60) - atMs <= minuteMs;
          expect(runs).toEqual(open.slice(misfirePolicy === 'all' ? -misfireCap : -1).filter(isFresh));
        },
      ),
      { seed: 20_260_115, numRuns: 300 },
    );
  });
});
