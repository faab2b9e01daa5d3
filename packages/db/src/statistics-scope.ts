/** What the statistics have in common: which runs they are about, and how long those took. */
import type { Sql } from 'sql-template-tag';
import sql, { empty } from 'sql-template-tag';
import type { Database, Pool } from './connect.js';
import { inTransaction } from './connect.js';
import { hasTagOf, ofTaskInUse } from './filter-conditions.js';

/** Runs that were due within so many milliseconds up to now: of all tasks that are not archived, or some of them. */
export interface StatisticsScope {
  windowMs: number;
  taskId?: string | undefined;
  tag?: string | undefined;
  lane?: string | undefined;
}

/** From the beginning of the last attempt to the end of a run that completed or failed. */
export const durationMs = sql`case when run_status in ('completed', 'failed')
  then date_part('epoch', finished_at - started_at) * 1000 end`;

export function inScope({ windowMs, taskId, tag, lane }: StatisticsScope): Sql {
  return sql`scheduled_for > now() - ${windowMs}::float8 * interval '1 millisecond' and scheduled_for <= now()
    ${ofScope({ taskId, tag, lane })}`;
}

export function ofScope({ taskId, tag, lane }: Omit<StatisticsScope, 'windowMs'>): Sql {
  return sql`
    and ${taskId === undefined ? ofTaskInUse : sql`task_id = ${taskId}`}
    ${tag === undefined ? empty : sql`and task_id in (select id from tasks where ${hasTagOf([tag])})`}
    ${lane === undefined ? empty : ofLane(lane)}`;
}

/** Of one lane, runs are found by an index: by one while they are open and by another when they have ended. */
function ofLane(lane: string): Sql {
  return sql`and lane = ${lane} and (finished_at is null or finished_at is not null)`;
}

/** Percentiles of a million runs are sorted in memory rather than on disk. */
export function withRoomToSort<T>(pool: Pool, read: (transaction: Database) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (transaction) => {
    await transaction.query(`set local work_mem = '64MB'`);
    return read(transaction);
  });
}
