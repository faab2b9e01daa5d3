/**
 * One pass of publishing: due tasks become runs.
 *
 * If the process dies at any line: before the commit nothing has happened, and the next pass of any publisher finds
 * the same tasks due; after it the runs are there, and the rescuer hints at those whose hints were not sent. The
 * unique key (task, instant, trigger) makes a second run of an instant impossible.
 */
import type { Database, DueTask, GrownSkips, NewRun, Pool, TaskAdvance } from '@carillon/db';
import {
  advanceTasks,
  claimDueTasks,
  ensurePartitionsOf,
  growSkips,
  insertRuns,
  inTransaction,
  isLiveRun,
  listBlackoutWindows,
  toNewRuns,
  toRunsToHint,
} from '@carillon/db';
import type { BlackoutWindow, HintRequest, LiveEvent, PlannableTask, PublishPlan } from '@carillon/domain';
import { AppError, blackoutsFor, bundleHints, planPublish, runUpdated, scheduleOf } from '@carillon/domain';
import { reachStep } from '../worker/steps.js';

export interface PublishLimits {
  /** How many due tasks one pass takes at most. */
  publishBatch: number;
  /** How many missed instants of one task begin in a second. */
  catchUpPerSecond: number;
}

export interface PublishedBatch {
  /** How many tasks were published; as many as the limit means that more may be due. */
  tasks: number;
  runs: number;
  /** How many times consecutive instants were skipped. */
  skips: number;
  parked: { taskId: string; reason: string }[];
  /** To be sent now that the runs are committed. */
  hints: HintRequest[];
  /** To be told besides. */
  events: LiveEvent[];
}

/** A task with a long backlog may bring thousands: with so many, the tasks behind it wait for the next pass. */
const runsPerPass = 5_000;

export async function publishDueTasks(pool: Pool, limits: PublishLimits): Promise<PublishedBatch> {
  const { decisions, advances, inserted, grown, nowMs } = await inTransaction(pool, async (transaction) => {
    const due = await claimDueTasks(transaction, limits.publishBatch);
    const nowMs = due[0]?.nowMs ?? 0;
    // Read after the clock, so that a window which was there before the instants were due holds for all of them.
    const blackouts = due[0]?.hasBlackouts ? await listBlackoutWindows(transaction, due[0].nextRunAtMs) : [];
    const decisions = decideAll(due, { ...limits, blackouts });
    const { rows: runs, grown } = await toRows(transaction, decisions);
    // Today's partitions are kept by Maintenance; asking for them in every pass would cost a statement.
    await ensurePartitionsOf(
      transaction,
      runs.filter((run) => Date.parse(run.scheduledFor) < startOfDay(nowMs)),
    );
    const insertedIds = await insertRuns(transaction, runs);
    const inserted = runs.filter(({ id }) => insertedIds.has(id));
    const newRuns = countByTask(inserted.filter(isLiveRun));
    const lastRuns = newestByTask(runs);
    const advances = decisions.map((decision) => {
      const { id } = decision.task;
      return toAdvance(decision, { newRuns: newRuns.get(id) ?? 0, lastRunAt: lastRuns.get(id) ?? null });
    });
    if (advances.length > 0) await advanceTasks(transaction, advances);
    reachStep('publish.before_commit', { runs: runs.length });
    return { decisions, advances, inserted, grown, nowMs };
  });
  const written = inserted.filter(isLiveRun);
  return {
    tasks: decisions.length,
    runs: written.length,
    skips: decisions.reduce((sum, { plan }) => sum + (plan?.skips.length ?? 0), 0),
    parked: decisions.flatMap(({ task, parkedBecause }) =>
      parkedBecause === null ? [] : [{ taskId: task.id, reason: parkedBecause }],
    ),
    hints: bundleHints(toRunsToHint(written, nowMs)),
    events: [...toTaskEvents(decisions, advances), ...toRunEvents(inserted, grown)],
  };
}

/** Of those alone that changed without a new run: a new run says the rest. */
function toTaskEvents(decisions: Decision[], advances: TaskAdvance[]): LiveEvent[] {
  const at = new Date().toISOString();
  return decisions.flatMap(({ task: { id, version, taskStatus } }, index): LiveEvent[] => {
    const { taskStatus: status, newRuns } = advances[index]!;
    return newRuns > 0 || status === taskStatus ? [] : [{ type: 'task.updated', id, status, version, at }];
  });
}

/** Skips are told of as well, those that only made a record grow too. */
function toRunEvents(inserted: NewRun[], grown: GrownSkips['grown']): LiveEvent[] {
  const at = new Date().toISOString();
  return [
    ...inserted.map((run) => runUpdated({ ...run, fence: 0 }, run.runStatus, at)),
    ...grown.map((record) => runUpdated({ ...record, fence: 0 }, 'skipped', at)),
  ];
}

interface WithBlackouts {
  /** All windows that are switched on. */
  blackouts: BlackoutWindow[];
}

interface Decision {
  task: DueTask;
  plan: PublishPlan | null;
  /** Why the task cannot be planned; it is then taken out of the schedule and the others go on. */
  parkedBecause: string | null;
}

function decideAll(due: DueTask[], limits: PublishLimits & WithBlackouts): Decision[] {
  const decisions: Decision[] = [];
  let runs = 0;
  for (const task of due) {
    if (runs >= runsPerPass) break;
    const decision = decide(task, limits);
    decisions.push(decision);
    runs += decision.plan?.runsAt.length ?? 0;
  }
  return decisions;
}

function decide(task: DueTask, { catchUpPerSecond, blackouts }: PublishLimits & WithBlackouts): Decision {
  try {
    const own = blackouts.length === 0 ? blackouts : blackoutsFor(blackouts, task.tags);
    const plan = planPublish(toPlannable(task), task.nowMs, { catchUpPerSecond, blackouts: own });
    return { task, plan, parkedBecause: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { task, plan: null, parkedBecause: `Parked: ${error.message}` };
  }
}

function toPlannable(task: DueTask): PlannableTask {
  return {
    schedule: scheduleOf(task),
    nextRunAtMs: task.nextRunAtMs,
    startsAtMs: task.startsAtMs,
    endsAtMs: task.endsAtMs,
    maxRuns: task.maxRuns,
    runCount: task.runCount,
    activeRuns: task.activeRuns,
    overlapPolicy: task.overlapPolicy,
    misfirePolicy: task.misfirePolicy,
    misfireWindowMs: task.misfireWindowMs,
    misfireCap: task.misfireCap,
    deadlineMs: task.deadlineMs,
  };
}

/** What is to be inserted: the runs, and the skips that do not make a record before them grow. */
async function toRows(
  transaction: Database,
  decisions: Decision[],
): Promise<{ rows: NewRun[]; grown: GrownSkips['grown'] }> {
  const planned = decisions.flatMap(({ task, plan }) => (plan === null ? [] : [{ task, plan }]));
  const { rest, grown } = await growSkips(
    transaction,
    planned.map(({ task, plan }) => ({ taskId: task.id, schedule: scheduleOf(task), skips: plan.skips })),
  );
  const rows = planned.flatMap(({ task, plan }, index) =>
    toNewRuns(task, { runsAt: plan.runsAt, skips: rest[index]! }),
  );
  return { rows, grown };
}

function countByTask(runs: NewRun[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { taskId } of runs) counts.set(taskId, (counts.get(taskId) ?? 0) + 1);
  return counts;
}

/** When the newest of the runs of each task is due. */
function newestByTask(runs: NewRun[]): Map<string, string> {
  const newest = new Map<string, string>();
  for (const { taskId, scheduledFor } of runs) {
    if (scheduledFor > (newest.get(taskId) ?? '')) newest.set(taskId, scheduledFor);
  }
  return newest;
}

function toAdvance(
  { task, plan, parkedBecause }: Decision,
  { newRuns, lastRunAt }: Pick<TaskAdvance, 'newRuns' | 'lastRunAt'>,
): TaskAdvance {
  const taskId = task.id;
  if (plan === null) {
    return {
      taskId,
      nextRunAt: null,
      lastRunAt,
      newRuns: 0,
      taskStatus: 'paused',
      pauseReason: parkedBecause,
    };
  }
  const isOver = plan.nextRunAtMs === null && task.activeRuns === 0;
  return {
    taskId,
    nextRunAt: plan.nextRunAtMs === null ? null : new Date(plan.nextRunAtMs).toISOString(),
    lastRunAt,
    newRuns,
    taskStatus: newRuns > 0 ? 'running' : isOver ? 'completed' : task.taskStatus,
    pauseReason: null,
  };
}

const dayMs = 86_400_000;

function startOfDay(ms: number): number {
  return Math.floor(ms / dayMs) * dayMs;
}
