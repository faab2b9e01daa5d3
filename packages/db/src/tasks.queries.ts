import type { FilterTerm, Task, TaskFilterField, TaskPriority, TaskStatus } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql, { empty, join, raw } from 'sql-template-tag';
import type { Database } from './connect.js';
import { asksForArchived, containsPattern, hasTagOf, taskFilterConditions } from './filter-conditions.js';
import type { TaskRow } from './task-row.js';
import { columnName, taskColumns, toTask } from './task-row.js';

/** What a client may set of a task. */
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
  const { rows } = await database.query<{ ms: number }>(
    sql`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`,
  );
  return Math.floor(rows[0]!.ms);
}

/** `pg` would write an array as a PostgreSQL array and a string as bare text; these columns hold JSON. */
const jsonKeys = new Set(['jsonPayload', 'httpHeaders', 'deliveryOptions']);

function bindValue(key: string, value: unknown): Sql {
  return jsonKeys.has(key) ? sql`${JSON.stringify(value)}::jsonb` : sql`${value}`;
}

function definedEntries(values: object): [string, unknown][] {
  return Object.entries(values).filter(([, value]) => value !== undefined);
}

/** Inserts a task; what is left out gets the table's default. `nextRunAt` is explicit: null means never by itself. */
export async function createTask(
  database: Database,
  values: Partial<TaskValues & Pick<Task, 'createdBy'>> &
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

export async function findTask(database: Database, id: string): Promise<Task | null> {
  const { rows } = await database.query<TaskRow>(sql`select ${taskColumns} from tasks where id = ${id}`);
  return rows[0] ? toTask(rows[0]) : null;
}

/** The tasks of these ids that are there, in any order. */
export async function findTasks(database: Database, ids: readonly string[]): Promise<Task[]> {
  const { rows } = await database.query<TaskRow>(
    sql`select ${taskColumns} from tasks where id = any(${ids}::uuid[])`,
  );
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

/** Where a page begins: after the row with this sort value and id. */
export interface PagePosition {
  /** The sort column's value; of a time its microseconds since 1970. */
  value: string;
  id: string;
}

export interface Page<Item> {
  items: Item[];
  /** Null on the last page. */
  next: PagePosition | null;
}

interface SortOrder {
  /** What is sorted by. */
  by: Sql;
  /** Its value as a cursor carries it, and what such a text stands for. */
  value: Sql;
  parse: (value: string) => Sql;
}

const microseconds = (column: string): Sql => sql`(extract(epoch from ${raw(column)}) * 1000000)::bigint`;

function toInstant(value: string): Sql {
  return sql`(timestamptz 'epoch' + ${value}::bigint * interval '1 microsecond')`;
}

const priorityRank = sql`array_position(array['urgent', 'high', 'normal', 'low'], priority)::bigint`;
/** What a cursor carries for a task that is not planned. */
const unplanned = '9223372036854775807';

/** Only createdAt and taskName have an index: the others change with every run, or hardly tell tasks apart. */
const taskSorts = {
  createdAt: { by: sql`created_at`, value: microseconds('created_at'), parse: toInstant },
  taskName: { by: sql`task_name`, value: sql`task_name`, parse: (value) => sql`${value}::text` },
  updatedAt: { by: sql`updated_at`, value: microseconds('updated_at'), parse: toInstant },
  // A task that is not planned comes after all that are.
  nextRunAt: {
    by: sql`coalesce(next_run_at, 'infinity')`,
    value: sql`coalesce(${microseconds('next_run_at')}, ${raw(unplanned)})`,
    parse: (value) => (value === unplanned ? sql`timestamptz 'infinity'` : toInstant(value)),
  },
  priority: { by: priorityRank, value: priorityRank, parse: (value) => sql`${value}::bigint` },
} satisfies Record<string, SortOrder>;

export type TaskSort = keyof typeof taskSorts;

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

export interface TaskListRequest extends TaskSelection {
  sort: TaskSort;
  descending: boolean;
  after: PagePosition | null;
  limit: number;
}

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

/**
 * A page of tasks. By createdAt and taskName it reads the index of that sort and stops at the limit, as soon as it has
 * found enough; by anything else it reads the whole table, since no index may name a column that runs change: ids alone
 * are sorted then, some hundred thousand of them in well under a second.
 */
export async function listTasks(database: Database, request: TaskListRequest): Promise<Page<Task>> {
  const { sort, descending, after, limit } = request;
  const { by, value, parse }: SortOrder = taskSorts[sort];
  const direction = raw(descending ? 'desc' : 'asc');
  const conditions = taskConditions(request);
  const found = await findBySmallPayload(database, request, conditions);
  if (found !== null) conditions.push(sql`id = any(${found}::uuid[])`);
  if (after !== null) {
    const comparison = raw(descending ? '<' : '>');
    conditions.push(sql`(${by}, id) ${comparison} (${parse(after.value)}, ${after.id}::uuid)`);
  }
  const order = sql`order by ${by} ${direction}, id ${direction}`;
  const selected = sql`from tasks ${whereAll(conditions)} ${order} limit ${limit + 1}`;
  const isIndexed = sort === 'createdAt' || sort === 'taskName';
  const rest = isIndexed ? selected : sql`from tasks where id in (select id ${selected}) ${order}`;
  const { rows } = await database.query<TaskRow & { sort_value: string }>(sql`
    select ${taskColumns}, (${value})::text as sort_value ${rest}`);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ sort_value: _, ...row }) => toTask(row)),
    next: last ? { value: last.sort_value, id: last.id } : null,
  };
}

/** Of more tasks than these with a payload, the newest are found sooner by going through them all. */
const payloadMatchesMax = 1_000;

/**
 * The tasks of a search in payloads, if they are few; null: not asked for, or many. PostgreSQL cannot know how many
 * there are: it would take the index of the sort, and read nearly everything for a payload that is rare.
 */
async function findBySmallPayload(
  database: Database,
  { filter = [] }: TaskListRequest,
  conditions: Sql[],
): Promise<string[] | null> {
  if (!filter.some(({ kind, negated }) => kind === 'payload' && !negated)) return null;
  const { rows } = await database.query<{ id: string }>(
    sql`select id from tasks ${whereAll(conditions)} limit ${payloadMatchesMax + 1}`,
  );
  return rows.length > payloadMatchesMax ? null : rows.map(({ id }) => id);
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
