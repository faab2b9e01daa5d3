import type { TaskPlan } from '@carillon/db';
import type { Task } from '@carillon/domain';
import { nextFireTime, parseSchedule, readTimeZone, scheduleOf } from '@carillon/domain';
import { invalidField } from '../http/problem.js';
import type { PauseTaskInput } from './tasks.schemas.js';

/** What decides when a task is due. */
export type PlannedTask = Pick<
  Task,
  | 'taskSchedule'
  | 'timeZone'
  | 'dstGap'
  | 'dstOverlap'
  | 'runAt'
  | 'startsAt'
  | 'endsAt'
  | 'maxRuns'
  | 'runCount'
>;

export const planKeys = [
  'taskSchedule',
  'timeZone',
  'dstGap',
  'dstOverlap',
  'runAt',
  'startsAt',
  'endsAt',
  'maxRuns',
] as const satisfies readonly (keyof PlannedTask)[];

/** A `runAt` this far back is a mistake rather than a slow clock. */
const runAtLateMaxMs = 3_600_000;

/**
 * Checks the parts of a plan together.
 *
 * @throws AppError `schedule.invalid` or `request.invalid`, naming the field at fault
 */
export function checkPlan(task: PlannedTask, nowMs: number, minimumIntervalMs: number): void {
  const { taskSchedule, timeZone, dstGap, dstOverlap, runAt, startsAt, endsAt } = task;
  if (taskSchedule !== null && runAt !== null) {
    throw invalidField('runAt', 'excludes taskSchedule: a task has one of them');
  }
  if (taskSchedule === null) readTimeZone(timeZone);
  else parseSchedule({ taskSchedule, timeZone, dstGap, dstOverlap }, { minimumIntervalMs, fromMs: nowMs });
  if (startsAt !== null && endsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt)) {
    throw invalidField('endsAt', 'must be after startsAt');
  }
  if (runAt !== null && Date.parse(runAt) < nowMs - runAtLateMaxMs) {
    throw invalidField('runAt', 'is more than an hour in the past');
  }
  if (taskSchedule !== null && endsAt !== null && nextInstant({ ...task, maxRuns: null }, nowMs) === null) {
    throw invalidField('endsAt', 'leaves no instant of the schedule');
  }
}

/** When a task is due next, epoch milliseconds; null when it is not due any more, or never by itself. */
export function nextInstant(task: PlannedTask, nowMs: number): number | null {
  if (task.maxRuns !== null && task.runCount >= task.maxRuns) return null;
  const schedule = scheduleOf(task);
  if (schedule === null) return task.runAt === null ? null : Date.parse(task.runAt);
  // The schedule answers what is strictly later, and the first allowed instant is startsAt itself.
  const afterMs = Math.max(nowMs, task.startsAt === null ? 0 : Date.parse(task.startsAt) - 1);
  const nextMs = nextFireTime(schedule, afterMs);
  return nextMs === null || (task.endsAt !== null && nextMs > Date.parse(task.endsAt)) ? null : nextMs;
}

/** As a column's value. */
export function toInstant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/**
 * What a pause makes of a task's plan.
 *
 * @param withheldFrom the first instant that it is not run at; null: none
 */
export function pausedPlan(
  { until, reason }: PauseTaskInput,
  withheldFrom: string | null,
): Omit<TaskPlan, 'activeRuns' | 'runCount'> {
  return {
    taskStatus: 'paused',
    nextRunAt: null,
    withheldFrom,
    pausedUntil: until ?? null,
    pauseReason: reason ?? null,
  };
}

/**
 * @param path of what was sent
 * @throws AppError `request.invalid` when a pause until then would be over already
 */
export function checkPauseEnd(until: string, { nowMs, path }: { nowMs: number; path: string }): void {
  if (Date.parse(until) <= nowMs) throw invalidField(path, 'must be in the future');
}
