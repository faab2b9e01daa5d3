import type { MisfirePolicy, Task, TaskStatus } from '@carillon/domain';
import { planResume } from '@carillon/domain';
import type { Database } from './connect.js';
import { isLiveRun, toNewRuns } from './new-runs.js';
import { ensurePartitionsOf } from './partitions.queries.js';
import { insertRuns } from './publish.queries.js';
import { findLastScheduledInstant } from './runs.queries.js';
import { databaseTime, updateTask } from './tasks.queries.js';

/**
 * Puts a task back on its schedule and decides about every instant that it missed. The caller holds its row locked.
 *
 * @returns the task as it is now, and how many runs began
 * @throws AppError `schedule.invalid` when its schedule cannot be read
 */
export async function resumeTask(
  transaction: Database,
  task: Task,
  missed: MisfirePolicy,
): Promise<{ task: Task; startedRuns: number }> {
  const nowMs = await databaseTime(transaction);
  const lastMs = await findLastScheduledInstant(transaction, task.id);
  const plan = planResume(task, missed, { lastMs, nowMs });
  const newRuns = toNewRuns(task, plan);
  await ensurePartitionsOf(transaction, newRuns);
  const inserted = await insertRuns(transaction, newRuns);
  const startedRuns = newRuns.filter((run) => isLiveRun(run) && inserted.has(run.id)).length;
  const activeRuns = task.activeRuns + startedRuns;
  const nextRunAt = plan.nextRunAtMs === null ? null : new Date(plan.nextRunAtMs).toISOString();
  const resumed = await updateTask(transaction, task.id, {
    taskStatus: statusOnSchedule(task, { activeRuns, nextRunAt }),
    activeRuns,
    runCount: task.runCount + startedRuns,
    nextRunAt,
    pausedUntil: null,
    pauseReason: null,
  });
  return { task: resumed, startedRuns };
}

/** The state of a task that is neither paused nor failed. */
export function statusOnSchedule(
  task: Task,
  plan: { activeRuns: number; nextRunAt: string | null },
): TaskStatus {
  if (plan.activeRuns > 0) return 'running';
  const hadPlan = task.taskSchedule !== null || task.runAt !== null;
  return hadPlan && plan.nextRunAt === null ? 'completed' : 'ready';
}
