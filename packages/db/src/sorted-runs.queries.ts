import type { Run } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql, { raw } from 'sql-template-tag';
import type { Database } from './connect.js';
import type { Page, PageRequest, SortOrder } from './list-page.js';
import { byText, isBehind, microseconds, toInstant } from './list-page.js';
import type { RunSelection } from './runs.queries.js';
import { findRuns, runConditions } from './runs.queries.js';
import { whereAll } from './tasks.queries.js';
import { priorityRank, toRank } from './ranks.js';

/** What is open first, in the order in which a run goes, then what went wrong, then the rest. */
const statusRank = sql`array_position(array['held', 'pending', 'running', 'retrying', 'waiting', 'failed', 'abandoned',
  'cancelled', 'skipped', 'completed'], run_status)::bigint`;

const between = (from: string, to: string): Sql =>
  sql`1 + greatest(0, ${microseconds(sql`${raw(to)} - ${raw(from)}`)})`;
/** Of what was sent and has ended; what is not known comes before all that is. Nothing that moves with the clock. */
const took = sql`case when run_status in ('completed', 'failed')
  then coalesce(${between('started_at', 'finished_at')}, 0) else 0 end`;
/** Of what was not tried again, as only the beginning of the last attempt is known. */
const late = sql`case when retry_count = 0 then coalesce(${between('scheduled_for', 'started_at')}, 0) else 0 end`;
const ended = sql`coalesce(finished_at, timestamptz 'epoch')`;

const number = (by: Sql): SortOrder => ({ by, value: by, parse: toRank });

/** With the names of their tasks, which are read once for all. */
const namedRuns = sql`task_runs left join (select id as named_task_id, task_name from tasks) named
  on named_task_id = task_id`;

/** No index serves any of these: all runs that are asked for are read. */
const runSorts = {
  finishedAt: { by: ended, value: microseconds(ended), parse: toInstant },
  took: number(took),
  late: number(late),
  retryCount: number(sql`retry_count::bigint`),
  runStatus: number(statusRank),
  priority: number(priorityRank),
  lane: byText(`coalesce(lane, '')`),
  trigger: byText('trigger'),
  taskName: byText(`coalesce(task_name, '')`),
} satisfies Record<string, SortOrder>;

/** By what runs are sorted beside their ids. */
export type RunSort = keyof typeof runSorts;

/**
 * A page of runs in another order than that of their ids. It reads all that are selected: a hundred thousand in a few
 * tenths of a second, so it is for a window of time, or for one task.
 */
export async function listSortedRuns(
  database: Database,
  request: RunSelection & PageRequest<RunSort>,
): Promise<Page<Run>> {
  const { sort, descending, after, limit, ...selection } = request;
  const { by, value }: SortOrder = runSorts[sort];
  const direction = raw(descending ? 'desc' : 'asc');
  const conditions = runConditions(selection);
  const from = sort === 'taskName' ? namedRuns : sql`task_runs`;
  if (after !== null) conditions.push(isBehind(runSorts[sort], request));
  // Which they are is found first: rows as wide as these are not sorted.
  const { rows } = await database.query<{ id: string; sort_value: string }>(sql`
    select id, (${value})::text as sort_value from ${from} ${whereAll(conditions)}
    order by ${by} ${direction}, id ${direction} limit ${limit + 1}`);
  const ids = rows.slice(0, limit).map(({ id }) => id);
  const runs = new Map((await findRuns(database, ids)).map((run) => [run.id, run]));
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: ids.flatMap((id) => runs.get(id) ?? []),
    next: last ? { value: last.sort_value, id: last.id } : null,
  };
}
