import type { FilterTerm, Task, TaskFilterField, TaskPriority, TaskStatus } from '@carillon/domain';
import { writeJson } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql, { empty, join, raw } from 'sql-template-tag';
import type { Database } from './connect.js';
import { asksForArchived, containsPattern, hasTagOf, taskFilterConditions } from './filter-conditions.js';
import type { Page, PageRequest, SortOrder } from './list-page.js';
import { isBehind } from './list-page.js';
import type { TaskRow } from './task-row.js';
import { columnName, taskColumns, toTask } from './task-row.js';
import type { TaskSort } from './task-sorts.js';
import { taskSorts } from './task-sorts.js';

/** What a client may set of a task; secrets among the headers are sealed. */
export type TaskValues = Omit<
  Task,
  | 'id'
  | 'taskType'
  | 'taskStatus'
  | 'activeRuns'
  | 'nextRunAt'
  | 'withheldFrom'
  | 'runCount'
  | 'pausedUntil'
  | 'pauseReason'
  | 'acknowledgement'
  | 'archivedAt'
  | 'version'
  | 'createdBy'
  | 'createdAt'
  | 'updatedAt'
>;

/** What the operations of a task set beside. */
export type TaskPlan = Pick<
  Task,
  'taskStatus' | 'activeRuns' | 'nextRunAt' | 'withheldFrom' | 'runCount' | 'pausedUntil' | 'pauseReason'
>;

/** PostgreSQL's clock, epoch milliseconds. */
export async function databaseTime(database: Database): Promise<number> {
  const { rows } = await database.query<{ ms: number }>({
    name: 'database_time',
    text: `select extract(epoch from clock_timestamp())::float8 * 1000 as ms`,
    values: [],
  });
  return Math.floor(rows[0]!.ms);
}

/** `pg` would write an array as a PostgreSQL array and a string as bare text; these columns hold JSON. */
const jsonKeys = new Set(['jsonPayload', 'httpHeaders', 'deliveryOptions']);

function bindValue(key: string, value: unknown): Sql {
  return jsonKeys.has(key) ? sql`${writeJson(value)}::jsonb` : sql`${value}`;
}

function definedEntries(values: object): [string, unknown][] {
  return Object.entries(values).filter(([, value]) => value !== undefined);
}

/** Inserts a task; what is left out gets the table's default. `nextRunAt` is explicit: null means never by itself. */
export async function createTask(
  database: Database,
  values: Partial<TaskValues & TaskPlan & Pick<Task, 'createdBy'>> &
    Pick<Task, 'id' | 'taskName' | 'webhookUrl' | 'nextRunAt'>,
): Promise<Task> {
  const entries = definedEntries(values);
  const { rows } = await database.query<TaskRow>(sql`
    insert into tasks (${join(entries.map(([key]) => raw(columnName(key))))})
    values (${join(entries.map(([key, value]) => bindValue(key, value)))})
    returning ${taskColumns}`);
  return toTask(rows[0]!);
}

/** Makes sure that a lane of this name exists; a new one runs one at a time. */
export async function ensureLane(database: Database, name: string): Promise<void> {
  await database.query(sql`insert into lanes (name) values (${name}) on conflict (name) do nothing`);
}

const findTaskText = `select ${taskColumns.text} from tasks where id = $1`;

export async function findTask(database: Database, id: string): Promise<Task | null> {
  const { rows } = await database.query<TaskRow>({ name: 'find_task', text: findTaskText, values: [id] });
  return rows[0] ? toTask(rows[0]) : null;
}

const findTasksText = `select ${taskColumns.text} from tasks where id = any($1::uuid[])`;

/** The tasks of these ids that are there, in any order. */
export async function findTasks(database: Database, ids: readonly string[]): Promise<Task[]> {
  const { rows } = await database.query<TaskRow>({ name: 'find_tasks', text: findTasksText, values: [ids] });
  return rows.map(toTask);
}

/** As `findTask`, with the row locked until the transaction ends. New runs may be inserted meanwhile. */
export async function lockTask(transaction: Database, id: string): Promise<Task | null> {
  const { rows } = await transaction.query<TaskRow>(
    sql`select ${taskColumns} from tasks where id = ${id} for no key update`,
  );
  return rows[0] ? toTask(rows[0]) : null;
}

/** Locks tasks whose pause is over, those first whose pause ended first. Reads `tasks_paused_until_idx`. */
export async function lockEndedPauses(transaction: Database, limit: number): Promise<Task[]> {
  const { rows } = await transaction.query<TaskRow>(sql`
    select ${taskColumns} from tasks where paused_until <= now() and task_status = 'paused'
    order by paused_until limit ${limit} for no key update skip locked`);
  return rows.map(toTask);
}

/** Changes a task and raises its version. The caller holds the row locked. */
export async function updateTask(
  transaction: Database,
  id: string,
  changes: Partial<TaskValues & TaskPlan>,
): Promise<Task> {
  const assignments = definedEntries(changes).map(
    ([key, value]) => sql`${raw(columnName(key))} = ${bindValue(key, value)}`,
  );
  const { rows } = await transaction.query<TaskRow>(sql`
    update tasks set ${join([...assignments, sql`version = version + 1`, sql`updated_at = now()`])}
    where id = ${id} returning ${taskColumns}`);
  return toTask(rows[0]!);
}

/**
 * Removes a task with its runs and logs. Its open runs are locked first, in the order in which claiming and
 * finishing lock them, so that a task may be deleted while it runs.
 *
 * @returns whether it was there
 */
export async function deleteTask(transaction: Database, id: string): Promise<boolean> {
  await transaction.query(
    sql`select from task_runs where task_id = ${id} and finished_at is null order by id for update`,
  );
  const { rowCount } = await transaction.query(sql`delete from tasks where id = ${id}`);
  return rowCount === 1;
}

/** Which tasks; all conditions hold together. */
export interface TaskSelection {
  statuses?: readonly TaskStatus[] | undefined;
  priorities?: readonly TaskPriority[] | undefined;
  /** A part of the name or the URL, in any letter case. */
  search?: string | undefined;
  tag?: string | undefined;
  lane?: string | undefined;
  filter?: readonly FilterTerm<TaskFilterField>[] | undefined;
}

export interface TaskListRequest extends TaskSelection, PageRequest<TaskSort> {}

/** What is archived is left out unless the filter speaks of it. */
export function taskConditions({ statuses, priorities, search, tag, lane, filter }: TaskSelection): Sql[] {
  const pattern = containsPattern(search ?? '');
  return [
    statuses === undefined ? empty : sql`task_status = any(${statuses})`,
    priorities === undefined ? empty : sql`priority = any(${priorities})`,
    search === undefined ? empty : sql`(task_name ilike ${pattern} or webhook_url ilike ${pattern})`,
    tag === undefined ? empty : hasTagOf([tag]),
    lane === undefined ? empty : sql`lane = ${lane}`,
    asksForArchived(filter) ? empty : sql`archived_at is null`,
    ...taskFilterConditions(filter ?? []),
  ].filter((condition) => condition !== empty);
}

export function whereAll(conditions: Sql[]): Sql {
  return conditions.length > 0 ? sql`where ${join(conditions, ' and ')}` : empty;
}

interface PageRow {
  id: string;
  /** As a cursor carries it. */
  sort_value: string;
}

/**
 * A page of tasks, with the position of the one after it. Which they are is found first, then they are read: sorting
 * rows as wide as these costs more than the second query.
 *
 * @param read the tasks of these ids that are there, in any order
 */
export async function listTasks(
  database: Database,
  request: TaskListRequest,
  read = (ids: readonly string[]) => findTasks(database, ids),
): Promise<Page<Task>> {
  const conditions = taskConditions(request);
  if (request.after !== null) conditions.push(isBehind(taskSorts[request.sort], request));
  const asksForPayload = request.filter?.some(({ kind, negated }) => kind === 'payload' && !negated) ?? false;
  const few = asksForPayload ? await findFew(database, request, conditions) : null;
  const rows = few ?? (await findInOrder(database, request, conditions));
  const ids = rows.slice(0, request.limit).map(({ id }) => id);
  const tasks = new Map((await read(ids)).map((task) => [task.id, task]));
  const last = rows.length > request.limit ? rows[request.limit - 1] : undefined;
  return {
    items: ids.flatMap((id) => tasks.get(id) ?? []),
    next: last ? { value: last.sort_value, id: last.id } : null,
  };
}

/**
 * One row more than the page holds, where there is another page. By createdAt and taskName it reads the index of that
 * sort and stops as soon as it has found enough; by anything else it reads the whole table, since no index may name a
 * column that runs change: some hundred thousand of them are sorted in well under a second.
 */
async function findInOrder(
  database: Database,
  { sort, descending, limit }: TaskListRequest,
  conditions: Sql[],
): Promise<PageRow[]> {
  const { by, value }: SortOrder = taskSorts[sort];
  const direction = raw(descending ? 'desc' : 'asc');
  const { rows } = await database.query<PageRow>(sql`
    select id, (${value})::text as sort_value from tasks ${whereAll(conditions)}
    order by ${by} ${direction}, id ${direction} limit ${limit + 1}`);
  return rows;
}

/** Of more tasks than these, the first in order are found sooner by going through them all. */
const fewTasks = 1_000;

/**
 * As findInOrder, of tasks that are few and sorted after they were found; null: they are many. PostgreSQL cannot know
 * how many tasks have a payload: it would take the index of the sort, and read nearly everything for a rare one.
 */
async function findFew(
  database: Database,
  { sort, descending, limit }: TaskListRequest,
  conditions: Sql[],
): Promise<PageRow[] | null> {
  const { by, value }: SortOrder = taskSorts[sort];
  const direction = raw(descending ? 'desc' : 'asc');
  const { rows } = await database.query<PageRow & { found: number }>(sql`
    select id, sort_value, (count(*) over ())::int as found from (
      select id, ${by} as sort_by, (${value})::text as sort_value from tasks ${whereAll(conditions)}
      limit ${fewTasks + 1}
    ) few order by sort_by ${direction}, id ${direction} limit ${limit + 1}`);
  return rows[0] !== undefined && rows[0].found > fewTasks ? null : rows;
}

/** How many tasks there are of these, counted no further than to `limit`. */
export async function countTasks(
  database: Database,
  selection: TaskSelection,
  limit: number,
): Promise<number> {
  const { rows } = await database.query<{ count: number }>(sql`
    select count(*)::int as count from (
      select from tasks ${whereAll(taskConditions(selection))} limit ${limit}
    ) counted`);
  return rows[0]!.count;
}

/** The ids of these tasks, `limit` at most, the oldest first. */
export async function listTaskIds(
  database: Database,
  selection: TaskSelection,
  limit: number,
): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(sql`
    select id from tasks ${whereAll(taskConditions(selection))} order by created_at, id limit ${limit}`);
  return rows.map(({ id }) => id);
}
