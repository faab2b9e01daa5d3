import type { SkipReason } from './run.js';
import type { Schedule } from './schedule.js';
import { nextFireTime } from './schedule.js';
import type { MisfirePolicy, OverlapPolicy } from './task.js';

/** What decides how a due task is published. Instants as epoch milliseconds. */
export interface PlannableTask {
  /** Null for a task that runs once, at `nextRunAtMs`. */
  schedule: Schedule | null;
  nextRunAtMs: number;
  startsAtMs: number | null;
  endsAtMs: number | null;
  maxRuns: number | null;
  runCount: number;
  activeRuns: number;
  overlapPolicy: OverlapPolicy;
  misfirePolicy: MisfirePolicy;
  /** With `skip`: how late an instant may still be run. */
  misfireWindowMs: number | null;
}

/** Consecutive instants that are not run, folded into one record. */
export interface PlannedSkip {
  fromMs: number;
  toMs: number;
  occurrences: number;
  reason: SkipReason;
}

/** What to write for a due task. Every instant from `nextRunAtMs` to now is in `run` or in `skips`. */
export interface PublishPlan {
  /** The instant to run, when there is one. */
  runAtMs: number | null;
  skips: PlannedSkip[];
  /** The instant to look at the task again; null when nothing is left. It is in the past when more instants are due than one plan takes. */
  nextRunAtMs: number | null;
}

/** Instants that one plan looks at; the rest is for the next one, so that a long outage never makes a long transaction. */
export const instantsPerPlan = 1_000;

const defaultMisfireWindowMs = 60_000;

/**
 * Decides what becomes of a due task. The next instant is computed from the scheduled one, never from the clock, so
 * that a late publisher cannot drift. Pure: the same task and the same clock give the same plan.
 *
 * @throws AppError `schedule.invalid` when the schedule cannot be read or never fires again
 */
export function planPublish(task: PlannableTask, nowMs: number): PublishPlan {
  if (task.schedule === null)
    return withOverlap(task, { runAtMs: task.nextRunAtMs, skips: [], nextRunAtMs: null });
  const firstMs = firstInstant(task, task.schedule);
  if (firstMs === null || firstMs > nowMs || isUsedUp(task)) {
    return { runAtMs: null, skips: [], nextRunAtMs: isUsedUp(task) ? null : firstMs };
  }
  const { instants, nextMs } = dueInstants(task, task.schedule, firstMs, nowMs);
  const plan = withOverlap(task, applyMisfire(task, instants, { nextMs, nowMs }));
  const isLastRun = plan.runAtMs !== null && task.maxRuns !== null && task.runCount + 1 >= task.maxRuns;
  return isLastRun ? { ...plan, nextRunAtMs: null } : plan;
}

function isUsedUp(task: PlannableTask): boolean {
  return task.maxRuns !== null && task.runCount >= task.maxRuns;
}

/** `nextRunAtMs` itself, if the schedule contains it and its limits allow it; else the first instant after it that does. */
function firstInstant(task: PlannableTask, schedule: Schedule): number | null {
  const fromMs = Math.max(task.nextRunAtMs, task.startsAtMs ?? -Infinity);
  return withinEnd(task, nextFireTime(schedule, fromMs - 1));
}

function withinEnd(task: PlannableTask, instantMs: number | null): number | null {
  return instantMs === null || (task.endsAtMs !== null && instantMs > task.endsAtMs) ? null : instantMs;
}

function dueInstants(task: PlannableTask, schedule: Schedule, firstMs: number, nowMs: number) {
  const limit = task.misfirePolicy === 'all' ? 1 : instantsPerPlan;
  const instants: number[] = [];
  let nextMs: number | null = firstMs;
  while (nextMs !== null && nextMs <= nowMs && instants.length < limit) {
    instants.push(nextMs);
    nextMs = withinEnd(task, nextFireTime(schedule, nextMs));
  }
  return { instants, nextMs };
}

/** `latest` runs the newest instant, `skip` as well if it is not too late for it, `all` each in its turn. */
function applyMisfire(
  task: PlannableTask,
  instants: number[],
  { nextMs, nowMs }: { nextMs: number | null; nowMs: number },
): PublishPlan {
  const newestMs = instants.at(-1)!;
  const moreAreDue = task.misfirePolicy !== 'all' && nextMs !== null && nextMs <= nowMs;
  const isTooLate =
    task.misfirePolicy === 'skip' && nowMs - newestMs > (task.misfireWindowMs ?? defaultMisfireWindowMs);
  const runs = !moreAreDue && !isTooLate;
  const missed = runs ? instants.slice(0, -1) : instants;
  return {
    runAtMs: runs ? newestMs : null,
    skips: missed.length === 0 ? [] : [foldSkips(missed, 'missed')],
    nextRunAtMs: nextMs,
  };
}

/** With `skip`, an instant that comes while an earlier run is open is not run. */
function withOverlap(task: PlannableTask, plan: PublishPlan): PublishPlan {
  if (plan.runAtMs === null || task.overlapPolicy !== 'skip' || task.activeRuns === 0) return plan;
  return { ...plan, runAtMs: null, skips: [...plan.skips, foldSkips([plan.runAtMs], 'overlap')] };
}

function foldSkips(instants: number[], reason: SkipReason): PlannedSkip {
  return { fromMs: instants[0]!, toMs: instants.at(-1)!, occurrences: instants.length, reason };
}
