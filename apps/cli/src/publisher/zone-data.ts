/**
 * Corrects the planned instants when this process brings newer zone data than the one that computed them: governments
 * change their clocks, and an instant computed a month ahead may not be nine o'clock any more.
 *
 * If the process dies at any line: the version is noted last, so the next publisher does the rest again. An instant is
 * computed from when its task was planned, so doing it twice gives the same.
 */
import type { Pool, ZonedTask } from '@carillon/db';
import {
  findZoneDataVersion,
  inTransaction,
  lockZonedTasks,
  moveTasks,
  noteZoneDataVersion,
} from '@carillon/db';
import { AppError, nextFireTime, scheduleOf } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';

export interface ZoneData {
  /** Such as `2026a`; a later one sorts higher. */
  version: string;
  logger: Logger;
}

const batchMax = 500;

/** @returns how many tasks were moved to another instant */
export async function adoptZoneData(pool: Pool, { version, logger }: ZoneData): Promise<number> {
  const known = await findZoneDataVersion(pool);
  if (known === version) return 0;
  if (known !== null && version < known) {
    logger.warn(
      'This publisher has older zone data than another one: their instants may differ. Update it.',
      {
        own: version,
        newest: known,
      },
    );
    return 0;
  }
  let moved = 0;
  let afterId: string | null = '00000000-0000-0000-0000-000000000000';
  while (afterId !== null) {
    const batch = await recomputeBatch(pool, afterId);
    for (const { task, nextRunAt } of batch.moves) {
      const before = new Date(task.nextRunAtMs).toISOString();
      logger.warn('New zone data moved a task.', { taskId: task.id, before, after: nextRunAt });
    }
    moved += batch.moves.length;
    afterId = batch.lastId;
  }
  await noteZoneDataVersion(pool, version);
  logger.info('Planned instants agree with the zone data.', { before: known, version, moved });
  return moved;
}

/** @returns what was moved, and where the next batch begins; null after the last one */
async function recomputeBatch(pool: Pool, afterId: string) {
  return inTransaction(pool, async (transaction) => {
    const tasks = await lockZonedTasks(transaction, { afterId, limit: batchMax });
    const moves = tasks.flatMap((task) => {
      const nextRunAt = recompute(task);
      return nextRunAt === null ? [] : [{ taskId: task.id, task, nextRunAt }];
    });
    await moveTasks(transaction, moves);
    return { moves, lastId: tasks.length < batchMax ? null : tasks.at(-1)!.id };
  });
}

/**
 * The first instant since the task was planned, which may have passed by now: the misfire policy then decides about
 * it. Null when it stays. A task whose schedule ends, or cannot be read, stays too: that is found out when it is due.
 */
function recompute(task: ZonedTask): string | null {
  try {
    const afterMs = Math.max(task.updatedAtMs, (task.startsAtMs ?? -Infinity) - 1);
    const nextMs = nextFireTime(scheduleOf(task)!, afterMs);
    const isOver = nextMs === null || (task.endsAtMs !== null && nextMs > task.endsAtMs);
    return isOver || nextMs === task.nextRunAtMs ? null : new Date(nextMs).toISOString();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return null;
  }
}
