import type { RunStatus, TaskLog } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import type { IdSort, Page, PageRequest } from './list-page.js';
import { byTime, readPage } from './list-page.js';
import { camelCaseRow } from './task-row.js';

const logColumns = sql`
  id, task_id, run_id, run_scheduled_for, status, retry_count, execution_time, message, message_truncated, error_code,
  http_status, response_headers, phases, worker_id, created_at, finished_at`;

/** A page of a task's attempts, by time. Reads `task_logs_task_idx` and stops at the limit. */
export async function listTaskLogs(
  database: Database,
  { taskId, ...request }: PageRequest<IdSort> & { taskId: string },
): Promise<Page<TaskLog>> {
  const source = {
    columns: logColumns,
    from: sql`task_logs`,
    conditions: [sql`task_id = ${taskId}`],
    orders: { createdAt: byTime('created_at') },
  };
  return readPage(database, source, request);
}

/** The attempts of one run, the first one first. */
export async function listRunAttempts(
  database: Database,
  run: { id: string; taskId: string },
): Promise<TaskLog[]> {
  const { rows } = await database.query(sql`
    select ${logColumns} from task_logs where task_id = ${run.taskId} and run_id = ${run.id}
    order by created_at, id`);
  return rows.map((row: object) => camelCaseRow<TaskLog>(row));
}

/** Of each run its last attempts, `limit` at most, the older ones first. */
export async function listLastAttempts(
  database: Database,
  runs: readonly { id: string; taskId: string }[],
  limit: number,
): Promise<TaskLog[]> {
  const { rows } = await database.query(sql`
    select last.* from unnest(${runs.map(({ taskId }) => taskId)}::uuid[], ${runs.map(({ id }) => id)}::uuid[])
      wanted (wanted_task_id, wanted_run_id) cross join lateral (
        select ${logColumns} from task_logs where task_id = wanted_task_id and run_id = wanted_run_id
        order by created_at desc, id desc limit ${limit}
      ) last
    order by last.created_at, last.id`);
  return rows.map((row: object) => camelCaseRow<TaskLog>(row));
}

/** A move of a run that its attempts do not tell. */
export interface RunEvent {
  fromStatus: RunStatus | null;
  toStatus: RunStatus;
  reason: string | null;
  actor: string | null;
  createdAt: string;
}

/** The recorded moves of one run, the first one first. */
export async function listRunEvents(
  database: Database,
  run: { id: string; taskId: string },
): Promise<RunEvent[]> {
  const { rows } = await database.query(sql`
    select from_status, to_status, reason, actor, created_at from run_events
    where task_id = ${run.taskId} and run_id = ${run.id} order by created_at, id`);
  return rows.map((row: object) => camelCaseRow<RunEvent>(row));
}
