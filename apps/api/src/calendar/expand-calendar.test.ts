import { describe, expect, test } from '@jest/globals';
import type { PlannedTask } from '@carillon/db';
import { nextFireTime } from '@carillon/domain';
import { expandCalendar } from './expand-calendar.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const monday = Date.UTC(2026, 10, 23);
const week = { fromMs: monday, toMs: monday + 7 * dayMs, bucketMs: hourMs, sinceMs: monday };
const most = { limit: 1_000, searchesMax: 300_000 };

function planned(taskSchedule: string | null, overrides: Partial<PlannedTask> = {}): PlannedTask {
  return {
    ...{ id: overrides.taskName ?? 'task', taskName: 'task', taskSchedule, timeZone: 'UTC' },
    ...{ dstGap: 'run_after', dstOverlap: 'first', lane: null, priority: 'normal', tags: [] },
    ...{ startsAtMs: null, endsAtMs: null, runsLeft: null, nextRunAtMs: monday },
    ...overrides,
  };
}

/** What the schedule does, one instant after the other. */
function countByHour(task: PlannedTask): number[] {
  const counts = Array<number>(168).fill(0);
  const { taskSchedule, timeZone, dstGap, dstOverlap } = task;
  const schedule = { expression: taskSchedule!, timeZone, dstGap, dstOverlap };
  let at = nextFireTime(schedule, monday - 1);
  while (at !== null && at < week.toMs) {
    counts[Math.floor((at - monday) / hourMs)]! += 1;
    at = nextFireTime(schedule, at);
  }
  return counts;
}

describe('the load', () => {
  test.each([
    ['every 10 s', '*/10 * * * * *', 'UTC'],
    ['every minute of the working day', '* 9-17 * * 1-5', 'Europe/Berlin'],
    ['half of each hour', '0-29 * * * *', 'UTC'],
    ['every 7 s', '*/7 * * * * *', 'America/New_York'],
    ['every minute, in a zone of half hours', '* 8-20 * * *', 'Asia/Kolkata'],
  ])('of a frequent schedule is as if each run had been counted: %s', async (_what, expression, timeZone) => {
    const task = planned(expression, { timeZone });
    const { counts, isEstimated, runs } = await expandCalendar([task], { ...week, ...most });
    const expected = countByHour(task);
    expect(counts).toEqual(expected);
    expect(runs).toBe(expected.reduce((sum, count) => sum + count, 0));
    expect(isEstimated).toBe(true);
  });

  test('counts every task of a schedule, and what only some of them have', async () => {
    const tasks = [
      planned('0 6 * * *', { taskName: 'a' }),
      planned('0 6 * * *', { taskName: 'ends on Wednesday', endsAtMs: monday + 3 * dayMs }),
      planned('0 6 * * *', { taskName: 'has two left', runsLeft: 2 }),
      planned('0 6 * * *', { taskName: 'begins on Saturday', nextRunAtMs: monday + 5 * dayMs }),
    ];
    const { counts, occurrences } = await expandCalendar(tasks, { ...week, ...most });
    expect([0, 1, 2, 3, 4, 5, 6].map((day) => counts[day * 24 + 6])).toEqual([3, 3, 2, 1, 1, 2, 2]);
    expect(occurrences).toHaveLength(14);
  });

  test('leaves out what lies before now', async () => {
    const sinceMs = monday + 2.5 * hourMs;
    const { counts } = await expandCalendar([planned('*/10 * * * * *'), planned('15 * * * *')], {
      ...week,
      ...most,
      sinceMs,
    });
    expect(counts.slice(0, 4)).toEqual([0, 0, 180, 361]);
  });
});

describe('the list', () => {
  test('collapses tasks of one schedule that fires often, names some and counts all', async () => {
    const tasks = Array.from({ length: 25 }, (_, index) =>
      planned('*/10 * * * * *', { taskName: `beat ${index}` }),
    );
    const { series, occurrences } = await expandCalendar(tasks, { ...week, ...most });
    expect(occurrences).toEqual([]);
    expect(series).toMatchObject([
      { taskSchedule: '*/10 * * * * *', everyMs: 10_000, taskCount: 25, runs: 25 * 60_480, firstMs: monday },
    ]);
    expect(series[0]!.tasks).toHaveLength(10);
  });

  test('keeps the earliest and says how many more there are', async () => {
    const tasks = Array.from({ length: 40 }, (_, index) =>
      planned(`${index} 4 * * *`, { taskName: `nightly ${index}` }),
    );
    const { occurrences, leftOut } = await expandCalendar(tasks, { ...week, ...most, limit: 50 });
    expect(occurrences).toHaveLength(50);
    expect(occurrences.at(-1)!.atMs).toBe(monday + dayMs + 4 * hourMs + 9 * 60_000);
    expect(leftOut).toEqual({ occurrences: 7 * 40 - 50, tasks: 0 });
  });
});

describe('what it costs', () => {
  test('is that of the schedules, not of the tasks: ten thousand of them take a moment', async () => {
    const tasks = Array.from({ length: 10_000 }, (_, index) =>
      planned(`${index % 60} ${index % 5 === 0 ? '*' : index % 24} * * *`, { taskName: `task ${index}` }),
    );
    const startedAt = performance.now();
    const { taskCount, leftOut } = await expandCalendar(tasks, { ...week, ...most });
    expect([taskCount, leftOut.tasks]).toEqual([10_000, 0]);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test('is bounded: tasks for which nothing is left are counted as left out', async () => {
    const tasks = Array.from({ length: 100 }, (_, index) =>
      planned(`${index % 60} * * * *`, {
        taskName: `${index}`,
        timeZone: index < 60 ? 'UTC' : 'Europe/Berlin',
      }),
    );
    const { leftOut, taskCount } = await expandCalendar(tasks, { ...week, limit: 10, searchesMax: 2_000 });
    expect(leftOut.tasks).toBeGreaterThan(50);
    expect(leftOut.tasks + taskCount).toBe(100);
  });
});
