/**
 * Ends pauses whose time is over. What fell into the pause is recorded as skipped, whatever the misfire policy of the
 * task: that is for outages, while a pause is meant. A one-off, which would never come again, is made up for.
 *
 * If the process dies at any line, the pause is still there, and any publisher ends it at its next pass.
 */
import type { ChangedRun, Pool } from '@carillon/db';
import { inTransaction, lockEndedPauses, resumeTask, updateTask } from '@carillon/db';
import type { Task } from '@carillon/domain';
import { AppError } from '@carillon/domain';

const batchMax = 50;

/** @returns the tasks whose pauses were ended, as they are now, and the runs and skips that came of it */
export async function endPauses(pool: Pool): Promise<{ tasks: Task[]; changedRuns: ChangedRun[] }> {
  return inTransaction(pool, async (transaction) => {
    const changed: Task[] = [];
    const changedRuns: ChangedRun[] = [];
    const tasks = await lockEndedPauses(transaction, batchMax);
    for (const task of tasks) {
      try {
        const missed = task.taskSchedule === null ? 'latest' : 'skip';
        const resumed = await resumeTask(transaction, task, { missed });
        changed.push(resumed.task);
        changedRuns.push(...resumed.changedRuns);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const pauseReason = `Parked: ${error.message}`;
        changed.push(await updateTask(transaction, task.id, { pausedUntil: null, pauseReason }));
      }
    }
    return { tasks: changed, changedRuns };
  });
}
