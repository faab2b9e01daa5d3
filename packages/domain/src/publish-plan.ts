import type { SkipReason } from './run.js';
import type { Schedule } from './schedule.js';
import { neverFires, nextFireTime } from './schedule.js';
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
  /** With `skip` and `all`: how late an instant may still be run. */
  misfireWindowMs: number | null;
  /** With `all`: how many instants of a backlog are run, the newest ones. */
  misfireCap: number;
  /** How long after its instant a run may be open. */
  deadlineMs: number | null;
}

/** An instant that is run, not before a second one: runs that catch up are spread over time. */
export interface PlannedRun {
  atMs: number;
  notBeforeMs: number;
}

/** Consecutive instants that are not run, folded into one record. */
export interface PlannedSkip {
  fromMs: number;
  toMs: number;
  occurrences: number;
  reason: SkipReason;
}

/** What to write for a due task. Every instant from `nextRunAtMs` to now is in `runsAt` or in `skips`, each ascending. */
export interface PublishPlan {
  runsAt: PlannedRun[];
  skips: PlannedSkip[];
  /** The instant to look at the task again; null when nothing is left. It is in the past when more instants are due than one plan takes. */
  nextRunAtMs: number | null;
}

export interface PlanLimits {
  /** How many runs of one backlog begin in a second; absent: all at once. */
  catchUpPerSecond?: number;
  /** How many instants a plan decides about beside those that it may run; absent: `instantsPerPlan`. */
  instantsMax?: number;
}

/** The rest is for the next plan, so that a long outage never makes a long transaction. */
export const instantsPerPlan = 1_000;

const defaultMisfireWindowMs = 60_000;

/**
 * Decides what becomes of a due task, with its whole backlog in sight. The next instant is computed from the scheduled
 * one, never from the clock, so that a late publisher cannot drift. Pure: the same task and the same clock give the
 * same plan.
 *
 * @throws AppError `schedule.invalid` when the schedule cannot be read or never fires again
 */
export function planPublish(task: PlannableTask, nowMs: number, limits: PlanLimits = {}): PublishPlan {
  if (task.schedule === null) {
    const backlog = { instants: [task.nextRunAtMs], nextMs: null };
    return { ...decide(task, backlog, { nowMs, ...limits }), nextRunAtMs: null };
  }
  const firstMs = firstInstant(task, task.schedule);
  if (firstMs === null || firstMs > nowMs || isUsedUp(task, 0)) {
    return { runsAt: [], skips: [], nextRunAtMs: isUsedUp(task, 0) ? null : firstMs };
  }
  const runsMax = task.misfirePolicy === 'all' ? task.misfireCap : 1;
  const countMax = runsMax + (limits.instantsMax ?? instantsPerPlan);
  const backlog = dueInstants(task, task.schedule, { firstMs, nowMs, countMax });
  const { instants, nextMs } = backlog;
  if (nextMs !== null && nextMs <= nowMs) {
    // Now is out of sight, so these lie outside of the newest for certain.
    const missed = foldMissed(instants.slice(0, -runsMax));
    return { runsAt: [], skips: missed, nextRunAtMs: instants.at(-runsMax)! };
  }
  const late = instants.length - wantedCount(task, instants, { nowMs, runsMax });
  const decided = decide(task, { instants: instants.slice(late), nextMs }, { nowMs, ...limits });
  return { ...decided, skips: [...foldMissed(instants.slice(0, late)), ...decided.skips] };
}

function isUsedUp(task: PlannableTask, newRuns: number): boolean {
  return task.maxRuns !== null && task.runCount + newRuns >= task.maxRuns;
}

/** `nextRunAtMs` itself, if the schedule contains it and its limits allow it; else the first instant after it that does. */
function firstInstant(task: PlannableTask, schedule: Schedule): number | null {
  const fromMs = Math.max(task.nextRunAtMs, task.startsAtMs ?? -Infinity);
  const firstMs = nextFireTime(schedule, fromMs - 1);
  if (firstMs === null) throw neverFires();
  return withinEnd(task, firstMs);
}

function withinEnd(task: PlannableTask, instantMs: number | null): number | null {
  return instantMs === null || (task.endsAtMs !== null && instantMs > task.endsAtMs) ? null : instantMs;
}

interface Backlog {
  instants: number[];
  /** The instant after them, which may be due as well. */
  nextMs: number | null;
}

function dueInstants(
  task: PlannableTask,
  schedule: Schedule,
  { firstMs, nowMs, countMax }: { firstMs: number; nowMs: number; countMax: number },
): Backlog {
  const instants: number[] = [];
  let nextMs: number | null = firstMs;
  while (nextMs !== null && nextMs <= nowMs && instants.length < countMax) {
    instants.push(nextMs);
    nextMs = withinEnd(task, nextFireTime(schedule, nextMs));
  }
  return { instants, nextMs };
}

/** How many of the newest instants the misfire policy wants to run. */
function wantedCount(
  task: PlannableTask,
  instants: number[],
  { nowMs, runsMax }: { nowMs: number; runsMax: number },
): number {
  const windowMs =
    task.misfirePolicy === 'latest'
      ? Infinity
      : (task.misfireWindowMs ?? (task.misfirePolicy === 'skip' ? defaultMisfireWindowMs : Infinity));
  return instants.slice(-runsMax).filter((instantMs) => nowMs - instantMs <= windowMs).length;
}

/**
 * What becomes of instants that are not too late for the misfire policy: the deadline, the overlap policy and `maxRuns`
 * have a say. An instant whose turn to catch up would come after its deadline is as expired as one whose deadline has
 * passed: it is not worth a run that is bound to be abandoned.
 */
function decide(
  task: PlannableTask,
  { instants, nextMs }: Backlog,
  { nowMs, catchUpPerSecond = Infinity }: PlanLimits & { nowMs: number },
): PublishPlan {
  const runsAt: PlannedRun[] = [];
  const skips: PlannedSkip[] = [];
  const skipReason = (atMs: number, startMs: number): SkipReason | null => {
    if (task.deadlineMs !== null && startMs >= atMs + task.deadlineMs) return 'expired';
    if (task.overlapPolicy === 'skip' && task.activeRuns > 0) return 'overlap';
    return task.schedule !== null && isUsedUp(task, runsAt.length) ? 'ended' : null;
  };
  instants.forEach((atMs, index) => {
    const turnMs = nowMs + Math.ceil((runsAt.length * 1_000) / catchUpPerSecond);
    const reason = skipReason(atMs, Math.max(atMs, turnMs));
    const last = skips.at(-1);
    if (reason === null) {
      runsAt.push({ atMs, notBeforeMs: runsAt.length === 0 ? atMs : Math.max(atMs, turnMs) });
    } else if (last?.reason === reason && last.toMs === instants[index - 1]) {
      last.toMs = atMs;
      last.occurrences += 1;
    } else {
      skips.push({ fromMs: atMs, toMs: atMs, occurrences: 1, reason });
    }
  });
  return { runsAt, skips, nextRunAtMs: isUsedUp(task, runsAt.length) ? null : nextMs };
}

function foldMissed(instants: number[]): PlannedSkip[] {
  if (instants.length === 0) return [];
  return [{ fromMs: instants[0]!, toMs: instants.at(-1)!, occurrences: instants.length, reason: 'missed' }];
}
