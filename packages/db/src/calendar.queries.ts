import type { Schedule, Task } from '@carillon/domain';
import sql, { empty } from 'sql-template-tag';
import type { Database } from './connect.js';

/** A task that will run by itself. Instants as epoch milliseconds. */
export interface PlannedTask extends Pick<
  Task,
  'id' | 'taskName' | 'timeZone' | 'dstGap' | 'dstOverlap' | 'lane' | 'priority' | 'tags'
> {
  /** Null: it runs once. */
  taskSchedule: Schedule['expression'] | null;
  startsAtMs: number | null;
  endsAtMs: number | null;
  /** How many runs it may still have; null: without end. */
  runsLeft: number | null;
  nextRunAtMs: number;
}

export interface PlannedTasksRequest {
  /** Those whose next run is before this, ISO 8601. */
  to: string;
  tag?: string | undefined;
  lane?: string | undefined;
  taskId?: string | undefined;
  limit: number;
}

/** Those that are due first, first; reads `tasks_due_idx`. */
export async function listPlannedTasks(
  database: Database,
  { to, tag, lane, taskId, limit }: PlannedTasksRequest,
): Promise<PlannedTask[]> {
  const { rows } = await database.query<PlannedTask>(sql`
    select id, task_name as "taskName", task_schedule as "taskSchedule", time_zone as "timeZone",
      dst_gap as "dstGap", dst_overlap as "dstOverlap", lane, priority, tags,
      extract(epoch from starts_at)::float8 * 1000 as "startsAtMs",
      extract(epoch from ends_at)::float8 * 1000 as "endsAtMs", max_runs - run_count as "runsLeft",
      extract(epoch from next_run_at)::float8 * 1000 as "nextRunAtMs"
    from tasks where next_run_at < ${to}::timestamptz
      ${tag === undefined ? empty : sql`and ${tag} = any(tags)`}
      ${lane === undefined ? empty : sql`and lane = ${lane}`}
      ${taskId === undefined ? empty : sql`and id = ${taskId}`}
    order by next_run_at, id limit ${limit}`);
  return rows;
}
