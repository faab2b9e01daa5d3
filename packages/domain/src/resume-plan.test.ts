import { describe, expect, test } from '@jest/globals';
import type { ResumeOptions } from './resume-plan.js';
import { planResume } from './resume-plan.js';
import type { Task } from './task.js';

const nowMs = Date.UTC(2026, 0, 15, 12, 30);
const hourMs = 3_600_000;
const at = (hour: number) => Date.UTC(2026, 0, 15, hour);
const iso = (ms: number) => new Date(ms).toISOString();

const hourly = (overrides: Partial<Task> = {}) =>
  ({
    taskSchedule: '0 * * * *',
    timeZone: 'UTC',
    dstGap: 'run_after',
    dstOverlap: 'first',
    runAt: null,
    startsAt: null,
    endsAt: null,
    maxRuns: null,
    runCount: 0,
    activeRuns: 0,
    overlapPolicy: 'skip',
    misfirePolicy: 'latest',
    misfireWindowMs: null,
    misfireCap: 100,
    deadlineMs: null,
    taskStatus: 'paused',
    nextRunAt: null,
    withheldFrom: iso(at(8)),
    ...overrides,
  }) as Task;
const plan = (task: Task, missed: ResumeOptions['missed'] = 'latest', catchUpPerSecond = 1) =>
  planResume(task, { missed, catchUpPerSecond }, nowMs);
const skip = (fromHour: number, toHour: number, reason: string) => ({
  fromMs: at(fromHour),
  toMs: at(toHour),
  occurrences: toHour - fromHour + 1,
  reason,
});

describe('a task that is resumed', () => {
  test('missed what was withheld, not what came before or never applied', () => {
    expect(plan(hourly(), 'skip')).toEqual({
      runsAt: [],
      skips: [skip(8, 12, 'paused')],
      nextRunAtMs: at(13),
    });
    expect(plan(hourly({ withheldFrom: iso(at(12) + 1) }), 'all')).toEqual({
      runsAt: [],
      skips: [],
      nextRunAtMs: at(13),
    });
    expect(plan(hourly({ withheldFrom: null }), 'all')).toMatchObject({ runsAt: [], nextRunAtMs: at(13) });
  });

  test('runs the newest instant with `latest`', () => {
    expect(plan(hourly())).toEqual({
      runsAt: [{ atMs: at(12), notBeforeMs: at(12) }],
      skips: [skip(8, 11, 'paused')],
      nextRunAtMs: at(13),
    });
  });

  test('runs with `all` what its cap and window allow, spread over time, beside an open run', () => {
    const { runsAt, skips } = plan(hourly({ misfireCap: 3, activeRuns: 1 }), 'all');
    expect(runsAt).toEqual([
      { atMs: at(10), notBeforeMs: at(10) },
      { atMs: at(11), notBeforeMs: nowMs + 1_000 },
      { atMs: at(12), notBeforeMs: nowMs + 2_000 },
    ]);
    expect(skips).toEqual([skip(8, 9, 'paused')]);
    const windowed = plan(hourly({ misfireWindowMs: hourMs }), 'all');
    expect(windowed.runsAt.map(({ atMs }) => atMs)).toEqual([at(12)]);
  });

  test('says `missed` of what a failed task did not run, and `expired` of what is past its deadline', () => {
    expect(plan(hourly({ taskStatus: 'failed' }), 'skip').skips).toEqual([skip(8, 12, 'missed')]);
    const skips = plan(hourly({ deadlineMs: 2 * hourMs, misfireCap: 4 }), 'all').skips;
    expect(skips).toEqual([skip(8, 8, 'paused'), skip(9, 10, 'expired')]);
  });

  test('that kept its schedule though it failed has missed nothing', () => {
    const kept = hourly({ taskStatus: 'failed', nextRunAt: iso(at(12)), withheldFrom: null });
    expect(plan(kept, 'all')).toEqual({ runsAt: [], skips: [], nextRunAtMs: at(12) });
  });

  test('after a very long pause is planned in pieces that begin where the one before ended', () => {
    const task = hourly({ taskSchedule: '* * * * * *', withheldFrom: iso(nowMs - 30_000_000) });
    const skipped = [];
    let withheldFrom = task.withheldFrom;
    for (let pieces = 0; pieces < 3; pieces += 1) {
      const piece = plan({ ...task, withheldFrom }, 'skip');
      skipped.push(...piece.skips);
      withheldFrom = iso(piece.nextRunAtMs!);
    }
    expect(skipped.map(({ occurrences }) => occurrences)).toEqual([20_000, 10_001]);
    expect(skipped[1]!.fromMs - skipped[0]!.toMs).toBe(1_000);
  });
});

describe('a one-off that is resumed', () => {
  const once = (overrides: Partial<Task> = {}) =>
    hourly({ taskSchedule: null, runAt: iso(at(8)), ...overrides });

  test('runs late, or is recorded as skipped', () => {
    expect(plan(once())).toEqual({
      runsAt: [{ atMs: at(8), notBeforeMs: at(8) }],
      skips: [],
      nextRunAtMs: null,
    });
    expect(plan(once(), 'skip')).toEqual({ runsAt: [], skips: [skip(8, 8, 'paused')], nextRunAtMs: null });
  });

  test('still comes when its time does, and never again when it has run', () => {
    const later = iso(at(20));
    expect(plan(once({ runAt: later, withheldFrom: later }), 'skip').nextRunAtMs).toBe(at(20));
    expect(plan(once({ withheldFrom: null }), 'all')).toEqual({ runsAt: [], skips: [], nextRunAtMs: null });
  });
});
