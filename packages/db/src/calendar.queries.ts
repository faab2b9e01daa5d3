import type { Schedule, Task } from '@carillon/domain';
import sql, { empty } from 'sql-template-tag';
import type { Database } from './connect.js';
import type { LaneRateLimit } from './lane-settings.queries.js';
import { durationMs } from './statistics-scope.js';

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

/** How many runs a lane lets begin. */
export interface LaneRoom {
  name: string;
  concurrencyLimit: number;
  /** Null: none. */
  rateLimit: LaneRateLimit | null;
  /** How long its latest runs took, on average; null: none is on record. */
  durationMs: number | null;
}

/** The latest that have ended tell how long runs take now. */
const runsMeasured = 100;

/** The lanes of these names; reads `task_runs_lane_ended_idx`, a hundred rows of each. */
export async function listLaneRooms(database: Database, names: readonly string[]): Promise<LaneRoom[]> {
  const { rows } = await database.query<LaneRoom>(sql`
    select name, concurrency_limit as "concurrencyLimit", m.duration_ms as "durationMs",
      case when rate_limit_runs is not null
        then jsonb_build_object('runs', rate_limit_runs, 'perMs', rate_limit_per_ms) end as "rateLimit"
    from lanes l cross join lateral (
      select avg(duration_ms)::float8 as duration_ms from (
        select ${durationMs} as duration_ms from task_runs
        where lane = l.name and finished_at is not null order by scheduled_for desc limit ${runsMeasured}
      ) latest
    ) m
    where name = any(${names})`);
  return rows;
}
