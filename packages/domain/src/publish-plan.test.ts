import { describe, expect, test } from '@jest/globals';
import type { PlannableTask } from './publish-plan.js';
import { instantsPerPlan, planPublish } from './publish-plan.js';
import type { Schedule } from './schedule.js';

const noonMs = Date.UTC(2026, 0, 15, 12);
const minuteMs = 60_000;
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
  overlapPolicy: 'skip',
  misfirePolicy: 'latest',
  misfireWindowMs: null,
  ...overrides,
});

describe('a due task', () => {
  test('runs its instant and goes on to the next one, counted from the scheduled instant', () => {
    expect(planPublish(task(), noonMs + 59_999)).toEqual({
      runAtMs: noonMs,
      skips: [],
      nextRunAtMs: noonMs + minuteMs,
    });
  });

  test('that runs once has nothing left afterwards', () => {
    const once = task({ schedule: null });
    expect(planPublish(once, noonMs + 5)).toEqual({ runAtMs: noonMs, skips: [], nextRunAtMs: null });
  });

  test('whose stored instant is not in its schedule is corrected and not run', () => {
    const plan = planPublish(task({ nextRunAtMs: noonMs + 1_234 }), noonMs + 2_000);
    expect(plan).toEqual({ runAtMs: null, skips: [], nextRunAtMs: noonMs + minuteMs });
  });

  test('does not run before its start', () => {
    const plan = planPublish(task({ startsAtMs: noonMs + 90_000 }), noonMs + 1_000);
    expect(plan).toEqual({ runAtMs: null, skips: [], nextRunAtMs: noonMs + 2 * minuteMs });
  });

  test('runs at its end and never after it', () => {
    expect(planPublish(task({ endsAtMs: noonMs }), noonMs)).toMatchObject({
      runAtMs: noonMs,
      nextRunAtMs: null,
    });
    expect(planPublish(task({ endsAtMs: noonMs - 1 }), noonMs)).toMatchObject({
      runAtMs: null,
      nextRunAtMs: null,
    });
  });

  test('has no next instant after as many runs as it may have', () => {
    expect(planPublish(task({ maxRuns: 3, runCount: 2 }), noonMs)).toMatchObject({
      runAtMs: noonMs,
      nextRunAtMs: null,
    });
    expect(planPublish(task({ maxRuns: 3, runCount: 3 }), noonMs)).toMatchObject({
      runAtMs: null,
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
      runAtMs: noonMs + 4 * minuteMs,
      skips: missed(3, 4),
      nextRunAtMs: noonMs + 5 * minuteMs,
    });
  });

  test('`skip` runs the newest instant only within its window', () => {
    expect(planPublish(task({ misfirePolicy: 'skip' }), lateMs)).toMatchObject({
      runAtMs: noonMs + 4 * minuteMs,
    });
    expect(planPublish(task({ misfirePolicy: 'skip', misfireWindowMs: 10_000 }), lateMs)).toEqual({
      runAtMs: null,
      skips: missed(4, 5),
      nextRunAtMs: noonMs + 5 * minuteMs,
    });
  });

  test('`all` runs every instant, one a plan', () => {
    const plan = planPublish(task({ misfirePolicy: 'all', overlapPolicy: 'allow' }), lateMs);
    expect(plan).toEqual({ runAtMs: noonMs, skips: [], nextRunAtMs: noonMs + minuteMs });
  });

  test('more missed instants than one plan takes are recorded piece by piece, without a run in between', () => {
    const plan = planPublish(task(), noonMs + 3 * instantsPerPlan * minuteMs);
    expect(plan.runAtMs).toBeNull();
    expect(plan.skips).toEqual(missed(instantsPerPlan - 1, instantsPerPlan));
    expect(plan.nextRunAtMs).toBe(noonMs + instantsPerPlan * minuteMs);
  });
});

describe('while an earlier run is open', () => {
  test('`skip` records the instant as skipped', () => {
    expect(planPublish(task({ activeRuns: 1 }), noonMs)).toEqual({
      runAtMs: null,
      skips: [{ fromMs: noonMs, toMs: noonMs, occurrences: 1, reason: 'overlap' }],
      nextRunAtMs: noonMs + minuteMs,
    });
  });

  test.each(['queue', 'allow'] as const)('`%s` makes a run', (overlapPolicy) => {
    expect(planPublish(task({ activeRuns: 1, overlapPolicy }), noonMs).runAtMs).toBe(noonMs);
  });
});
