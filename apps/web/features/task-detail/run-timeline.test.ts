import { describe, expect, test } from '@jest/globals';
import type { Run } from '@/features/runs/runs.api';
import {
  closer,
  fittingSpan,
  layOutBars,
  layOutTicks,
  percentileOf,
  spans,
  successStreak,
  wider,
  windowUpTo,
} from './run-timeline';

const t0 = Date.parse('2026-11-23T10:00:00.000Z');
const at = (ms: number): string => new Date(t0 + ms).toISOString();
const run = (scheduledMs: number, values: Partial<Run> = {}): Run => ({
  id: String(scheduledMs),
  taskId: 'task',
  taskName: 'Nightly backup',
  scheduledFor: at(scheduledMs),
  trigger: 'schedule',
  runStatus: 'completed',
  priority: 'normal',
  lane: null,
  webhookUrl: null,
  retryCount: 0,
  maxRetry: 3,
  nextAttemptAt: null,
  startedAt: at(scheduledMs),
  finishedAt: at(scheduledMs + 1_000),
  workerId: null,
  skipReason: null,
  occurrences: 1,
  result: null,
  error: null,
  progress: null,
  cost: null,
  qualityScore: null,
  taskVersion: 1,
  createdAt: at(scheduledMs),
  ...values,
});
const window = { fromMs: t0, toMs: t0 + 60_000 };

describe('layOutBars', () => {
  test('runs at the same time stand under each other, the next one on the first free row', () => {
    const runs = [run(0, { finishedAt: at(20_000) }), run(10_000), run(30_000)];
    expect(layOutBars(runs, window, t0).map(({ row }) => row)).toEqual([0, 1, 0]);
  });

  test('what is open goes on up to now; what was skipped takes no time', () => {
    const [open, skipped] = layOutBars(
      [
        run(0, { runStatus: 'running', finishedAt: null }),
        run(5_000, { runStatus: 'skipped', finishedAt: at(50_000) }),
      ],
      window,
      t0 + 7_000,
    );
    expect([open!.outcome, open!.toMs - t0]).toEqual(['open', 7_000]);
    expect(skipped!.toMs).toBe(skipped!.fromMs);
  });
});

describe('layOutTicks', () => {
  const instants = [0, 10_000, 20_000, 30_000, 40_000].map((ms) => t0 + ms);
  const states = (runs: Run[], nowMs: number, knownFromMs = 0) =>
    layOutTicks({ instants, runs, nowMs: t0 + nowMs, knownFromMs }).map(({ state }) => state);

  test('an instant without a run is missing once it is past for good', () => {
    expect(states([run(0), run(20_000)], 35_000)).toEqual(['run', 'missing', 'run', 'ahead', 'ahead']);
  });

  test('a folded record of skipped instants stands for as many as it says', () => {
    const folded = run(0, { runStatus: 'skipped', occurrences: 3 });
    expect(states([folded], 60_000)).toEqual(['skipped', 'skipped', 'skipped', 'missing', 'missing']);
  });

  test('nothing is said of what was before the known', () => {
    expect(states([run(20_000)], 60_000, t0 + 20_000)).toEqual(['run', 'missing', 'missing']);
  });

  test('nothing is missing of a task that is paused or stopped: no instant counts from there on', () => {
    const ticks = layOutTicks({
      instants,
      runs: [run(0)],
      nowMs: t0 + 60_000,
      knownFromMs: 0,
      plannedToMs: t0 + 20_000,
    });
    expect(ticks.map(({ state }) => state)).toEqual(['run', 'missing']);
  });

  test('a run that somebody asked for is no instant of the schedule', () => {
    expect(states([run(0, { trigger: 'api' })], 60_000)[0]).toBe('missing');
  });
});

describe('the window', () => {
  test('stands still for a twentieth of its span, and holds now', () => {
    const first = windowUpTo(60_000, t0 + 1);
    expect(first).toEqual(windowUpTo(60_000, t0 + 2_999));
    expect(first.toMs).toBeGreaterThanOrEqual(t0 + 2_999);
    expect(first.toMs - first.fromMs).toBe(60_000);
  });

  test('fits the last runs, and is zoomed in steps that end', () => {
    expect(fittingSpan([run(0), run(-200_000)], t0)).toBe(300_000);
    expect(fittingSpan([], t0)).toBe(spans[0]);
    expect([closer(spans[0]), wider(spans[0]), wider(spans.at(-1)!)]).toEqual([
      spans[0],
      spans[1],
      spans.at(-1),
    ]);
  });
});

describe('figures of runs', () => {
  test('a streak ends with the first bad end, and passes over what has no outcome', () => {
    const of = (...statuses: Run['runStatus'][]) =>
      successStreak(statuses.map((runStatus) => run(0, { runStatus })));
    expect(of('running', 'completed', 'skipped', 'completed', 'failed', 'completed')).toEqual({
      length: 2,
      isAll: false,
    });
    expect(of('completed')).toEqual({ length: 1, isAll: true });
  });

  test('percentiles lie between values where they must', () => {
    expect(percentileOf([3, 1, 2], 0.5)).toBe(2);
    expect(percentileOf([0, 10], 0.95)).toBeCloseTo(9.5);
    expect(percentileOf([], 0.5)).toBeNull();
  });
});
