import type { RunStatus, Task } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import type { IdSort, Page, PageRequest } from './list-page.js';
import { orderOfIds, readPage } from './list-page.js';
import { camelCaseRow } from './task-row.js';

/** What can be done with many tasks. */
export const bulkTaskActions = [
  'pause',
  'resume',
  'run',
  'retry',
  'cancel',
  'delete',
  'change',
  'acknowledge',
  'archive',
  'unarchive',
] as const;
export type BulkTaskAction = (typeof bulkTaskActions)[number];

/** What can be done with many runs. */
export const bulkRunActions = ['retry', 'replay', 'cancel', 'acknowledge'] as const;
export type BulkRunAction = (typeof bulkRunActions)[number];

export const bulkActions = [...bulkTaskActions, 'replay'] as const satisfies (
  BulkTaskAction | BulkRunAction
)[];
export type BulkAction = (typeof bulkActions)[number];

/** What an operation acts on. */
export const bulkSubjects = ['tasks', 'runs'] as const;
export type BulkSubject = (typeof bulkSubjects)[number];

export const bulkStatuses = ['running', 'completed', 'cancelled'] as const;

/** What `change` sets of each task; what is left out stays as it is. */
export interface BulkChanges extends Partial<
  Pick<Task, 'lane' | 'priority' | 'maxRetry' | 'backoffStrategy' | 'backoffBaseMs' | 'backoffMaxMs'>
> {
  /** Behind those that a task has, without those that it has already. */
  addTags?: string[];
  removeTags?: string[];
}

/** Ends of runs that a recovery is about. */
export const failureStatuses = ['failed', 'abandoned'] as const satisfies readonly RunStatus[];

/** Runs that ended badly: which of them `retry` repeats. */
export interface FailureSelection {
  /** They were due at this instant or later, ISO 8601. */
  since: string;
  statuses: (typeof failureStatuses)[number][];
}

/** A task or a run of which the action was refused, and why. */
export interface BulkError {
  /** Of an operation on tasks. */
  taskId?: string;
  /** Of an operation on runs. */
  runId?: string;
  code: string;
  message: string;
  /** What can be done about it; absent: nothing that is known. */
  hint?: string;
}

/** An action on many tasks or runs, and how far it is. */
export interface BulkOperation {
  id: string;
  of: BulkSubject;
  action: BulkAction;
  /** What they were found by; null when they were named, or found by their failures. */
  filter: string | null;
  /** Of `retry`: the failures that the tasks were found by. */
  failures: FailureSelection | null;
  /** Of `change` alone. */
  changes: BulkChanges | null;
  /** Of `acknowledge`: what whoever acknowledges has to say. */
  note: string | null;
  /** Of `archive`: whether open runs are cancelled first. */
  cancelRuns: boolean;
  total: number;
  done: number;
  failed: number;
  /** The first ones. */
  errors: BulkError[];
  bulkStatus: (typeof bulkStatuses)[number];
  createdBy: string;
  createdAt: string;
  finishedAt: string | null;
}

/** More errors than these are counted only. */
const errorsMax = 100;

const subject = sql`case when run_ids is null then 'tasks' else 'runs' end`;

const columns = sql`
  id, ${subject} as "of", action, filter, failures, changes, note, cancel_runs, total, done, failed, errors, bulk_status, created_by, created_at, finished_at`;

function toOperation(row: object): BulkOperation {
  return camelCaseRow<BulkOperation>(row);
}

export interface NewBulkOperation extends Pick<BulkOperation, 'id' | 'action' | 'filter' | 'createdBy'> {
  failures?: FailureSelection | null;
  changes?: BulkChanges | null;
  note?: string | null;
  cancelRuns?: boolean;
  /** Left out: tasks. */
  of?: BulkSubject;
  ids: string[];
}

/** An operation on nothing is completed at once. */
export async function createBulkOperation(
  database: Database,
  {
    id,
    action,
    filter,
    failures = null,
    changes = null,
    note = null,
    cancelRuns = false,
    createdBy,
    of = 'tasks',
    ids,
  }: NewBulkOperation,
): Promise<BulkOperation> {
  const isEmpty = ids.length === 0;
  const [taskIds, runIds] = of === 'tasks' ? [ids, null] : [[], ids];
  const { rows } = await database.query(sql`
    insert into bulk_operations (id, action, filter, failures, changes, note, cancel_runs, task_ids, run_ids, total, created_by,
      bulk_status, finished_at)
    values (${id}, ${action}, ${filter}, ${jsonOf(failures)}::jsonb, ${jsonOf(changes)}::jsonb, ${note}, ${cancelRuns},
      ${taskIds}::uuid[], ${runIds}::uuid[], ${ids.length}, ${createdBy},
      ${isEmpty ? 'completed' : 'running'}, case when ${isEmpty} then now() end)
    returning ${columns}`);
  return toOperation(rows[0] as object);
}

function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

export async function findBulkOperation(database: Database, id: string): Promise<BulkOperation | null> {
  const { rows } = await database.query(sql`select ${columns} from bulk_operations where id = ${id}`);
  return rows[0] ? toOperation(rows[0]) : null;
}

export async function listBulkOperations(
  database: Database,
  request: PageRequest<IdSort>,
): Promise<Page<BulkOperation>> {
  return readPage(database, { columns, from: sql`bulk_operations`, orders: orderOfIds }, request);
}

/** Which tasks or runs they were is not kept for longer than it is needed. */
const forgotten = sql`task_ids = '{}', run_ids = case when run_ids is not null then '{}'::uuid[] end`;

/** Ends an operation before its time. What is done stays done. @returns null when it is not running */
export async function cancelBulkOperation(database: Database, id: string): Promise<BulkOperation | null> {
  const { rows } = await database.query(sql`
    update bulk_operations set bulk_status = 'cancelled', finished_at = now(), ${forgotten}
    where id = ${id} and bulk_status = 'running' returning ${columns}`);
  return rows[0] ? toOperation(rows[0]) : null;
}

/** An operation that the caller works off until its lease ends. */
export type HeldBulkOperation = Pick<
  BulkOperation,
  'id' | 'of' | 'action' | 'failures' | 'changes' | 'note' | 'cancelRuns' | 'createdBy'
>;

/** Takes the oldest operation that nobody works off, or null. */
export async function holdBulkOperation(
  database: Database,
  { holderId, leaseMs }: { holderId: string; leaseMs: number },
): Promise<HeldBulkOperation | null> {
  const { rows } = await database.query<HeldBulkOperation>(sql`
    update bulk_operations set holder_id = ${holderId}, lease_until = now() + ${leaseMs}::float8 * interval '1 millisecond'
    where id = (
      select id from bulk_operations where finished_at is null and (lease_until is null or lease_until < now())
      order by created_at limit 1 for no key update skip locked
    )
    returning id, ${subject} as "of", action, failures, changes, note, cancel_runs as "cancelRuns", created_by as "createdBy"`);
  return rows[0] ?? null;
}

/** The next tasks or runs of an operation that the caller holds; none when all are done, or it is not the caller's any more. */
export async function nextBulkIds(
  database: Database,
  { id, holderId, limit }: { id: string; holderId: string; limit: number },
): Promise<string[]> {
  const { rows } = await database.query<{ ids: string[] }>(sql`
    select (coalesce(run_ids, task_ids))[done + failed + 1 : done + failed + ${limit}::int] as ids from bulk_operations
    where id = ${id} and holder_id = ${holderId} and finished_at is null`);
  return rows[0]?.ids ?? [];
}

export interface BulkProgress {
  id: string;
  holderId: string;
  leaseMs: number;
  done: number;
  errors: BulkError[];
}

/**
 * Notes what became of some of them, and holds the operation for longer; with the last of them it is completed. What was
 * under way when somebody cancelled it counts as well.
 *
 * @returns whether the caller is to go on: not when all is done, it was cancelled, or somebody else has taken it
 */
export async function advanceBulkOperation(database: Database, progress: BulkProgress): Promise<boolean> {
  const { id, holderId, leaseMs, done, errors } = progress;
  const { rows } = await database.query<{ isRunning: boolean }>(sql`
    update bulk_operations b set done = b.done + ${done}, failed = b.failed + ${errors.length},
      errors = case when jsonb_array_length(b.errors) < ${errorsMax}
        then jsonb_path_query_array(b.errors || ${JSON.stringify(errors)}::jsonb, '$[0 to 99]') else b.errors end,
      lease_until = now() + ${leaseMs}::float8 * interval '1 millisecond',
      bulk_status = case when n.is_last and b.finished_at is null then 'completed' else b.bulk_status end,
      finished_at = case when n.is_last then coalesce(b.finished_at, now()) else b.finished_at end,
      task_ids = case when n.is_last then '{}' else b.task_ids end,
      run_ids = case when n.is_last and b.run_ids is not null then '{}' else b.run_ids end
    from (select id, done + failed + ${done + errors.length} = total as is_last from bulk_operations where id = ${id}) n
    where b.id = n.id and b.holder_id = ${holderId} and b.bulk_status <> 'completed'
    returning b.finished_at is null as "isRunning"`);
  return rows[0]?.isRunning ?? false;
}

/** Gives operations back, so that another process goes on with them at once. */
export async function releaseBulkOperations(database: Database, holderId: string): Promise<void> {
  await database.query(sql`
    update bulk_operations set lease_until = null, holder_id = null where holder_id = ${holderId} and finished_at is null`);
}
