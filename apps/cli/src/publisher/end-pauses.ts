/**
 * Ends pauses whose time is over. What fell into the pause is recorded as skipped, whatever the misfire policy of the
 * task: that is for outages, while a pause is meant. A one-off, which would never come again, is made up for.
 *
 * If the process dies at any line, the pause is still there, and any publisher ends it at its next pass.
 */
import type { Pool } from '@carillon/db';
import { inTransaction, lockEndedPauses, resumeTask, updateTask } from '@carillon/db';
import { AppError } from '@carillon/domain';

const batchMax = 50;

/** @returns how many pauses were ended */
export async function endPauses(pool: Pool): Promise<number> {
  return inTransaction(pool, async (transaction) => {
    const tasks = await lockEndedPauses(transaction, batchMax);
    for (const task of tasks) {
      try {
        await resumeTask(transaction, task, { missed: task.taskSchedule === null ? 'latest' : 'skip' });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        await updateTask(transaction, task.id, {
          pausedUntil: null,
          pauseReason: `Parked: ${error.message}`,
        });
      }
    }
    return tasks.length;
  });
}
