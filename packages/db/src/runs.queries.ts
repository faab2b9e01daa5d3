import type { FilterTerm, Run, RunFilterField, RunStatus } from '@carillon/domain';
import { parseJson } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql, { empty, raw } from 'sql-template-tag';
import type { FailureSelection } from './bulk-operations.queries.js';
import { failureStatuses } from './bulk-operations.queries.js';
import type { Database } from './connect.js';
import type { SlowBounds } from './filter-conditions.js';
import { prepared } from './prepared.js';
import { asksForArchived, inRunStatus, ofTaskInUse, runFilterConditions } from './filter-conditions.js';
import type { RunRow } from './run-row.js';
import { runColumns, toRun } from './run-row.js';
import { camelCaseRow } from './task-row.js';
import { whereAll } from './tasks.queries.js';

const findRunText = `select ${runColumns.text} from task_runs where id = $1`;

/** Looks into every partition by the first column of its primary key: some microseconds a day kept. */
export async function findRun(database: Database, id: string): Promise<Run | null> {
  const { rows } = await database.query<RunRow>({ name: 'find_run', text: findRunText, values: [id] });
  return rows[0] ? toRun(rows[0]) : null;
}

/** What a run is sent with, where that is its own, and the run that it repeats. */
export interface RunOrigin {
  /** The run that this one was made from, by a retry or a replay; null: none. */
  originRunId: string | null;
  hasOwnPayload: boolean;
  /** What it is sent with: its own payload, or that of its task as it is now. */
  jsonPayload: unknown;
}

/** @returns null when the task, and the run with it, was deleted meanwhile */
export async function findRunOrigin(
  database: Database,
  run: Pick<Run, 'id' | 'scheduledFor'>,
): Promise<RunOrigin | null> {
  const { rows } = await database.query(sql`
    select r.origin_run_id, r.json_payload is not null as has_own_payload,
      coalesce(r.json_payload, t.json_payload)::text as json_payload
    from task_runs r join tasks t on t.id = r.task_id
    where r.id = ${run.id}`);
  if (rows[0] === undefined) return null;
  const origin = camelCaseRow<RunOrigin & { jsonPayload: string }>(rows[0]);
  return { ...origin, jsonPayload: parseJson(origin.jsonPayload) };
}

/** Which runs; all conditions hold together. */
export interface RunSelection {
  statuses?: readonly RunStatus[] | undefined;
  taskId?: string | undefined;
  /** Bounds of `scheduledFor`, ISO 8601: from this instant on, and before that one. */
  from?: string | undefined;
  to?: string | undefined;
  filter?: readonly FilterTerm<RunFilterField>[] | undefined;
  /** Needed by a filter that speaks of `slow`. */
  slowBounds?: SlowBounds | undefined;
}

export interface RunListRequest extends RunSelection {
  descending: boolean;
  /** The id of the last run of the page before. */
  afterId: string | null;
  limit: number;
}

export interface RunPage {
  items: Run[];
  /** Null on the last page. */
  nextId: string | null;
}

/** Those of archived tasks are left out unless one task is asked for, or the filter speaks of them. */
export function runConditions({ statuses, taskId, from, to, filter, slowBounds }: RunSelection): Sql[] {
  return [
    statuses === undefined ? empty : inRunStatus(statuses),
    taskId === undefined ? empty : sql`task_id = ${taskId}`,
    from === undefined ? empty : sql`scheduled_for >= ${from}`,
    to === undefined ? empty : sql`scheduled_for < ${to}`,
    taskId !== undefined || asksForArchived(filter) ? empty : ofTaskInUse,
    ...runFilterConditions(filter ?? [], slowBounds),
  ].filter((condition) => condition !== empty);
}

/** The ids of all runs that match, the oldest first. */
export async function listRunIds(
  database: Database,
  selection: RunSelection,
  limit: number,
): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(sql`
    select id from task_runs ${whereAll(runConditions(selection))} order by id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/**
 * A page of runs in the order of their ids: merged from the primary keys of the days. The id of a scheduled run begins
 * with its instant, that of every other with its making, which is its instant too.
 */
export async function listRuns(database: Database, request: RunListRequest): Promise<RunPage> {
  const { descending, afterId, limit, ...selection } = request;
  const conditions = runConditions(selection);
  if (afterId !== null) conditions.push(descending ? sql`id < ${afterId}` : sql`id > ${afterId}`);
  const direction = raw(descending ? 'desc' : 'asc');
  const query = sql`
    select ${runColumns} from task_runs ${whereAll(conditions)} order by id ${direction} limit ${limit + 1}`;
  const name = ['list_runs', direction.text, afterId && 'after', selection.taskId && 'of task'].join(' ');
  const { taskId: _, ...others } = selection;
  const isPlain = Object.values(others).every((condition) => condition === undefined);
  const { rows } = await database.query<RunRow>(isPlain ? prepared(name, query) : query);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(toRun), nextId: last?.id ?? null };
}

/** How many runs there are of these, counted no further than to `limit`. */
export async function countRuns(database: Database, selection: RunSelection, limit: number): Promise<number> {
  const { rows } = await database.query<{ count: number }>(sql`
    select count(*)::int as count from (
      select from task_runs ${whereAll(runConditions(selection))} limit ${limit}
    ) counted`);
  return rows[0]!.count;
}

/** The names of the tasks of these ids, by id. */
export async function findTaskNames(
  database: Database,
  taskIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await database.query<{ id: string; taskName: string }>(
    sql`select id, task_name as "taskName" from tasks where id = any(${[...new Set(taskIds)]}::uuid[])`,
  );
  return new Map(rows.map(({ id, taskName }) => [id, taskName]));
}

/** The runs of these ids that are there, in any order. */
export async function findRuns(database: Database, ids: readonly string[]): Promise<Run[]> {
  const { rows } = await database.query<RunRow>(
    sql`select ${runColumns} from task_runs where id = any(${ids}::uuid[])`,
  );
  return rows.map(toRun);
}

/** Of each task the run that is due last, where there is one. Reads the unique key of every day, newest first. */
export async function findLastRuns(database: Database, taskIds: readonly string[]): Promise<Run[]> {
  const { rows } = await database.query<RunRow>(sql`
    select last.* from unnest(${taskIds}::uuid[]) wanted (wanted_id) cross join lateral (
      select ${runColumns} from task_runs where task_id = wanted_id
      order by scheduled_for desc, id desc limit 1
    ) last`);
  return rows.map(toRun);
}

const anyFailures: FailureSelection = { statuses: [...failureStatuses], since: '-infinity' };

/** The newest run of a task that ended badly, if given in one of these ways and since then; or null. */
export async function findLastFailedRun(
  database: Database,
  taskId: string,
  { statuses, since }: FailureSelection = anyFailures,
): Promise<Run | null> {
  const { rows } = await database.query<RunRow>(sql`
    select ${runColumns} from task_runs
    where task_id = ${taskId} and run_status = any(${statuses}) and scheduled_for >= ${since}::timestamptz
    order by scheduled_for desc, id desc limit 1`);
  return rows[0] ? toRun(rows[0]) : null;
}
