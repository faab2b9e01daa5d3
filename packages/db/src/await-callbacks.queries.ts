import { jsonColumn, plainArray } from './array-literal.js';
import type { Database } from './connect.js';
import type { FinishedAttempt } from './finish.queries.js';

/** An attempt that the receiver has taken on, to report the end itself. */
export interface WaitingAttempt extends Omit<FinishedAttempt, 'runStatus'> {
  runStatus: 'waiting';
  /** SHA-256 of the token that the attempt sent. */
  callbackTokenHash: Uint8Array;
  /** The report must come within so many milliseconds from now, or be announced anew. */
  callbackWithinMs: number;
}

/**
 * The attempts stay open; the response so far is noted in their logs. The time to report ends with the run's own.
 * Every row is found by primary key.
 */
const awaitCallbacksText = `
  with x as (
    select u.*, nullif(u.headers::text, 'null')::json as response_headers
    from rows from (
      unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::timestamptz[], $5::int[], $6::text[], $7::bool[],
        $8::smallint[], $9::text[], $10::float8[]),
      json_array_elements($11::json), json_array_elements($12::json)
    ) as u(run_id, scheduled_for, log_id, log_created_at, fence, message, message_truncated, http_status, token_hash,
      within_ms, headers, phases)
  ),
  waiting as materialized (
    update task_runs r set run_status = 'waiting', lease_until = null, worker_id = null, progress = null,
      callback_token_hash = decode(x.token_hash, 'hex'),
      next_attempt_at = least(now() + x.within_ms * interval '1 millisecond', r.deadline_at)
    from x
    where r.id = x.run_id and r.scheduled_for = x.scheduled_for and r.fence = x.fence and r.run_status = 'running'
    returning r.id, r.task_id, r.scheduled_for, x.log_id, x.log_created_at, x.message, x.message_truncated, x.http_status,
      x.response_headers, x.phases
  ),
  logged as (
    update task_logs l set message = w.message, message_truncated = w.message_truncated, http_status = w.http_status,
      response_headers = w.response_headers, phases = w.phases
    from waiting w where l.id = w.log_id and l.created_at = w.log_created_at
  ),
  noted as (
    insert into run_events (task_id, run_id, run_scheduled_for, from_status, to_status)
    select task_id, id, scheduled_for, 'running', 'waiting' from waiting
  )
  select id from waiting`;

/**
 * Lets runs wait for the reports of their receivers, in one statement.
 *
 * @returns the ids of the runs whose fence held; the others were taken away meanwhile, and nothing of them changed
 */
export async function awaitCallbacks(database: Database, attempts: WaitingAttempt[]): Promise<Set<string>> {
  if (attempts.length === 0) return new Set();
  const { rows } = await database.query<{ id: string }>({
    name: 'await_callbacks',
    text: awaitCallbacksText,
    values: [
      plainArray(attempts.map((attempt) => attempt.id)),
      plainArray(attempts.map((attempt) => attempt.scheduledFor)),
      plainArray(attempts.map((attempt) => attempt.logId)),
      plainArray(attempts.map((attempt) => attempt.logCreatedAt)),
      plainArray(attempts.map((attempt) => attempt.fence)),
      attempts.map((attempt) => attempt.message),
      plainArray(attempts.map((attempt) => attempt.messageTruncated)),
      plainArray(attempts.map((attempt) => attempt.httpStatus)),
      plainArray(attempts.map((attempt) => Buffer.from(attempt.callbackTokenHash).toString('hex'))),
      plainArray(attempts.map((attempt) => attempt.callbackWithinMs)),
      jsonColumn(attempts.map((attempt) => attempt.responseHeaders)),
      jsonColumn(attempts.map((attempt) => attempt.phases)),
    ],
  });
  return new Set(rows.map((row) => row.id));
}
