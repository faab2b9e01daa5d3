import type { PublishPlan, ResumeOptions, RunToHint, Task, TaskStatus } from '@carillon/domain';
import { AppError, blackoutsFor, planResume, scheduleOf } from '@carillon/domain';
import { listBlackoutWindows } from './blackouts.queries.js';
import type { Database } from './connect.js';
import { findInstallationId } from './installation.queries.js';
import { isLiveRun, toNewRuns, toRunsToHint } from './new-runs.js';
import { ensurePartitionsOf } from './partitions.queries.js';
import type { NewRun } from './publish.queries.js';
import { insertRuns } from './publish.queries.js';
import { growSkips } from './skips.queries.js';
import { databaseTime, updateTask } from './tasks.queries.js';

/**
 * Puts a task back on its schedule and decides about every instant that it missed. The caller holds its row locked.
 *
 * @returns the task as it is now, how many runs began, and those of them that may start outside of lanes
 * @throws AppError `schedule.invalid` when its schedule cannot be read
 */
export async function resumeTask(
  transaction: Database,
  task: Task,
  options: ResumeOptions,
): Promise<{ task: Task; startedRuns: number; runsToHint: RunToHint[] }> {
  const nowMs = await databaseTime(transaction);
  const { started, nextRunAt } = await catchUp(transaction, task, { ...options, nowMs });
  const startedRuns = started.length;
  const activeRuns = task.activeRuns + startedRuns;
  const resumed = await updateTask(transaction, task.id, {
    taskStatus: statusOnSchedule(task, { activeRuns, nextRunAt }),
    activeRuns,
    runCount: task.runCount + startedRuns,
    nextRunAt,
    withheldFrom: null,
    pausedUntil: null,
    pauseReason: null,
  });
  return { task: resumed, startedRuns, runsToHint: toRunsToHint(started, nowMs) };
}

/**
 * Records what a paused or failed task has missed by the plan it has, before that plan is changed. The caller holds
 * its row locked. A schedule that cannot be read has no instants that could be named.
 */
export async function recordMissed(transaction: Database, task: Task): Promise<void> {
  try {
    await catchUp(transaction, task, { missed: 'skip', nowMs: await databaseTime(transaction) });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

async function catchUp(
  transaction: Database,
  task: Task,
  { nowMs, ...options }: ResumeOptions & { nowMs: number },
): Promise<{ started: NewRun[]; nextRunAt: string | null }> {
  let { withheldFrom } = task;
  const fromMs = withheldFrom === null ? nowMs : Date.parse(withheldFrom);
  const blackouts = blackoutsFor(await listBlackoutWindows(transaction, fromMs), task.tags);
  for (;;) {
    const plan = planResume({ ...task, withheldFrom }, { ...options, blackouts }, nowMs);
    const started = await writePlan(transaction, task, plan);
    const nextRunAt = plan.nextRunAtMs === null ? null : new Date(plan.nextRunAtMs).toISOString();
    const isWhole = plan.nextRunAtMs === null || plan.nextRunAtMs > nowMs;
    if (isWhole || task.nextRunAt !== null) return { started, nextRunAt };
    withheldFrom = nextRunAt;
  }
}

/** @returns the runs that began */
async function writePlan(transaction: Database, task: Task, plan: PublishPlan): Promise<NewRun[]> {
  if (plan.runsAt.length + plan.skips.length === 0) return [];
  const subject = { taskId: task.id, schedule: scheduleOf(task), skips: plan.skips };
  const [skips = []] = await growSkips(transaction, [subject]);
  const installationId = await findInstallationId(transaction);
  const newRuns = toNewRuns({ ...task, installationId }, { runsAt: plan.runsAt, skips });
  await ensurePartitionsOf(transaction, newRuns);
  const inserted = await insertRuns(transaction, newRuns);
  return newRuns.filter((run) => isLiveRun(run) && inserted.has(run.id));
}

/** The state of a task that is neither paused nor failed. */
function statusOnSchedule(task: Task, plan: { activeRuns: number; nextRunAt: string | null }): TaskStatus {
  if (plan.activeRuns > 0) return 'running';
  const hadPlan = task.taskSchedule !== null || task.runAt !== null;
  return hadPlan && plan.nextRunAt === null ? 'completed' : 'ready';
}
