import type { Run, RunStatus, RunTrigger } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import { ensurePartitionsAhead } from './partitions.queries.js';
import { runColumns, toRun } from './runs.queries.js';

export interface StartRunRequest {
  taskId: string;
  runId: string;
  trigger: Extract<RunTrigger, 'api' | 'manual' | 'retry'>;
  /** Sent in place of the task's payload; undefined: the origin's override, else the task's own. */
  jsonPayload?: unknown;
  /** The run that this one tries again. */
  originRunId?: string;
}

/**
 * Adds a run that is due now, beside the schedule: the plan and the run count of the task stay as they are. A task
 * that runs in a lane gets a `held` one, to be admitted after the commit. The instant has whole milliseconds, so
 * that it is the same in JSON. The caller holds the task's row locked.
 */
export async function startRun(transaction: Database, request: StartRunRequest): Promise<Run> {
  const { taskId, runId, trigger, jsonPayload, originRunId = null } = request;
  const payload = jsonPayload === undefined ? null : JSON.stringify(jsonPayload);
  await ensurePartitionsAhead(transaction, 0);
  const { rows } = await transaction.query(sql`
    insert into task_runs (id, task_id, scheduled_for, trigger_key, trigger, run_status, priority, lane, max_retry,
      next_attempt_at, deadline_at, origin_run_id, json_payload, task_version)
    select ${runId}::uuid, t.id, due.at, ${runId}, ${trigger}, case when l.name is null then 'pending' else 'held' end,
      t.priority, l.name, t.max_retry, due.at, due.at + t.deadline_ms * interval '1 millisecond', ${originRunId}::uuid,
      coalesce(${payload}::jsonb, (select o.json_payload from task_runs o where o.id = ${originRunId}::uuid)), t.version
    from tasks t
    cross join lateral (select coalesce(t.lane, case t.overlap_policy when 'queue' then t.id::text end) as name) l
    cross join (select date_trunc('milliseconds', now()) as at) due
    where t.id = ${taskId}
    returning ${runColumns}`);
  await transaction.query(sql`
    update tasks set active_runs = active_runs + 1, updated_at = now(),
      task_status = case when task_status in ('paused', 'failed') then task_status else 'running' end
    where id = ${taskId}`);
  return toRun(rows[0] as object);
}

export interface CancelRequest {
  /** One run, or every open run of a task. */
  target: { runId: string } | { taskId: string };
  reason: string;
  actor: string;
}

export interface CancelledRun {
  id: string;
  taskId: string;
  fromStatus: RunStatus;
  lane: string | null;
}

/**
 * Cancels open runs with their open attempts and takes them off their tasks' counts. Rows are taken in the order
 * run, log, task, as finishing takes them. The runs are locked by a statement of their own: the next one then sees
 * the log of a claim that it had to wait for. The raised fence makes the outcome of an attempt in flight come too late.
 *
 * @returns the runs that were open; their lanes have room afterwards
 */
export async function cancelRuns(transaction: Database, request: CancelRequest): Promise<CancelledRun[]> {
  const { target, reason, actor } = request;
  const condition = 'runId' in target ? sql`id = ${target.runId}` : sql`task_id = ${target.taskId}`;
  await ensurePartitionsAhead(transaction, 0);
  const locked = await transaction.query<{ id: string }>(
    sql`select id from task_runs where ${condition} and finished_at is null order by id for no key update`,
  );
  if (locked.rows.length === 0) return [];
  const { rows } = await transaction.query<CancelledRun>(sql`
    with open as materialized (
      select id, task_id, scheduled_for, run_status, lane, created_at from task_runs
      where id = any(${locked.rows.map((row) => row.id)}::uuid[]) and finished_at is null
    ),
    ended as (
      update task_runs r set run_status = 'cancelled', finished_at = now(), lease_until = null, fence = r.fence + 1,
        error = ${reason}
      from open o where r.id = o.id and r.scheduled_for = o.scheduled_for
    ),
    logged as (
      update task_logs l set status = 'cancelled', finished_at = now(), message = ${reason}
      from open o where l.task_id = o.task_id and l.run_id = o.id and l.created_at >= o.created_at and l.status = 'running'
    ),
    noted as (
      insert into run_events (task_id, run_id, run_scheduled_for, from_status, to_status, reason, actor)
      select task_id, id, scheduled_for, run_status, 'cancelled', ${reason}, ${actor} from open
    ),
    released as (
      update tasks t set active_runs = greatest(t.active_runs - d.cancelled, 0), updated_at = now(),
        task_status = case
          when t.active_runs > d.cancelled or t.task_status <> 'running' then t.task_status
          when t.next_run_at is null and (t.task_schedule is not null or t.run_at is not null) then 'completed'
          else 'ready' end
      from (select task_id, count(*)::int as cancelled from open group by task_id) d
      where t.id = d.task_id
    )
    select id, task_id as "taskId", run_status as "fromStatus", lane from open`);
  return rows;
}
