import sql, { empty } from 'sql-template-tag';
import type { Pool } from './connect.js';
import type { SlowBounds } from './filter-conditions.js';
import { tookMs } from './filter-conditions.js';
import { durationMs, withRoomToSort } from './statistics-scope.js';

/** A run is slow that takes more than so many times what 95 of 100 runs of its task take. */
const factor = 2;
/** Of fewer runs that ended, what 95 of 100 take says nothing. */
const runsMin = 20;

/** Runs that were due since then, up to now: of all tasks, or of one. */
export interface SlowScope {
  sinceMs: number;
  taskId?: string | undefined;
}

/**
 * The bounds of the tasks that have slow runs. Reads all runs of the window once, or those of the one task by
 * `task_runs_instant_key`: three seconds for a million of them, 30 ms for the thousand of one task.
 */
export function readSlowBounds(pool: Pool, { sinceMs, taskId }: SlowScope): Promise<SlowBounds> {
  return withRoomToSort(pool, async (transaction) => {
    const { rows } = await transaction.query<{ taskId: string; boundMs: number }>(sql`
      select task_id as "taskId", p95 * ${factor} as "boundMs"
      from (
        select task_id, count(ended) as runs, max(took) as longest,
          percentile_cont(0.95) within group (order by ended) as p95
        from (
          select task_id, ${durationMs} as ended, ${tookMs} as took from task_runs
          where scheduled_for > ${new Date(sinceMs)} and scheduled_for <= now()
            and run_status in ('completed', 'failed', 'running', 'waiting')
            ${taskId === undefined ? empty : sql`and task_id = ${taskId}`}
        ) measured group by task_id
      ) tasks
      where runs >= ${runsMin} and longest > p95 * ${factor}`);
    return new Map(rows.map(({ taskId: id, boundMs }) => [id, boundMs]));
  });
}
