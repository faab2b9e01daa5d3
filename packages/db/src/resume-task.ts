import type { PublishPlan, ResumeOptions, RunToHint, Task, TaskStatus } from '@carillon/domain';
import { AppError, blackoutsFor, planResume, scheduleOf } from '@carillon/domain';
import sql from 'sql-template-tag';
import { listBlackoutWindows } from './blackouts.queries.js';
import type { Database } from './connect.js';
import { findInstallationId } from './installation.queries.js';
import { isLiveRun, toNewRuns, toRunsToHint } from './new-runs.js';
import { ensurePartitionsOf } from './partitions.queries.js';
import type { NewRun } from './publish.queries.js';
import { insertRuns } from './publish.queries.js';
import { growSkips } from './skips.queries.js';
import { databaseTime, updateTask } from './tasks.queries.js';

/** A run that began, or a skip that was recorded or grew. */
export type ChangedRun = Pick<NewRun, 'id' | 'taskId' | 'runStatus'>;

/**
 * Puts a task back on its schedule and decides about every instant that it missed. The caller holds its row locked.
 *
 * @returns the task as it is now, how many runs began, those of them that may start outside of lanes, and all runs and
 *   skips that were written
 * @throws AppError `schedule.invalid` when its schedule cannot be read
 */
export async function resumeTask(
  transaction: Database,
  task: Task,
  options: ResumeOptions,
): Promise<{ task: Task; startedRuns: number; runsToHint: RunToHint[]; changedRuns: ChangedRun[] }> {
  const nowMs = await databaseTime(transaction);
  const { started, changedRuns, nextRunAt } = await catchUp(transaction, task, { ...options, nowMs });
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
  return { task: resumed, startedRuns, runsToHint: toRunsToHint(started, nowMs), changedRuns };
}

/**
 * Records what a paused or failed task has missed by the plan it has, before that plan is changed. The caller holds
 * its row locked. A schedule that cannot be read has no instants that could be named.
 *
 * @returns the skips that were written
 */
export async function recordMissed(transaction: Database, task: Task): Promise<ChangedRun[]> {
  try {
    const nowMs = await databaseTime(transaction);
    return (await catchUp(transaction, task, { missed: 'skip', nowMs })).changedRuns;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [];
  }
}

async function catchUp(
  transaction: Database,
  task: Task,
  { nowMs, ...options }: ResumeOptions & { nowMs: number },
): Promise<{ started: NewRun[]; changedRuns: ChangedRun[]; nextRunAt: string | null }> {
  let { withheldFrom } = task;
  const fromMs = withheldFrom === null ? nowMs : Date.parse(withheldFrom);
  const blackouts = blackoutsFor(await listBlackoutWindows(transaction, fromMs), task.tags);
  const changedRuns: ChangedRun[] = [];
  for (;;) {
    const plan = planResume({ ...task, withheldFrom }, { ...options, blackouts }, nowMs);
    const written = await writePlan(transaction, task, plan);
    changedRuns.push(...written.grown, ...written.inserted);
    const nextRunAt = plan.nextRunAtMs === null ? null : new Date(plan.nextRunAtMs).toISOString();
    const isWhole = plan.nextRunAtMs === null || plan.nextRunAtMs > nowMs;
    if (isWhole || task.nextRunAt !== null) {
      return { started: written.inserted.filter(isLiveRun), changedRuns, nextRunAt };
    }
    withheldFrom = nextRunAt;
  }
}

async function writePlan(
  transaction: Database,
  task: Task,
  plan: PublishPlan,
): Promise<{ inserted: NewRun[]; grown: ChangedRun[] }> {
  if (plan.runsAt.length + plan.skips.length === 0) return { inserted: [], grown: [] };
  const subject = { taskId: task.id, schedule: scheduleOf(task), skips: plan.skips };
  const { rest, grown } = await growSkips(transaction, [subject]);
  const installationId = await findInstallationId(transaction);
  const newRuns = toNewRuns({ ...task, installationId }, { runsAt: plan.runsAt, skips: rest[0]! });
  await ensurePartitionsOf(transaction, newRuns);
  const inserted = await insertRuns(transaction, newRuns);
  await noteLastRun(transaction, task.id, newRuns);
  return {
    inserted: newRuns.filter(({ id }) => inserted.has(id)),
    grown: grown.map((record) => ({ ...record, runStatus: 'skipped' })),
  };
}

/** As `advanceTasks` does when it publishes. */
async function noteLastRun(transaction: Database, taskId: string, runs: NewRun[]): Promise<void> {
  const instants = runs.map(({ scheduledFor }) => scheduledFor);
  await transaction.query(sql`
    update tasks set last_run_at = greatest(last_run_at, (select max(at) from unnest(${instants}::timestamptz[]) at))
    where id = ${taskId}`);
}

/** The state of a task that is neither paused nor failed. */
function statusOnSchedule(task: Task, plan: { activeRuns: number; nextRunAt: string | null }): TaskStatus {
  if (plan.activeRuns > 0) return 'running';
  const hadPlan = task.taskSchedule !== null || task.runAt !== null;
  return hadPlan && plan.nextRunAt === null ? 'completed' : 'ready';
}
