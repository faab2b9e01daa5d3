import type { BlackoutWindow } from './blackout.js';
import { blackoutAt, blackoutEndMs } from './blackout.js';
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
  /** The windows that hold for the task; absent: none. */
  blackouts?: readonly BlackoutWindow[];
}

/** The rest is for the next plan, so that a long outage never makes a long transaction. */
export const instantsPerPlan = 1_000;

const defaultMisfireWindowMs = 60_000;

/** A run that is opened later than this after its instant catches up. */
const punctualMs = 60_000;

/**
 * Decides what becomes of a due task, with its whole backlog in sight. The next instant is computed from the scheduled
 * one, never from the clock, so that a late publisher cannot drift. Pure: the same task and the same clock give the
 * same plan.
 *
 * @throws AppError `schedule.invalid` when the schedule cannot be read or never fires again
 */
export function planPublish(task: PlannableTask, nowMs: number, limits: PlanLimits = {}): PublishPlan {
  if (task.schedule === null) return planOnce(task, nowMs, limits);
  const firstMs = firstInstant(task, task.schedule);
  if (firstMs === null || firstMs > nowMs || isUsedUp(task, 0)) {
    return { runsAt: [], skips: [], nextRunAtMs: isUsedUp(task, 0) ? null : firstMs };
  }
  const runsMax = task.misfirePolicy === 'all' ? task.misfireCap : 1;
  const countMax = runsMax + (limits.instantsMax ?? instantsPerPlan);
  const { instants, nextMs } = dueInstants(task, task.schedule, { firstMs, nowMs, countMax });
  const open = openInstants(instants, limits);
  if (nextMs !== null && nextMs <= nowMs) {
    return planPiece(task, { instants, open, nextMs, runsMax }, { nowMs, ...limits });
  }
  const wanted = wantedCount(task, open, { nowMs, runsMax });
  const wantedFromMs = wanted === 0 ? Infinity : open.at(-wanted)!;
  return decide(task, { instants, nextMs, wantedFromMs }, { nowMs, ...limits });
}

/** In a window it is put off until that is over. */
function planOnce(task: PlannableTask, nowMs: number, limits: PlanLimits): PublishPlan {
  const atMs = task.nextRunAtMs;
  const endMs = blackoutEndMs(limits.blackouts ?? [], atMs);
  if (endMs !== null) return { runsAt: [], skips: [], nextRunAtMs: endMs };
  return decide(task, { instants: [atMs], nextMs: null, wantedFromMs: atMs }, { nowMs, ...limits });
}

function openInstants(instants: number[], { blackouts = [] }: PlanLimits): number[] {
  return blackouts.length === 0
    ? instants
    : instants.filter((instantMs) => blackoutAt(blackouts, instantMs) === null);
}

/** A backlog that reaches further than one plan, with those instants that lie in no window. */
interface Piece {
  instants: number[];
  open: number[];
  nextMs: number;
  runsMax: number;
}

/**
 * The plan when now is out of sight. The newest instants that may run are left to the next plan, and so is what comes
 * after them. An oldest instant that would be left, with hardly more than windows after it, has to be decided about:
 * the next plan would see no more.
 */
function planPiece(
  task: PlannableTask,
  { instants, open, nextMs, runsMax }: Piece,
  limits: PlanLimits & { nowMs: number },
): PublishPlan {
  const againMs = open.at(-runsMax) ?? open[0] ?? nextMs;
  if (againMs > instants[0]!) {
    const before = instants.slice(0, againMs === nextMs ? undefined : instants.indexOf(againMs));
    return decide(task, { instants: before, nextMs: againMs, wantedFromMs: Infinity }, limits);
  }
  const isWanted =
    wantedCount(task, [againMs], { ...limits, runsMax }) > 0 &&
    !isSuperseded(task, againMs, { runsMax, ...limits });
  const oldest = { instants: [againMs], nextMs: instants[1]!, wantedFromMs: isWanted ? againMs : Infinity };
  return decide(task, oldest, limits);
}

/** Whether as many instants as may run come after this one, windows left out. Leaps over windows, however long. */
function isSuperseded(
  task: PlannableTask,
  instantMs: number,
  { runsMax, nowMs, blackouts = [] }: PlanLimits & { runsMax: number; nowMs: number },
): boolean {
  let count = 0;
  let atMs = withinEnd(task, nextFireTime(task.schedule!, instantMs));
  while (atMs !== null && atMs <= nowMs && count < runsMax) {
    const endMs = blackoutEndMs(blackouts, atMs);
    if (endMs === null) count += 1;
    atMs = withinEnd(task, nextFireTime(task.schedule!, endMs === null ? atMs : endMs - 1));
  }
  return count >= runsMax;
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

interface Decidable extends Backlog {
  /** Those before it come too late for the misfire policy. */
  wantedFromMs: number;
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
 * What becomes of each instant: the windows, the misfire policy, the deadline, the overlap policy and `maxRuns` have a
 * say. An instant whose turn to catch up would come after its deadline is as expired as one whose deadline has passed:
 * it is not worth a run that is bound to be abandoned.
 */
function decide(
  task: PlannableTask,
  { instants, nextMs, wantedFromMs }: Decidable,
  { nowMs, catchUpPerSecond = Infinity, blackouts = [] }: PlanLimits & { nowMs: number },
): PublishPlan {
  // What is caught up does not begin in a window either.
  const catchUpFromMs = (blackouts.length > 0 ? blackoutEndMs(blackouts, nowMs) : null) ?? nowMs;
  const runsAt: PlannedRun[] = [];
  const skips: PlannedSkip[] = [];
  const skipReason = (atMs: number, startMs: number): SkipReason | null => {
    if (blackouts.length > 0 && blackoutAt(blackouts, atMs) !== null) return 'blackout';
    if (atMs < wantedFromMs) return 'missed';
    if (task.deadlineMs !== null && startMs >= atMs + task.deadlineMs) return 'expired';
    if (task.overlapPolicy === 'skip' && task.activeRuns > 0) return 'overlap';
    return task.schedule !== null && isUsedUp(task, runsAt.length) ? 'ended' : null;
  };
  instants.forEach((atMs, index) => {
    const fromMs = nowMs - atMs > punctualMs ? catchUpFromMs : nowMs;
    const turnMs = fromMs + Math.ceil((runsAt.length * 1_000) / catchUpPerSecond);
    const reason = skipReason(atMs, Math.max(atMs, turnMs));
    const last = skips.at(-1);
    if (reason === null) {
      const isFirst = runsAt.length === 0 && fromMs === nowMs;
      runsAt.push({ atMs, notBeforeMs: isFirst ? atMs : Math.max(atMs, turnMs) });
    } else if (last?.reason === reason && last.toMs === instants[index - 1]) {
      last.toMs = atMs;
      last.occurrences += 1;
    } else {
      skips.push({ fromMs: atMs, toMs: atMs, occurrences: 1, reason });
    }
  });
  return { runsAt, skips, nextRunAtMs: isUsedUp(task, runsAt.length) ? null : nextMs };
}
