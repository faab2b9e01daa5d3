import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PlannableTask } from './publish-plan.js';
import { instantsPerPlan, planPublish } from './publish-plan.js';
import type { Schedule } from './schedule.js';
import { nextFireTime } from './schedule.js';

const noonMs = Date.UTC(2026, 0, 15, 12);
const minuteMs = 60_000;
const everyMinute: Schedule = {
  expression: '* * * * *',
  timeZone: 'UTC',
  dstGap: 'run_after',
  dstOverlap: 'first',
};

/** A run that need not wait. */
const run = (atMs: number) => ({ atMs, notBeforeMs: atMs });

const task = (overrides: Partial<PlannableTask> = {}): PlannableTask => ({
  schedule: everyMinute,
  nextRunAtMs: noonMs,
  startsAtMs: null,
  endsAtMs: null,
  maxRuns: null,
  runCount: 0,
  activeRuns: 0,
  overlapPolicy: 'skip',
  misfirePolicy: 'latest',
  misfireWindowMs: null,
  misfireCap: 100,
  deadlineMs: null,
  ...overrides,
});

describe('a due task', () => {
  test('runs its instant and goes on to the next one, counted from the scheduled instant', () => {
    expect(planPublish(task(), noonMs + 59_999)).toEqual({
      runsAt: [run(noonMs)],
      skips: [],
      nextRunAtMs: noonMs + minuteMs,
    });
  });

  test('that runs once has nothing left afterwards', () => {
    const once = task({ schedule: null });
    expect(planPublish(once, noonMs + 5)).toEqual({ runsAt: [run(noonMs)], skips: [], nextRunAtMs: null });
  });

  test('whose stored instant is not in its schedule is corrected and not run', () => {
    const plan = planPublish(task({ nextRunAtMs: noonMs + 1_234 }), noonMs + 2_000);
    expect(plan).toEqual({ runsAt: [], skips: [], nextRunAtMs: noonMs + minuteMs });
  });

  test('whose schedule never fires is refused, so that it is parked and does not just end', () => {
    const never = task({ schedule: { ...everyMinute, expression: '0 0 30 2 *' } });
    expect(() => planPublish(never, noonMs)).toThrow('never fires');
  });

  test('does not run before its start', () => {
    const plan = planPublish(task({ startsAtMs: noonMs + 90_000 }), noonMs + 1_000);
    expect(plan).toEqual({ runsAt: [], skips: [], nextRunAtMs: noonMs + 2 * minuteMs });
  });

  test('runs at its end and never after it', () => {
    expect(planPublish(task({ endsAtMs: noonMs }), noonMs)).toMatchObject({
      runsAt: [run(noonMs)],
      nextRunAtMs: null,
    });
    expect(planPublish(task({ endsAtMs: noonMs - 1 }), noonMs)).toMatchObject({
      runsAt: [],
      nextRunAtMs: null,
    });
  });

  test('has no next instant after as many runs as it may have', () => {
    expect(planPublish(task({ maxRuns: 3, runCount: 2 }), noonMs)).toMatchObject({
      runsAt: [run(noonMs)],
      nextRunAtMs: null,
    });
    expect(planPublish(task({ maxRuns: 3, runCount: 3 }), noonMs)).toMatchObject({
      runsAt: [],
      nextRunAtMs: null,
    });
  });

  test('with a schedule that cannot be read is refused by name', () => {
    const broken = task({ schedule: { ...everyMinute, expression: '61 * * * *' } });
    expect(() => planPublish(broken, noonMs)).toThrow(/minute/);
  });
});

describe('after an outage', () => {
  const lateMs = noonMs + 4 * minuteMs + 30_000;
  const missed = (to: number, occurrences: number) => [
    { fromMs: noonMs, toMs: noonMs + to * minuteMs, occurrences, reason: 'missed' },
  ];

  test('`latest` runs the newest instant and records the others as one skip', () => {
    expect(planPublish(task(), lateMs)).toEqual({
      runsAt: [run(noonMs + 4 * minuteMs)],
      skips: missed(3, 4),
      nextRunAtMs: noonMs + 5 * minuteMs,
    });
  });

  test('`skip` runs the newest instant only within its window', () => {
    expect(planPublish(task({ misfirePolicy: 'skip' }), lateMs)).toMatchObject({
      runsAt: [run(noonMs + 4 * minuteMs)],
    });
    expect(planPublish(task({ misfirePolicy: 'skip', misfireWindowMs: 10_000 }), lateMs)).toEqual({
      runsAt: [],
      skips: missed(4, 5),
      nextRunAtMs: noonMs + 5 * minuteMs,
    });
  });

  test('more missed instants than one plan takes are recorded piece by piece, without a run in between', () => {
    const plan = planPublish(task(), noonMs + 3 * instantsPerPlan * minuteMs);
    expect(plan.runsAt).toEqual([]);
    expect(plan.skips).toEqual(missed(instantsPerPlan - 1, instantsPerPlan));
    expect(plan.nextRunAtMs).toBe(noonMs + instantsPerPlan * minuteMs);
  });
});

describe('while an earlier run is open', () => {
  test('`skip` records the instant as skipped', () => {
    expect(planPublish(task({ activeRuns: 1 }), noonMs)).toEqual({
      runsAt: [],
      skips: [{ fromMs: noonMs, toMs: noonMs, occurrences: 1, reason: 'overlap' }],
      nextRunAtMs: noonMs + minuteMs,
    });
  });

  test.each(['queue', 'allow'] as const)('`%s` makes a run', (overlapPolicy) => {
    expect(planPublish(task({ activeRuns: 1, overlapPolicy }), noonMs).runsAt).toEqual([run(noonMs)]);
  });
});

describe('`all` after an outage', () => {
  const lateMs = noonMs + 4 * minuteMs + 30_000;
  const all = (overrides: Partial<PlannableTask> = {}) =>
    task({ misfirePolicy: 'all', overlapPolicy: 'allow', ...overrides });
  const minutes = (...numbers: number[]) => numbers.map((minute) => noonMs + minute * minuteMs);
  const skip = (from: number, to: number, reason: string) => ({
    fromMs: noonMs + from * minuteMs,
    toMs: noonMs + to * minuteMs,
    occurrences: to - from + 1,
    reason,
  });
  const runs = (subject: PlannableTask) => planPublish(subject, lateMs).runsAt.map(({ atMs }) => atMs);

  test('runs the whole backlog in one plan, the oldest first, at a bounded rate', () => {
    expect(planPublish(all(), lateMs, { catchUpPerSecond: 4 })).toEqual({
      runsAt: [
        run(noonMs),
        ...[1, 2, 3, 4].map((minute) => ({
          atMs: noonMs + minute * minuteMs,
          notBeforeMs: lateMs + minute * 250,
        })),
      ],
      skips: [],
      nextRunAtMs: noonMs + 5 * minuteMs,
    });
  });

  test('skips what is older than the window, and of the rest all but the newest up to the cap', () => {
    const windowMs = 3 * minuteMs + 30_000;
    expect(runs(all({ misfireWindowMs: windowMs }))).toEqual(minutes(1, 2, 3, 4));
    expect(runs(all({ misfireWindowMs: windowMs - 1 }))).toEqual(minutes(2, 3, 4));
    const capped = planPublish(all({ misfireCap: 2, misfireWindowMs: windowMs }), lateMs);
    expect(capped.runsAt.map(({ atMs }) => atMs)).toEqual(minutes(3, 4));
    expect(capped.skips).toEqual([skip(0, 2, 'missed')]);
  });

  test('runs no more than maxRuns allows; the instants beyond are skipped as ended and nothing is left', () => {
    expect(planPublish(all({ maxRuns: 5, runCount: 3 }), lateMs)).toMatchObject({
      runsAt: [{ atMs: noonMs }, { atMs: noonMs + minuteMs }],
      skips: [skip(2, 4, 'ended')],
      nextRunAtMs: null,
    });
  });

  test('with `skip` an open run makes all of them overlap, while runs of one backlog do not', () => {
    const skipping = all({ overlapPolicy: 'skip' });
    expect(runs(skipping)).toEqual(minutes(0, 1, 2, 3, 4));
    expect(planPublish({ ...skipping, activeRuns: 1, misfireCap: 3 }, lateMs)).toEqual({
      runsAt: [],
      skips: [skip(0, 1, 'missed'), skip(2, 4, 'overlap')],
      nextRunAtMs: noonMs + 5 * minuteMs,
    });
  });

  test('an instant whose deadline has passed is skipped as expired', () => {
    const plan = planPublish(all({ deadlineMs: 90_000 }), lateMs);
    expect(plan.skips).toEqual([skip(0, 3, 'expired')]);
    expect(plan.runsAt.map(({ atMs }) => atMs)).toEqual(minutes(4));
    const once = task({ schedule: null, deadlineMs: 90_000 });
    expect(planPublish(once, noonMs + 89_999).runsAt).toEqual([run(noonMs)]);
    expect(planPublish(once, noonMs + 90_000)).toEqual({
      runsAt: [],
      skips: [skip(0, 0, 'expired')],
      nextRunAtMs: null,
    });
  });

  test('an instant whose turn would come after its deadline is skipped as expired instead of being abandoned', () => {
    const slow = planPublish(all({ deadlineMs: 3 * minuteMs }), lateMs, { catchUpPerSecond: 1 / 120 });
    expect(slow).toEqual({
      runsAt: [
        run(noonMs + 2 * minuteMs),
        { atMs: noonMs + 4 * minuteMs, notBeforeMs: lateMs + 2 * minuteMs },
      ],
      skips: [skip(0, 1, 'expired'), skip(3, 3, 'expired')],
      nextRunAtMs: noonMs + 5 * minuteMs,
    });
  });

  test('a backlog that one plan does not see the end of runs nothing before the newest are known', () => {
    const nowMs = noonMs + 2_500 * minuteMs;
    const first = planPublish(all({ misfireCap: 10 }), nowMs);
    expect(first).toEqual({
      runsAt: [],
      skips: [skip(0, instantsPerPlan - 1, 'missed')],
      nextRunAtMs: noonMs + instantsPerPlan * minuteMs,
    });
    const second = planPublish(all({ misfireCap: 10, nextRunAtMs: first.nextRunAtMs! }), nowMs);
    const third = planPublish(all({ misfireCap: 10, nextRunAtMs: second.nextRunAtMs! }), nowMs);
    expect(third.runsAt.map(({ atMs }) => atMs)).toEqual(
      Array.from({ length: 10 }, (_, index) => nowMs - (9 - index) * minuteMs),
    );
  });
});

describe('whatever a task asks for', () => {
  const plannable = fc.record({
    misfirePolicy: fc.constantFrom('skip', 'latest', 'all'),
    overlapPolicy: fc.constantFrom('skip', 'queue', 'allow'),
    misfireWindowMs: fc.option(fc.integer({ min: 1, max: 200 * minuteMs })),
    misfireCap: fc.integer({ min: 1, max: 50 }),
    deadlineMs: fc.option(fc.integer({ min: 1_000, max: 100 * minuteMs })),
    activeRuns: fc.integer({ min: 0, max: 1 }),
    maxRuns: fc.option(fc.integer({ min: 1, max: 60 })),
  });
  const lateness = fc.integer({ min: 0, max: 3_000 * minuteMs });

  test('every due instant is run or skipped exactly once until the task has ended, in order and within the rate', () => {
    fc.assert(
      fc.property(plannable, lateness, (overrides, lateMs) => {
        const nowMs = noonMs + lateMs;
        const planned: number[] = [];
        let subject = task(overrides);
        for (let passes = 0; passes < 10; passes += 1) {
          const plan = planPublish(subject, nowMs, { catchUpPerSecond: 10 });
          const skipped = plan.skips.flatMap(({ fromMs, toMs, occurrences }) => {
            const instants = Array.from({ length: occurrences }, (_, index) => fromMs + index * minuteMs);
            expect(instants.at(-1)).toBe(toMs);
            return instants;
          });
          planned.push(...[...skipped, ...plan.runsAt.map(({ atMs }) => atMs)].sort((a, b) => a - b));
          expect(plan.runsAt.length).toBeLessThanOrEqual(
            overrides.misfirePolicy === 'all' ? overrides.misfireCap : 1,
          );
          plan.runsAt.forEach(({ atMs, notBeforeMs }, index) => {
            expect(notBeforeMs).toBeGreaterThanOrEqual(index === 0 ? atMs : nowMs + index * 100);
          });
          if (overrides.maxRuns !== null) expect(plan.runsAt.length).toBeLessThanOrEqual(overrides.maxRuns);
          if (plan.nextRunAtMs === null || plan.nextRunAtMs > nowMs) break;
          subject = { ...subject, nextRunAtMs: plan.nextRunAtMs };
        }
        const due: number[] = [];
        let instantMs: number | null = noonMs;
        while (instantMs !== null && instantMs <= nowMs) {
          due.push(instantMs);
          instantMs = nextFireTime(everyMinute, instantMs);
        }
        expect(planned).toEqual(due);
      }),
      { numRuns: 60 },
    );
  });
});
