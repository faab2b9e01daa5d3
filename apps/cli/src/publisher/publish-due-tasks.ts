/**
 * One pass of publishing: due tasks become runs.
 *
 * If the process dies at any line: before the commit nothing has happened, and the next pass of any publisher finds
 * the same tasks due; after it the runs are there, and the rescuer hints at those whose hints were not sent. The
 * unique key (task, instant, trigger) makes a second run of an instant impossible.
 */
import type { DueTask, NewRun, Pool, TaskAdvance } from '@carillon/db';
import {
  advanceTasks,
  claimDueTasks,
  ensurePartitionsOf,
  insertRuns,
  inTransaction,
  isLiveRun,
  toNewRuns,
} from '@carillon/db';
import type { HintRequest, PublishPlan, RunToHint } from '@carillon/domain';
import { AppError, bundleHints, planPublish, scheduleOf } from '@carillon/domain';
import { reachStep } from '../worker/steps.js';

export interface PublishedBatch {
  /** How many tasks were looked at; as many as the limit means that more may be due. */
  tasks: number;
  runs: number;
  skips: number;
  parked: { taskId: string; reason: string }[];
  /** To be sent now that the runs are committed. */
  hints: HintRequest[];
}

export async function publishDueTasks(pool: Pool, limit: number): Promise<PublishedBatch> {
  const { due, runs, inserted, parked } = await inTransaction(pool, async (transaction) => {
    const due = await claimDueTasks(transaction, limit);
    const decisions = due.map(decide);
    const runs = decisions.flatMap((decision) => decision.runs);
    // Today's partitions are kept by Maintenance; asking for them in every pass would cost a statement.
    await ensurePartitionsOf(
      transaction,
      runs.filter((run) => Date.parse(run.scheduledFor) < startOfDay(due[0]!.nowMs)),
    );
    const inserted = await insertRuns(transaction, runs);
    const advances = decisions.map(({ task, runs, plan, parkedBecause }) =>
      toAdvance(task, {
        plan,
        parkedBecause,
        hasNewRun: runs.some((run) => isLiveRun(run) && inserted.has(run.id)),
      }),
    );
    if (advances.length > 0) await advanceTasks(transaction, advances);
    const parked = decisions.flatMap(({ task, parkedBecause }) =>
      parkedBecause === null ? [] : [{ taskId: task.id, reason: parkedBecause }],
    );
    reachStep('publish.before_commit', { runs: runs.length });
    return { due, runs, inserted, parked };
  });
  const written = runs.filter((run) => inserted.has(run.id));
  const live = written.filter(isLiveRun);
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
    return {
      task,
      plan,
      parkedBecause: null,
      runs: toNewRuns(task, { runsAt: plan.runAtMs === null ? [] : [plan.runAtMs], skips: plan.skips }),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { task, plan: null, parkedBecause: `Parked: ${error.message}`, runs: [] };
  }
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

const dayMs = 86_400_000;

function startOfDay(ms: number): number {
  return Math.floor(ms / dayMs) * dayMs;
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
