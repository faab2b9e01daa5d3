import type { ReceiverWishes, Run } from '@carillon/domain';
import { newId, webhookHost } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import type { TaskState } from './latest-states.queries.js';
import { startRuns } from './run-actions.queries.js';

/** What a receiver asked for beside the end of its run. */
export interface GrantedWishes {
  /** The run's. */
  id: string;
  scheduledFor: string;
  taskId: string;
  wishes: Pick<ReceiverWishes, 'stopsTask' | 'runAgainInMs' | 'cost' | 'qualityScore'>;
}

const stopReasons = {
  gone: 'The receiver answered 410 Gone.',
  asked: 'The receiver asked for it with carillon-pause.',
};

/** Whether anything of it has to be written down. */
export function asksForAnything({
  stopsTask,
  runAgainInMs,
  cost,
  qualityScore,
}: GrantedWishes['wishes']): boolean {
  return stopsTask !== null || runAgainInMs !== null || cost !== null || qualityScore !== null;
}

/**
 * Writes down what receivers asked for, in the transaction that records the ends of their runs.
 *
 * @returns the tasks that were paused
 */
export async function grantWishes(transaction: Database, granted: GrantedWishes[]): Promise<TaskState[]> {
  await recordResults(transaction, granted);
  const stopped = await stopTasks(transaction, granted);
  await planRuns(transaction, granted);
  return stopped;
}

async function recordResults(transaction: Database, granted: GrantedWishes[]): Promise<void> {
  const reported = granted.filter(({ wishes }) => wishes.cost !== null || wishes.qualityScore !== null);
  if (reported.length === 0) return;
  await transaction.query(sql`
    update task_runs r set cost = x.cost, quality_score = x.quality_score
    from unnest(${reported.map(({ id }) => id)}::uuid[],
      ${reported.map(({ scheduledFor }) => scheduledFor)}::timestamptz[],
      ${reported.map(({ wishes }) => wishes.cost)}::numeric[],
      ${reported.map(({ wishes }) => wishes.qualityScore)}::numeric[]) as x(run_id, scheduled_for, cost, quality_score)
    where r.id = x.run_id and r.scheduled_for = x.scheduled_for`);
}

/** Pauses tasks as an operator would, with the instants that they miss kept in `withheld_from`, and an audit entry. */
async function stopTasks(transaction: Database, granted: GrantedWishes[]): Promise<TaskState[]> {
  const reasons = new Map<string, string>();
  for (const { taskId, wishes } of granted) {
    if (wishes.stopsTask !== null) reasons.set(taskId, stopReasons[wishes.stopsTask]);
  }
  if (reasons.size === 0) return [];
  const { rows } = await transaction.query<TaskState>(sql`
    with stopped as (
      update tasks t set task_status = 'paused', next_run_at = null, paused_until = null, pause_reason = x.reason,
        withheld_from = coalesce(t.next_run_at, t.withheld_from), version = version + 1, updated_at = now()
      from unnest(${[...reasons.keys()]}::uuid[], ${[...reasons.values()]}::text[],
        ${[...reasons].map(() => newId())}::uuid[]) as x(task_id, reason, entry_id)
      where t.id = x.task_id and t.task_status <> 'paused'
      returning t.id, t.version, x.reason, x.entry_id
    ), audited as (
      insert into audit_log (id, actor, action, subject_type, subject_id, details)
      select entry_id, 'receiver', 'pauseTask', 'tasks', id, jsonb_build_object('reason', reason) from stopped
    )
    select id, 'paused' as "taskStatus", version from stopped`);
  return rows;
}

/** A later wish replaces the one before it. */
async function planRuns(transaction: Database, granted: GrantedWishes[]): Promise<void> {
  const delays = new Map<string, number>();
  for (const { taskId, wishes } of granted) {
    if (wishes.runAgainInMs !== null) delays.set(taskId, wishes.runAgainInMs);
  }
  if (delays.size === 0) return;
  await transaction.query(sql`
    insert into planned_runs (task_id, run_at)
    select task_id, now() + delay_ms * interval '1 millisecond'
    from unnest(${[...delays.keys()]}::uuid[], ${[...delays.values()]}::float8[]) as x(task_id, delay_ms)
    on conflict (task_id) do update set run_at = excluded.run_at, created_at = now()`);
}

/**
 * Begins the planned runs that are due. Those of tasks that are paused or failed for good are dropped, as their
 * schedules are.
 *
 * @returns the runs that were begun, with their hosts; those that are `held` are to be admitted
 */
export async function startPlannedRuns(
  transaction: Database,
  limit: number,
): Promise<(Run & { host: string })[]> {
  const { rows } = await transaction.query<{ taskId: string; webhookUrl: string }>(sql`
    with due as materialized (
      select p.task_id, t.task_status, t.webhook_url from planned_runs p join tasks t on t.id = p.task_id
      where p.run_at <= now() order by p.run_at limit ${limit} for no key update skip locked
    ),
    taken as (delete from planned_runs p using due where p.task_id = due.task_id)
    select task_id as "taskId", webhook_url as "webhookUrl" from due where task_status not in ('paused', 'failed')`);
  const hosts = new Map(rows.map(({ taskId, webhookUrl }) => [taskId, webhookHost(webhookUrl)]));
  const runs = await startRuns(
    transaction,
    rows.map(({ taskId }) => ({ taskId, runId: newId(), trigger: 'api' })),
  );
  return runs.map((run) => ({ ...run, host: hosts.get(run.taskId) ?? '' }));
}
