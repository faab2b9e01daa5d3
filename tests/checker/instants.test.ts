import { expect, test } from '@jest/globals';
import type { Evidence, RunRow, TaskRow } from './evidence.js';
import { checkInstants } from './instants.js';

const startMs = Date.parse('2026-03-01T12:00:24Z');

/** A task of every second second, made at an instant of its own, and the runs of these instants. */
function evidence(createdMs: number, scheduledMs: number[]): Evidence {
  const task = { id: 'a', taskSchedule: '*/2 * * * * *', timeZone: 'UTC', createdMs } as TaskRow;
  const runs = scheduledMs.map((ms): Partial<RunRow> => ({
    taskId: 'a',
    trigger: 'schedule',
    scheduledMs: ms,
    occurrences: 1,
    skippedToMs: null,
  }));
  const endedAtMs = new Map([['a', startMs + 4_000]]);
  return { tasks: [task], runs, endedAtMs } as Partial<Evidence> as Evidence;
}

test('an instant of the millisecond in which a task was made is one of its', () => {
  expect(checkInstants(evidence(startMs + 0.3, [startMs, startMs + 2_000])).faults).toEqual([]);
});

test('an instant before a task was made is none of its, and one that is missing is lost', () => {
  const { faults, lost } = checkInstants(evidence(startMs + 1, [startMs]));
  expect(faults.map((fault) => fault.slice(0, 3))).toEqual(['I2:', 'I1:', 'I1:']);
  expect(lost).toBe(1);
});

test('a second run for the instant of a task that runs once is a phantom', () => {
  const twice = evidence(startMs, [startMs, startMs]);
  const tasks = twice.tasks.map((task) => ({ ...task, taskSchedule: null }));
  expect(checkInstants({ ...twice, tasks }).faults).toEqual(['I2: task a has 2 runs for 1 instants']);
});
