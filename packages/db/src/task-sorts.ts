import sql, { raw } from 'sql-template-tag';
import { taskHost } from './filter-conditions.js';
import type { SortOrder } from './list-page.js';
import { byText, byTime, microseconds, toInstant } from './list-page.js';
import { priorityRank, toRank } from './ranks.js';

/** What needs somebody first. */
const statusRank = sql`array_position(array['failed', 'running', 'ready', 'paused', 'completed'], task_status)::bigint`;
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
  // What never ran comes before all that did.
  lastRunAt: byTime(`coalesce(last_run_at, timestamptz 'epoch')`),
  priority: { by: priorityRank, value: priorityRank, parse: toRank },
  taskStatus: { by: statusRank, value: statusRank, parse: toRank },
  // What has none comes before all others.
  taskSchedule: byText(`coalesce(task_schedule, '')`),
  lane: byText(`coalesce(lane, '')`),
  host: { by: taskHost, value: taskHost, parse: (value) => sql`${value}::text` },
} satisfies Record<string, SortOrder>;

/** By what tasks are sorted. */
export type TaskSort = keyof typeof taskSorts;
