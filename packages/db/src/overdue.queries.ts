import type { RunToHint, TaskPriority } from '@carillon/domain';
import { ageingStepMs, taskPriorities } from '@carillon/domain';
import type { Database } from './connect.js';
import type { RunToHintRow } from './run-to-hint.js';
import { toRunToHint } from './run-to-hint.js';

/** Where a look over the overdue runs stands. */
export interface OverdueCursor {
  nextAttemptAt: string;
  id: string;
}

export interface OverdueRequest {
  /** Runs due for longer than this, in ms. */
  overdueMs: number;
  limit: number;
  /** Only runs behind this one; null: from the one that waits longest. */
  after?: OverdueCursor | null;
}

/**
 * Runs that are due and that nobody has claimed, those first that wait longest: their hints may be lost. Reads
 * `task_runs_open_idx`.
 *
 * @returns the runs, and where the next page begins; null when this was the last one
 */
export async function listOverdueRuns(
  database: Database,
  { overdueMs, limit, after = null }: OverdueRequest,
): Promise<{ runs: RunToHint[]; next: OverdueCursor | null }> {
  const { rows } = await database.query<RunToHintRow & { nextAttemptAt: string }>({
    text: `select r.id, r.scheduled_for::text as "scheduledFor", r.priority, r.retry_count as "retryCount",
             r.next_attempt_at::text as "nextAttemptAt", coalesce(r.webhook_url, t.webhook_url) as "webhookUrl"
           from task_runs r join tasks t on t.id = r.task_id
           where r.finished_at is null and r.next_attempt_at <= now() - $1 * interval '1 millisecond'
             and r.run_status in ('pending', 'retrying')
             and ($3::timestamptz is null or (r.next_attempt_at, r.id) > ($3::timestamptz, $4::uuid))
           order by r.next_attempt_at, r.id limit $2`,
    values: [overdueMs, limit, after?.nextAttemptAt ?? null, after?.id ?? null],
  });
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    runs: rows.map(({ nextAttemptAt: _, ...row }) => toRunToHint(row)),
    next: last === undefined ? null : { nextAttemptAt: last.nextAttemptAt, id: last.id },
  };
}

export interface ClaimableRun extends RunToHint {
  /** When it became due, epoch milliseconds. */
  dueAtMs: number;
}

/**
 * Runs that may be claimed at once, in the order in which they are to be: by class, raised by age, then by due time.
 *
 * @param request.exceptIds runs that the caller knows already
 */
export async function listClaimableRuns(
  database: Database,
  { overdueMs, limit, exceptIds }: { overdueMs: number; limit: number; exceptIds: string[] },
): Promise<ClaimableRun[]> {
  const { rows } = await database.query<RunToHintRow & { dueAtMs: number; priority: TaskPriority }>({
    text: `select r.id, r.scheduled_for::text as "scheduledFor", r.priority, r.retry_count as "retryCount",
             extract(epoch from r.next_attempt_at)::float8 * 1000 as "dueAtMs", coalesce(r.webhook_url, t.webhook_url) as "webhookUrl"
           from task_runs r join tasks t on t.id = r.task_id
           where r.finished_at is null and r.next_attempt_at <= now() - $1 * interval '1 millisecond'
             and r.run_status in ('pending', 'retrying') and r.id <> all($3::uuid[])
           order by array_position($4::text[], r.priority)
             - floor(extract(epoch from now() - r.next_attempt_at) * 1000 / $5::int), r.next_attempt_at
           limit $2`,
    values: [overdueMs, limit, exceptIds, taskPriorities, ageingStepMs],
  });
  return rows.map(toRunToHint);
}
