import type { Run, RunLogLine, RunStatus, RunToHint } from '@carillon/domain';
import { matchesRunToken, readRunToken, runLogLinesMax, writeJson } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import { ensurePartitionsAhead } from './partitions.queries.js';
import { backoffMs, releaseTasks } from './run-ends.js';
import type { RunToHintRow } from './run-to-hint.js';
import { toRunToHint } from './run-to-hint.js';
import { findRun } from './runs.queries.js';
import { camelCaseRow } from './task-row.js';

/** What is said about a run that waits; null: nothing about it. */
export interface RunReport {
  /** The end of the attempt, `completed` or `failed`; null: it goes on. No other state is reported. */
  status: RunStatus | null;
  /** Any JSON. */
  result: unknown;
  error: string | null;
  /** 0 to 100. */
  progress: number | null;
  /** Decimal text. */
  cost: string | null;
  qualityScore: string | null;
  /** The next report comes within so many milliseconds from now. */
  extendMs: number | null;
  log: Pick<RunLogLine, 'level' | 'line'>[];
}

export interface RunReportRequest {
  runId: string;
  /** The receiver with its token, or somebody who may report on every run. */
  by: { token: string } | { actor: string };
  report: RunReport;
}

export type RunReportAnswer =
  /** `ended`: the attempt has ended by this very report, and its lane may have room; `retry` is due after its delay. */
  | { kind: 'accepted'; run: Run; ended: boolean; retry: RunToHint | null }
  /** There is no such run, or the token does not open it. */
  | { kind: 'unknown' }
  /** The token is that of the attempt under way: its response is still on its way into the record. */
  | { kind: 'not waiting yet' }
  | { kind: 'not waiting'; runStatus: RunStatus }
  /** It waits for an end, and the status is none. */
  | { kind: 'no end'; status: RunStatus };

/**
 * Records a report on a run that waits for it. A report of the end that would change nothing is accepted any number of
 * times, so that a receiver may repeat one whose answer was lost; a run that has ended takes no other one. Rows are
 * taken in the order run, log, task, as finishing takes them.
 */
export async function reportRun(
  transaction: Database,
  { runId, by, report }: RunReportRequest,
): Promise<RunReportAnswer> {
  await ensurePartitionsAhead(transaction, 0);
  const run = await lockRun(transaction, { runId, by, report });
  if (run === null) return { kind: 'unknown' };
  if ('token' in by && !matchesRunToken(by.token, run.tokenHash)) {
    return { kind: run.isAttemptUnderWay ? 'not waiting yet' : 'unknown' };
  }
  if (run.runStatus !== 'waiting' && !run.isRepeated) {
    return { kind: 'not waiting', runStatus: run.runStatus };
  }
  const { status } = report;
  if (status !== null && status !== 'completed' && status !== 'failed') return { kind: 'no end', status };
  let retry: RunToHint | null = null;
  if (run.runStatus === 'waiting') {
    await appendLogLines(transaction, run, report.log);
    if (status === null) await recordProgress(transaction, run, report);
    else retry = await endAttempt(transaction, run, { report, actor: 'actor' in by ? by.actor : 'receiver' });
  }
  const after = await findRun(transaction, runId);
  const ended = run.runStatus === 'waiting' && status !== null;
  return { kind: 'accepted', run: after!, ended, retry };
}

interface LockedRun {
  id: string;
  scheduledFor: string;
  taskId: string;
  runStatus: RunStatus;
  tokenHash: Buffer | null;
  /** Whether the attempt that the token names is being made at this moment. */
  isAttemptUnderWay: boolean;
  /** Whether the report has been recorded before: it would change nothing. */
  isRepeated: boolean;
}

async function lockRun(
  transaction: Database,
  { runId, by, report: { status, error, result, cost, qualityScore } }: RunReportRequest,
): Promise<LockedRun | null> {
  const logId = 'token' in by ? (readRunToken(by.token)?.logId ?? null) : null;
  const { rows } = await transaction.query<LockedRun>(sql`
    select id, scheduled_for::text as "scheduledFor", task_id as "taskId", run_status as "runStatus",
      callback_token_hash as "tokenHash",
      run_status = 'running' and exists (
        select from task_logs l where l.id = ${logId}::uuid and l.created_at = r.started_at and l.run_id = r.id
      ) as "isAttemptUnderWay",
      case ${status}::text
        when 'completed' then run_status = 'completed' and result is not distinct from ${json(result)}::jsonb
        when 'failed' then run_status in ('failed', 'retrying', 'running') and error = left(${errorText(error)}, 2000)
        else false end
        and coalesce(${cost}::numeric(18, 6), r.cost) is not distinct from r.cost
        and coalesce(${qualityScore}::numeric(6, 3), quality_score) is not distinct from quality_score as "isRepeated"
    from task_runs r where id = ${runId} for no key update`);
  return rows[0] ?? null;
}

/** The lines beyond those that a run may have are dropped. */
async function appendLogLines(transaction: Database, run: LockedRun, log: RunReport['log']): Promise<void> {
  if (log.length === 0) return;
  await transaction.query(sql`
    insert into run_log_lines (task_id, run_id, run_scheduled_for, line_number, level, line)
    select ${run.taskId}::uuid, ${run.id}::uuid, ${run.scheduledFor}::timestamptz, there.count + x.ordinal, x.level, x.line
    from unnest(${log.map(({ level }) => level)}::text[], ${log.map(({ line }) => line)}::text[])
      with ordinality as x(level, line, ordinal)
    cross join (select count(*) from run_log_lines where task_id = ${run.taskId} and run_id = ${run.id}) there
    where there.count + x.ordinal <= ${runLogLinesMax}`);
}

/** Nobody makes the time of a report shorter, or longer than that of the run. */
async function recordProgress(transaction: Database, run: LockedRun, report: RunReport): Promise<void> {
  const { progress, cost, qualityScore, extendMs } = report;
  await transaction.query(sql`
    update task_runs set progress = coalesce(${progress}::smallint, progress),
      cost = coalesce(${cost}::numeric, cost), quality_score = coalesce(${qualityScore}::numeric, quality_score),
      next_attempt_at = case when ${extendMs}::float8 is null then next_attempt_at
        else greatest(next_attempt_at, least(now() + ${extendMs}::float8 * interval '1 millisecond', deadline_at)) end
    where id = ${run.id} and scheduled_for = ${run.scheduledFor} and run_status = 'waiting'`);
}

const endAttemptText = `
  with verdict as materialized (
    select r.id, r.scheduled_for, coalesce(r.webhook_url, t.webhook_url) as webhook_url, b.backoff_ms,
      case when $3 = 'completed' then 'completed'
        when r.retry_count < r.max_retry
          and (r.deadline_at is null or now() + b.backoff_ms * interval '1 millisecond' < r.deadline_at) then 'retrying'
        else 'failed' end as run_status
    from task_runs r join tasks t on t.id = r.task_id cross join lateral (select ${backoffMs} as backoff_ms) b
    where r.id = $1 and r.scheduled_for = $2 and r.run_status = 'waiting'
  ),
  ended as materialized (
    update task_runs r set run_status = v.run_status,
      retry_count = r.retry_count + case when v.run_status = 'retrying' then 1 else 0 end,
      next_attempt_at = case when v.run_status = 'retrying'
        then now() + v.backoff_ms * interval '1 millisecond' else r.next_attempt_at end,
      finished_at = case when v.run_status = 'retrying' then null else now() end,
      result = $4, error = left($5, 2000), cost = coalesce($6::numeric, r.cost),
      quality_score = coalesce($7::numeric, r.quality_score),
      progress = coalesce($8::smallint, case when v.run_status = 'completed' then 100 else r.progress end)
    from verdict v where r.id = v.id and r.scheduled_for = v.scheduled_for
    returning r.id, r.scheduled_for, r.task_id, r.started_at, r.priority, r.retry_count, v.run_status, v.backoff_ms,
      v.webhook_url
  ),
  logged as (
    update task_logs l set status = case when e.run_status = 'completed' then 'finish' else 'failed' end,
      execution_time = least(extract(epoch from now() - l.created_at) * 1000, 2147483647)::int,
      message = coalesce($5, l.message), message_truncated = $5 is null and l.message_truncated,
      error_code = case when $5 is not null then 'callback_failed' end, finished_at = now()
    from ended e
    where l.task_id = e.task_id and l.created_at = e.started_at and l.run_id = e.id and l.status = 'running'
  ),
  noted as (
    insert into run_events (task_id, run_id, run_scheduled_for, from_status, to_status, reason, actor)
    select task_id, id, scheduled_for, 'waiting', run_status, left($5, 2000), $9::text from ended where run_status <> 'retrying'
  ),${releaseTasks}
  select id, scheduled_for::text as "scheduledFor", priority, retry_count as "retryCount", webhook_url as "webhookUrl",
    backoff_ms::float8 as "delayMs"
  from ended where run_status = 'retrying'`;

/** @returns the run when it is to be tried again */
async function endAttempt(
  transaction: Database,
  run: LockedRun,
  { report, actor }: { report: RunReport; actor: string },
): Promise<RunToHint | null> {
  const { status, result, error, cost, qualityScore, progress } = report;
  const { rows } = await transaction.query<RunToHintRow>({
    text: endAttemptText,
    values: [
      run.id,
      run.scheduledFor,
      status,
      json(result),
      status === 'failed' ? errorText(error) : null,
      cost,
      qualityScore,
      progress,
      actor,
    ],
  });
  return rows[0] ? toRunToHint(rows[0]) : null;
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : writeJson(value);
}

function errorText(error: string | null): string {
  return error ?? 'The receiver reported a failure.';
}

/** What the receiver logged about a run, the first line first. */
export async function listRunLogLines(
  database: Database,
  run: { id: string; taskId: string },
): Promise<RunLogLine[]> {
  const { rows } = await database.query(sql`
    select level, line, created_at from run_log_lines where task_id = ${run.taskId} and run_id = ${run.id}
    order by line_number`);
  return rows.map((row: object) => camelCaseRow<RunLogLine>(row));
}
