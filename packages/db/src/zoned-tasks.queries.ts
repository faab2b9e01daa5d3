import type { Schedule, Task } from '@carillon/domain';
import type { Database } from './connect.js';

/** A planned task whose next instant depends on the zone data. Instants as epoch milliseconds. */
export interface ZonedTask extends Pick<Task, 'id' | 'timeZone' | 'dstGap' | 'dstOverlap'> {
  taskSchedule: Schedule['expression'];
  startsAtMs: number | null;
  endsAtMs: number | null;
  nextRunAtMs: number;
  /** When it was planned, or changed since. */
  updatedAtMs: number;
}

/** Locks a batch of tasks that are planned in another zone than UTC and not due yet, in the order of their ids. */
export async function lockZonedTasks(
  transaction: Database,
  { afterId, limit }: { afterId: string; limit: number },
): Promise<ZonedTask[]> {
  const { rows } = await transaction.query<ZonedTask>({
    text: `select id, task_schedule as "taskSchedule", time_zone as "timeZone", dst_gap as "dstGap",
             dst_overlap as "dstOverlap", extract(epoch from starts_at)::float8 * 1000 as "startsAtMs",
             extract(epoch from ends_at)::float8 * 1000 as "endsAtMs",
             extract(epoch from next_run_at)::float8 * 1000 as "nextRunAtMs",
             extract(epoch from updated_at)::float8 * 1000 as "updatedAtMs"
           from tasks where id > $1 and next_run_at > now() and task_schedule is not null and time_zone <> 'UTC'
           order by id limit $2 for no key update`,
    values: [afterId, limit],
  });
  return rows;
}

/** Moves tasks to other instants. The caller holds their rows locked. */
export async function moveTasks(
  transaction: Database,
  moves: { taskId: string; nextRunAt: string }[],
): Promise<void> {
  if (moves.length === 0) return;
  await transaction.query({
    text: `update tasks t set next_run_at = x.next_run_at, updated_at = now()
           from unnest($1::uuid[], $2::timestamptz[]) as x(id, next_run_at) where t.id = x.id`,
    values: [moves.map(({ taskId }) => taskId), moves.map(({ nextRunAt }) => nextRunAt)],
  });
}
