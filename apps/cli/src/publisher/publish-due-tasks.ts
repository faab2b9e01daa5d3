/**
 * One pass of publishing: due tasks become runs.
 *
 * If the process dies at any line: before the commit nothing has happened, and the next pass of any publisher finds
 * the same tasks due; after it the runs are there, and the rescuer hints at those whose hints were not sent. The
 * unique key (task, instant, trigger) makes a second run of an instant impossible.
 */
import type { Database, DueTask, NewRun, Pool, TaskAdvance } from '@carillon/db';
import { advanceTasks, claimDueTasks, ensurePartitions, insertRuns, inTransaction } from '@carillon/db';
import type { HintRequest, PublishPlan, RunToHint } from '@carillon/domain';
import { AppError, bundleHints, newId, planPublish } from '@carillon/domain';

export interface PublishedBatch {
  /** How many tasks were looked at; as many as the limit means that more may be due. */
  tasks: number;
  runs: number;
  skips: number;
  parked: { taskId: string; reason: string }[];
  /** To be sent now that the runs are committed. */
  hints: HintRequest[];
}

const dayMs = 86_400_000;

export async function publishDueTasks(pool: Pool, limit: number): Promise<PublishedBatch> {
  const { due, runs, inserted, parked } = await inTransaction(pool, async (transaction) => {
    const due = await claimDueTasks(transaction, limit);
    const decisions = due.map(decide);
    const runs = decisions.flatMap((decision) => decision.runs);
    await ensureOldPartitions(transaction, runs, due[0]?.nowMs ?? 0);
    const inserted = await insertRuns(transaction, runs);
    const advances = decisions.map(({ task, runs, plan, parkedBecause }) =>
      toAdvance(task, {
        plan,
        parkedBecause,
        hasNewRun: runs.some((run) => isLive(run) && inserted.has(run.id)),
      }),
    );
    if (advances.length > 0) await advanceTasks(transaction, advances);
    const parked = decisions.flatMap(({ task, parkedBecause }) =>
      parkedBecause === null ? [] : [{ taskId: task.id, reason: parkedBecause }],
    );
    return { due, runs, inserted, parked };
  });
  const written = runs.filter((run) => inserted.has(run.id));
  const live = written.filter(isLive);
  return {
    tasks: due.length,
    runs: live.length,
    skips: written.length - live.length,
    parked,
    hints: toHints(
      live.filter((run) => run.runStatus === 'pending'),
      due[0]?.nowMs ?? 0,
    ),
  };
}

interface Decision {
  task: DueTask;
  plan: PublishPlan | null;
  /** Why the task cannot be planned; it is then taken out of the schedule and the others go on. */
  parkedBecause: string | null;
  runs: NewRun[];
}

function decide(task: DueTask): Decision {
  try {
    const plan = planPublish({ ...task, schedule: scheduleOf(task) }, task.nowMs);
    return { task, plan, parkedBecause: null, runs: toRuns(task, plan) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { task, plan: null, parkedBecause: `Parked: ${error.message}`, runs: [] };
  }
}

function scheduleOf({ taskSchedule, timeZone, dstGap, dstOverlap }: DueTask) {
  return taskSchedule === null ? null : { expression: taskSchedule, timeZone, dstGap, dstOverlap };
}

function toRuns(task: DueTask, plan: PublishPlan): NewRun[] {
  const lane = task.lane ?? (task.overlapPolicy === 'queue' ? task.id : null);
  const common = {
    taskId: task.id,
    priority: task.priority,
    maxRetry: task.maxRetry,
    taskVersion: task.version,
  };
  const skips = plan.skips.map((skip): NewRun => {
    const scheduledFor = new Date(skip.fromMs).toISOString();
    return {
      ...common,
      id: newId(),
      scheduledFor,
      runStatus: 'skipped',
      nextAttemptAt: scheduledFor,
      lane: null,
      skipReason: skip.reason,
      occurrences: skip.occurrences,
      skippedTo: new Date(skip.toMs).toISOString(),
    };
  });
  if (plan.runAtMs === null) return skips;
  const jitterMs = task.jitterMs === 0 ? 0 : Math.floor(Math.random() * (task.jitterMs + 1));
  const run: NewRun = {
    ...common,
    id: newId(),
    scheduledFor: new Date(plan.runAtMs).toISOString(),
    runStatus: lane === null ? 'pending' : 'held',
    nextAttemptAt: new Date(plan.runAtMs + jitterMs).toISOString(),
    lane,
    skipReason: null,
    occurrences: 1,
    skippedTo: null,
  };
  return [...skips, run];
}

function isLive(run: NewRun): boolean {
  return run.runStatus !== 'skipped';
}

function toAdvance(
  task: DueTask,
  {
    plan,
    parkedBecause,
    hasNewRun,
  }: { plan: PublishPlan | null; parkedBecause: string | null; hasNewRun: boolean },
): TaskAdvance {
  if (plan === null) {
    return { taskId: task.id, nextRunAt: null, newRuns: 0, taskStatus: 'paused', pauseReason: parkedBecause };
  }
  const isOver = plan.nextRunAtMs === null && task.activeRuns === 0;
  return {
    taskId: task.id,
    nextRunAt: plan.nextRunAtMs === null ? null : new Date(plan.nextRunAtMs).toISOString(),
    newRuns: hasNewRun ? 1 : 0,
    taskStatus: hasNewRun ? 'running' : isOver ? 'completed' : task.taskStatus,
    pauseReason: null,
  };
}

/** Instants from before an outage may lie in days whose partitions were dropped or never made. */
async function ensureOldPartitions(transaction: Database, runs: NewRun[], nowMs: number): Promise<void> {
  const oldDays = new Set<number>();
  for (const run of runs) {
    const day = Math.floor(Date.parse(run.scheduledFor) / dayMs);
    if (day < Math.floor(nowMs / dayMs)) oldDays.add(day);
  }
  for (const day of oldDays) await ensurePartitions(transaction, day * dayMs, day * dayMs);
}

/** Runs due now travel in bundles; a run with jitter left has a hint of its own, delayed until it is due. */
function toHints(runs: NewRun[], nowMs: number): HintRequest[] {
  const toHint = (run: NewRun): RunToHint => ({ ...run, retryCount: 0 });
  const delayOf = (run: NewRun): number => Math.max(0, Date.parse(run.nextAttemptAt) - nowMs);
  const dueNow = runs.filter((run) => delayOf(run) === 0);
  const later = runs.filter((run) => delayOf(run) > 0);
  return [
    ...bundleHints(dueNow.map(toHint)),
    ...later.flatMap((run) => bundleHints([toHint(run)], delayOf(run))),
  ];
}
