import type { Run, RunStatus, RunTrigger } from '@carillon/domain';
import { writeJson } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql, { empty } from 'sql-template-tag';
import type { Database } from './connect.js';
import { ensurePartitionsAhead } from './partitions.queries.js';
import type { RunRow } from './run-row.js';
import { runColumns, toRun } from './run-row.js';

export interface StartRunRequest {
  taskId: string;
  runId: string;
  trigger: Extract<RunTrigger, 'api' | 'manual' | 'retry' | 'replay'>;
  /** Sent in place of the task's payload; undefined: the origin's override, else the task's own. */
  jsonPayload?: unknown;
  /** Sent to in place of the task's URL; absent: the origin's override, else the task's own. */
  webhookUrl?: string | undefined;
  /** The run that this one repeats. */
  originRunId?: string;
  /** Who asked for it, by name, for the history of the run; null or absent: nobody that is known. */
  actor?: string | null;
}

/**
 * Adds runs that are due now, beside the schedule: the plan and the run count of a task stay as they are. A task that
 * runs in a lane gets a `held` one, to be admitted after the commit. The instant has whole milliseconds, so that it
 * is the same in JSON. The caller holds the rows of the tasks locked, and names each task once.
 *
 * @returns the runs in no particular order
 */
export async function startRuns(transaction: Database, requests: StartRunRequest[]): Promise<Run[]> {
  if (requests.length === 0) return [];
  const payloads = requests.map(({ jsonPayload }) =>
    jsonPayload === undefined ? null : writeJson(jsonPayload),
  );
  const taskIds = requests.map(({ taskId }) => taskId);
  await ensurePartitionsAhead(transaction, 0);
  const { rows } = await transaction.query<RunRow>(sql`
    insert into task_runs (id, task_id, scheduled_for, trigger_key, trigger, run_status, priority, lane, max_retry,
      next_attempt_at, deadline_at, origin_run_id, json_payload, webhook_url, task_version)
    select x.run_id, t.id, due.at, x.run_id::text, x.trigger, case when l.name is null then 'pending' else 'held' end,
      t.priority, l.name, t.max_retry, due.at, due.at + t.deadline_ms * interval '1 millisecond', x.origin_run_id,
      coalesce(x.payload::jsonb, o.json_payload), coalesce(x.webhook_url, o.webhook_url), t.version
    from unnest(${taskIds}::uuid[], ${requests.map(({ runId }) => runId)}::uuid[],
      ${requests.map(({ trigger }) => trigger)}::text[], ${requests.map(({ originRunId }) => originRunId ?? null)}::uuid[],
      ${payloads}::text[], ${requests.map(({ webhookUrl }) => webhookUrl ?? null)}::text[])
      as x(task_id, run_id, trigger, origin_run_id, payload, webhook_url)
    join tasks t on t.id = x.task_id
    left join task_runs o on o.id = x.origin_run_id
    cross join lateral (select coalesce(t.lane, case t.overlap_policy when 'queue' then t.id::text end) as name) l
    cross join (select date_trunc('milliseconds', now()) as at) due
    returning ${runColumns}`);
  await transaction.query(sql`
    update tasks set active_runs = active_runs + 1, updated_at = now(),
      last_run_at = greatest(last_run_at, date_trunc('milliseconds', now())),
      task_status = case when task_status in ('paused', 'failed') then task_status else 'running' end
    where id = any(${taskIds}::uuid[])`);
  const runs = rows.map(toRun);
  await noteStarters(transaction, requests, runs);
  return runs;
}

async function noteStarters(
  transaction: Database,
  requests: readonly StartRunRequest[],
  runs: readonly Run[],
): Promise<void> {
  const known = requests.filter(({ actor }) => actor != null);
  if (known.length === 0) return;
  const actorOf = new Map(known.map(({ runId, actor }) => [runId, actor!]));
  const noted = runs.filter(({ id }) => actorOf.has(id));
  await transaction.query(sql`
    insert into run_events (task_id, run_id, run_scheduled_for, to_status, actor)
    select * from unnest(${noted.map(({ taskId }) => taskId)}::uuid[], ${noted.map(({ id }) => id)}::uuid[],
      ${noted.map(({ scheduledFor }) => scheduledFor)}::timestamptz[], ${noted.map(({ runStatus }) => runStatus)}::text[],
      ${noted.map(({ id }) => actorOf.get(id)!)}::text[])`);
}

/** As `startRuns`, for one. */
export async function startRun(transaction: Database, request: StartRunRequest): Promise<Run> {
  const [run] = await startRuns(transaction, [request]);
  return run!;
}

export interface CancelRequest {
  /** One run, every open run of a task, or so many of a lane that have not begun and were made until then. */
  target: { runId: string } | { taskId: string } | { lane: string; madeUntil: Date; limit: number };
  reason: string;
  actor: string;
}

function targetCondition(target: CancelRequest['target']): Sql {
  if ('runId' in target) return sql`id = ${target.runId}`;
  if ('taskId' in target) return sql`task_id = ${target.taskId}`;
  return sql`lane = ${target.lane} and run_status in ('held', 'pending') and created_at <= ${target.madeUntil}`;
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
  await ensurePartitionsAhead(transaction, 0);
  const locked = await transaction.query<{ id: string }>(
    sql`select id from task_runs where ${targetCondition(target)} and finished_at is null order by id
      ${'limit' in target ? sql`limit ${target.limit}` : empty} for no key update`,
  );
  if (locked.rows.length === 0) return [];
  const { rows } = await transaction.query<CancelledRun>(sql`
    with open as materialized (
      select id, task_id, scheduled_for, run_status, lane, created_at from task_runs
      where id = any(${locked.rows.map((row) => row.id)}::uuid[]) and finished_at is null
    ),
    ended as (
      update task_runs r set run_status = 'cancelled', finished_at = now(), lease_until = null, fence = r.fence + 1,
        callback_token_hash = null, error = ${reason}
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
