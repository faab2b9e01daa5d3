import sql, { raw } from 'sql-template-tag';
import { taskHost } from './filter-conditions.js';
import type { SortOrder } from './list-page.js';
import { byText, byTime, microseconds, toInstant } from './list-page.js';
import { priorityRank, toRank } from './ranks.js';

/** What needs somebody first. */
const statusRank = sql`array_position(array['failed', 'running', 'ready', 'paused', 'completed'], task_status)::bigint`;
/**
 * When the newest run was due: one look into `task_runs_instant_key`, from its end, and into no day ahead; a hundred
 * thousand tasks are a second of looks. What never ran was due in 1970.
 */
const lastRunAt = sql`coalesce((
  select r.scheduled_for from task_runs r where r.task_id = tasks.id and r.scheduled_for <= now() order by r.scheduled_for desc limit 1
), timestamptz 'epoch')`;
/** What a cursor carries for a task that is not planned. */
const unplanned = '9223372036854775807';

/** Orders of tasks. Only createdAt and taskName have an index: the others change with every run, or hardly tell tasks apart. */
export const taskSorts = {
  createdAt: byTime('created_at'),
  taskName: byText('task_name'),
  updatedAt: byTime('updated_at'),
  // A task that is not planned comes after all that are.
  nextRunAt: {
    by: sql`coalesce(next_run_at, 'infinity')`,
    value: sql`coalesce(${microseconds(sql`next_run_at`)}, ${raw(unplanned)})`,
    parse: (value) => (value === unplanned ? sql`timestamptz 'infinity'` : toInstant(value)),
  },
  lastRunAt: { by: lastRunAt, value: microseconds(lastRunAt), parse: toInstant },
  priority: { by: priorityRank, value: priorityRank, parse: toRank },
  taskStatus: { by: statusRank, value: statusRank, parse: toRank },
  // What has none comes before all others.
  taskSchedule: byText(`coalesce(task_schedule, '')`),
  lane: byText(`coalesce(lane, '')`),
  host: { by: taskHost, value: taskHost, parse: (value) => sql`${value}::text` },
} satisfies Record<string, SortOrder>;

/** By what tasks are sorted. */
export type TaskSort = keyof typeof taskSorts;
