import type { TaskStatus } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Pool } from './connect.js';
import type { StatisticsScope } from './statistics-scope.js';
import { durationMs, inScope, withRoomToSort } from './statistics-scope.js';

/** A task whose newest runs of a window have all failed. */
export interface FailingStreak {
  taskId: string;
  taskName: string;
  taskStatus: TaskStatus;
  /** Runs that failed or were abandoned since the last one of the window that completed. */
  streak: number;
  firstFailedAt: Date;
  lastFailedAt: Date;
  lastRunId: string;
  lastError: string | null;
}

/** Tasks that fail now and that nobody has acknowledged, the longest streak first. */
export async function readFailingStreaks(
  pool: Pool,
  { limit, ...scope }: StatisticsScope & { limit: number },
): Promise<FailingStreak[]> {
  return withRoomToSort(pool, async (transaction) => {
    const { rows } = await transaction.query<FailingStreak>(sql`
      with failed as materialized (
        select id, task_id, scheduled_for, finished_at, error from task_runs
        where ${inScope(scope)} and run_status in ('failed', 'abandoned')
      ),
      good as (
        select task_id, max(scheduled_for) as at from task_runs
        where ${inScope(scope)} and run_status = 'completed' and task_id in (select task_id from failed) group by task_id
      ),
      bad as (
        select r.task_id, count(*)::int as streak, min(r.finished_at) as first_failed_at, max(r.finished_at) as last_failed_at,
          (array_agg(r.id order by r.scheduled_for desc))[1] as last_run_id,
          (array_agg(r.error order by r.scheduled_for desc))[1] as last_error
        from failed r join tasks on tasks.id = r.task_id and tasks.acknowledged_at is null left join good on good.task_id = r.task_id
        where good.at is null or r.scheduled_for > good.at
        group by r.task_id order by streak desc, last_failed_at desc limit ${limit}
      )
      select bad.task_id as "taskId", t.task_name as "taskName", t.task_status as "taskStatus", streak,
        first_failed_at as "firstFailedAt", last_failed_at as "lastFailedAt", last_run_id as "lastRunId",
        last_error as "lastError"
      from bad join tasks t on t.id = bad.task_id order by streak desc, last_failed_at desc`);
    return rows;
  });
}

/** How long the runs of a task took, in milliseconds. */
export interface TaskDurations {
  taskId: string;
  taskName: string;
  /** Runs that were measured. */
  count: number;
  p50: number;
  p95: number;
  max: number;
}

/**
 * Tasks by how long 95 of 100 of their runs took at most, the slowest first.
 * Names are looked up last: a join with all tasks has every parallel worker sort all runs.
 */
export async function readSlowestTasks(
  pool: Pool,
  { limit, ...scope }: StatisticsScope & { limit: number },
): Promise<TaskDurations[]> {
  return withRoomToSort(pool, async (transaction) => {
    const { rows } = await transaction.query<TaskDurations>(sql`
      with slowest as materialized (
        select * from (
          select task_id, count(*)::int as count, percentile_cont(array[0.5, 0.95]) within group (order by took) as p,
            max(took) as max
          from (select task_id, ${durationMs} as took from task_runs where ${inScope(scope)}) runs
          where took is not null group by task_id
        ) measured order by p[2] desc, task_id limit ${limit}
      )
      select task_id as "taskId", t.task_name as "taskName", count, p[1] as p50, p[2] as p95, max
      from slowest join tasks t on t.id = task_id order by p[2] desc, task_id`);
    return rows;
  });
}
