/** What the statistics have in common: which runs they are about, and how long those took. */
import type { Sql } from 'sql-template-tag';
import sql, { empty } from 'sql-template-tag';
import type { Database, Pool } from './connect.js';
import { inTransaction } from './connect.js';
import { hasTagOf, ofTaskInUse } from './filter-conditions.js';

export interface StatisticsWindow {
  windowMs: number;
  /** ISO 8601: the first instant that the window no longer holds. Default: it ends now. */
  until?: string | undefined;
}

/** Runs that were due within a window: of all tasks that are not archived, or some. */
export interface StatisticsScope extends StatisticsWindow {
  taskId?: string | undefined;
  tag?: string | undefined;
  lane?: string | undefined;
}

/** From the beginning of the last attempt to the end of a run that completed or failed. */
export const durationMs = sql`case when run_status in ('completed', 'failed')
  then date_part('epoch', finished_at - started_at) * 1000 end`;

/** Where the window begins and where it ends, and of a run that it is due before that. */
export function edgesOf({ windowMs, until }: StatisticsWindow): { from: Sql; to: Sql; isBeforeEnd: Sql } {
  const to = until === undefined ? sql`now()` : sql`${until}::timestamptz`;
  return {
    from: sql`(${to} - ${windowMs}::float8 * interval '1 millisecond')`,
    to,
    isBeforeEnd: until === undefined ? sql`scheduled_for <= ${to}` : sql`scheduled_for < ${to}`,
  };
}

export function inScope({ windowMs, until, ...scope }: StatisticsScope): Sql {
  const { from, isBeforeEnd } = edgesOf({ windowMs, until });
  return sql`scheduled_for >= ${from} and ${isBeforeEnd} ${ofScope(scope)}`;
}

export function ofScope({ taskId, tag, lane }: Omit<StatisticsScope, keyof StatisticsWindow>): Sql {
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
