import { Cron } from 'croner';
import type { Evidence, RunRow, TaskRow } from './evidence.js';

export interface InstantFindings {
  /** Instants that the schedules contain in their windows. */
  expected: number;
  /** Those without a run or a recorded skip. */
  lost: number;
  faults: string[];
}

/**
 * I1, complete: every instant of a schedule has one run, or lies within one recorded skip, whose count is right.
 * I2, no phantom: nothing else has, and what runs once has no second run for its instant. The instants come from another
 * implementation of cron than the one under test.
 */
export function checkInstants({ tasks, runs, endedAtMs }: Evidence): InstantFindings {
  const found: InstantFindings = { expected: 0, lost: 0, faults: [] };
  for (const task of tasks) {
    const own = runs.filter((run) => run.taskId === task.id && run.trigger === 'schedule');
    if (task.taskSchedule === null) found.faults.push(...checkOneOff(task, own));
    else
      checkTask({ ...task, taskSchedule: task.taskSchedule }, own, { endMs: endedAtMs.get(task.id), found });
  }
  return found;
}

function checkOneOff(task: TaskRow, runs: RunRow[]): string[] {
  const instants = new Set(runs.map((run) => run.scheduledMs));
  return instants.size === runs.length
    ? []
    : [`I2: task ${task.id} has ${runs.length} runs for ${instants.size} instants`];
}

function checkTask(
  task: TaskRow & { taskSchedule: string },
  runs: RunRow[],
  { endMs, found }: { endMs: number | undefined; found: InstantFindings },
): void {
  if (endMs === undefined && runs.length === 0) return;
  const lastMs = runs.reduce((last, run) => Math.max(last, run.skippedToMs ?? run.scheduledMs), 0);
  // Without a window of its own a task is judged between its first and its last record.
  // Carillon knows whole milliseconds: an instant of the millisecond in which the task was made is one of its.
  const fromMs = endMs === undefined ? (runs[0]?.scheduledMs ?? 0) : Math.floor(task.createdMs);
  const instants = instantsBetween(task, fromMs, endMs ?? lastMs + 1);
  const covers = new Map<number, number>(instants.map((instant) => [instant, 0]));
  found.expected += instants.length;
  for (const run of runs) {
    const name = `${task.taskSchedule} ${run.runStatus} ${new Date(run.scheduledMs).toISOString()}`;
    if (endMs !== undefined && run.scheduledMs >= endMs) continue;
    if (!covers.has(run.scheduledMs)) found.faults.push(`I2: ${name} is not in the schedule`);
    const toMs = run.skippedToMs ?? run.scheduledMs;
    const covered = instants.filter((instant) => instant >= run.scheduledMs && instant <= toMs);
    if (covered.length !== run.occurrences)
      found.faults.push(`I1: ${name} says ${run.occurrences} instants and covers ${covered.length}`);
    for (const instant of covered) covers.set(instant, covers.get(instant)! + 1);
  }
  for (const [instant, count] of covers) {
    if (count === 1) continue;
    if (count === 0) found.lost += 1;
    found.faults.push(
      `I1: ${task.taskSchedule} has ${count} records of ${new Date(instant).toISOString()} in place of one`,
    );
  }
}

function instantsBetween(task: TaskRow & { taskSchedule: string }, fromMs: number, endMs: number): number[] {
  const cron = new Cron(task.taskSchedule, { timezone: task.timeZone, mode: '5-or-6-parts' });
  const instants: number[] = [];
  let next = cron.nextRun(new Date(fromMs - 1));
  while (next !== null && next.getTime() < endMs) {
    if (next.getTime() >= fromMs) instants.push(next.getTime());
    next = cron.nextRun(next);
  }
  return instants;
}
