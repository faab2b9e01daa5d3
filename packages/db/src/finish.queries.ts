import type { DeliveryErrorCode, DeliveryPhases, ReceiverWishes, RunRef, RunStatus } from '@carillon/domain';
import { jsonColumn, plainArray } from './array-literal.js';
import type { Database } from './connect.js';
import { releaseTasks } from './run-ends.js';

/** The end of one attempt, and what becomes of its run. */
export interface FinishedAttempt extends RunRef {
  taskId: string;
  fence: number;
  logId: string;
  logCreatedAt: string;
  runStatus: Extract<RunStatus, 'completed' | 'retrying' | 'failed'>;
  executionTimeMs: number;
  message: string;
  messageTruncated: boolean;
  httpStatus: number | null;
  errorCode: DeliveryErrorCode | null;
  responseHeaders: Record<string, string> | null;
  phases: DeliveryPhases;
  /** Milliseconds until the next attempt, when the run is `retrying`. */
  backoffMs: number;
  /** What the receiver asked for; `recordOutcomes` grants it. */
  wishes: ReceiverWishes;
}

/** An attempt whose answer is there, whatever becomes of its run. */
type Ended = Omit<FinishedAttempt, 'runStatus'> & { runStatus: RunStatus };

const columns = `
  select u.*, nullif(u.headers::text, 'null')::json as response_headers
  from rows from (
    unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::timestamptz[], $5::uuid[], $6::int[], $7::int[],
      $8::text[], $9::bool[], $10::smallint[], $11::text[], $12::text[], $13::float8[]),
    json_array_elements($14::json), json_array_elements($15::json)
  ) as u(run_id, scheduled_for, log_id, log_created_at, task_id, fence, execution_time,
    message, message_truncated, http_status, error_code, run_status, backoff_ms, headers, phases)`;

function columnValues(attempts: Ended[]): unknown[] {
  return [
    plainArray(attempts.map((attempt) => attempt.id)),
    plainArray(attempts.map((attempt) => attempt.scheduledFor)),
    plainArray(attempts.map((attempt) => attempt.logId)),
    plainArray(attempts.map((attempt) => attempt.logCreatedAt)),
    plainArray(attempts.map((attempt) => attempt.taskId)),
    plainArray(attempts.map((attempt) => attempt.fence)),
    plainArray(attempts.map((attempt) => attempt.executionTimeMs)),
    attempts.map((attempt) => attempt.message),
    plainArray(attempts.map((attempt) => attempt.messageTruncated)),
    plainArray(attempts.map((attempt) => attempt.httpStatus)),
    plainArray(attempts.map((attempt) => attempt.errorCode)),
    plainArray(attempts.map((attempt) => attempt.runStatus)),
    plainArray(attempts.map((attempt) => attempt.backoffMs)),
    jsonColumn(attempts.map((attempt) => attempt.responseHeaders)),
    jsonColumn(attempts.map((attempt) => attempt.phases)),
  ];
}

/** Closes runs, logs and tasks together, only where the fence still holds. Finds every row by primary key. */
const finishRunsText = `
  with x as (${columns}),
  ended as materialized (
    update task_runs r set run_status = x.run_status, lease_until = null,
      retry_count = r.retry_count + case when x.run_status = 'retrying' then 1 else 0 end,
      next_attempt_at = case when x.run_status = 'retrying'
        then now() + x.backoff_ms * interval '1 millisecond' else r.next_attempt_at end,
      finished_at = case when x.run_status = 'retrying' then null else now() end,
      error = case when x.run_status = 'completed' then null else left(x.message, 2000) end
    from x
    where r.id = x.run_id and r.scheduled_for = x.scheduled_for and r.fence = x.fence and r.run_status = 'running'
    returning r.id, r.task_id, x.run_status, x.log_id, x.log_created_at, x.execution_time, x.message,
      x.message_truncated, x.http_status, x.error_code, x.response_headers, x.phases
  ),
  logged as (
    update task_logs l set status = case when e.run_status = 'completed' then 'finish' else 'failed' end,
      execution_time = e.execution_time, message = e.message, message_truncated = e.message_truncated,
      http_status = e.http_status, error_code = e.error_code, response_headers = e.response_headers,
      phases = e.phases, finished_at = now()
    from ended e where l.id = e.log_id and l.created_at = e.log_created_at
  ),${releaseTasks}
  select id from ended`;

/**
 * Records the ends of attempts in one statement.
 *
 * @returns the ids of the runs whose fence held; the others were taken away meanwhile, and nothing of them changed
 */
export async function finishRuns(database: Database, attempts: FinishedAttempt[]): Promise<Set<string>> {
  if (attempts.length === 0) return new Set();
  const { rows } = await database.query<{ id: string }>({
    name: 'finish_runs',
    text: finishRunsText,
    values: columnValues(attempts),
  });
  return new Set(rows.map((row) => row.id));
}

/**
 * Notes outcomes that came too late in the logs that were closed without them, so that the record says what the
 * receiver answered. States stay as they are.
 */
export async function recordLateOutcomes(database: Database, attempts: Ended[]): Promise<void> {
  await database.query({
    name: 'record_late_outcomes',
    text: `with x as (${columns})
           update task_logs l set http_status = x.http_status, execution_time = x.execution_time,
             phases = x.phases, message_truncated = x.message_truncated,
             message = 'The outcome came after the run had been taken away: ' || x.message
           from x where l.id = x.log_id and l.created_at = x.log_created_at and l.status in ('abandoned', 'cancelled')`,
    values: columnValues(attempts),
  });
}
