import type { RunStatus, RunToHint, TaskLogStatus } from '@carillon/domain';
import { abandonedError } from './claim.queries.js';
import type { Database } from './connect.js';
import { backoffMs, releaseTasks, retryUnlessAtMostOnce } from './run-ends.js';
import type { RunToHintRow } from './run-to-hint.js';
import { toRunToHint } from './run-to-hint.js';

export interface RescuedRun extends RunToHint {
  taskId: string;
  runStatus: Extract<RunStatus, 'retrying' | 'failed' | 'abandoned'>;
  lane: string | null;
  fence: number;
  /** Milliseconds until the next attempt of a `retrying` run. */
  backoffMs: number;
}

type RescuedRow = Omit<RescuedRun, 'host'> & RunToHintRow;

/**
 * Ends attempts whose outcome nobody will bring, and their runs by `verdict`. The open log is found by
 * `(task_id, created_at)`: claiming writes `started_at` and the log's `created_at` in one transaction, so they are
 * equal. A task whose run ends here has failed. A receiver that was to report on its run can do so no longer.
 *
 * @param found a query of (id, scheduled_for) that locks the runs, $1 and $2 being its own
 * @param verdict the state that each run `r` of a task `t` gets
 * @param logStatus the state that its open log gets
 */
function takeBackText(found: string, verdict: string, logStatus: TaskLogStatus = 'abandoned'): string {
  return `
  with found as materialized (${found}),
  verdict as materialized (
    select f.id, f.scheduled_for, t.id as task_id, coalesce(r.webhook_url, t.webhook_url) as webhook_url, ${verdict} as run_status,
      ${backoffMs} as backoff_ms
    from found f
    join task_runs r on r.id = f.id and r.scheduled_for = f.scheduled_for
    join tasks t on t.id = r.task_id
  ),
  ended as materialized (
    update task_runs r set run_status = v.run_status, fence = r.fence + 1, lease_until = null, worker_id = null,
      callback_token_hash = null,
      retry_count = r.retry_count + case when v.run_status = 'retrying' then 1 else 0 end,
      next_attempt_at = case when v.run_status = 'retrying'
        then now() + v.backoff_ms * interval '1 millisecond' else r.next_attempt_at end,
      finished_at = case when v.run_status = 'retrying' then null else now() end,
      error = $3
    from verdict v where r.id = v.id and r.scheduled_for = v.scheduled_for
    returning r.id, r.scheduled_for, r.task_id, r.started_at, r.priority, r.lane, r.retry_count, r.fence, v.run_status, v.backoff_ms,
      v.webhook_url
  ),
  logged as (
    update task_logs l set status = '${logStatus}', finished_at = now(), error_code = $4, message = $5
    from ended e
    where l.task_id = e.task_id and l.created_at = e.started_at and l.run_id = e.id and l.status = 'running'
  ),${releaseTasks}
  select id, scheduled_for::text as "scheduledFor", task_id as "taskId", run_status as "runStatus", priority, lane, fence,
    retry_count as "retryCount", backoff_ms::float8 as "backoffMs", webhook_url as "webhookUrl"
  from ended`;
}

const rescueLostRunsText = takeBackText(
  `select r.id, r.scheduled_for from task_runs r
    where r.finished_at is null and r.next_attempt_at <= now() and r.run_status = 'running'
      and (r.lease_until < now() or r.worker_id in (
        select w.id from workers w where w.heartbeat_at < now() - $1 * interval '1 millisecond'))
    order by r.next_attempt_at limit $2 for no key update skip locked`,
  retryUnlessAtMostOnce,
);

/**
 * Takes at most `limit` runs back from lost workers and closes their open logs as `abandoned`. A run is lost when its
 * lease has ended or its worker's heartbeat is older than the limit. The attempt counts: with `at_most_once` the run
 * ends here; with retries left it comes back after its backoff; else it has failed.
 */
export async function rescueLostRuns(
  database: Database,
  { workerTimeoutMs, limit }: { workerTimeoutMs: number; limit: number },
): Promise<RescuedRun[]> {
  const { rows } = await database.query<RescuedRow>({
    text: rescueLostRunsText,
    values: [
      workerTimeoutMs,
      limit,
      abandonedError,
      'lease_lost',
      'The listener was lost during this attempt; whether the receiver got the request is unknown.',
    ],
  });
  return rows.map(toRunToHint);
}

const endOverdueRunsText = takeBackText(
  `select r.id, r.scheduled_for from task_runs r
    where r.finished_at is null and r.deadline_at is not null and r.deadline_at < now() - $1 * interval '1 millisecond'
    order by r.deadline_at limit $2 for no key update skip locked`,
  `'abandoned'`,
);

/**
 * Ends at most `limit` runs that are open past their deadline, whatever their state: they are `abandoned`, and so is
 * an attempt that is still open. Reads `task_runs_deadline_idx`.
 *
 * @param request.graceMs how long after the deadline an attempt in flight may still bring its outcome
 */
export async function endOverdueRuns(
  database: Database,
  { graceMs, limit }: { graceMs: number; limit: number },
): Promise<RescuedRun[]> {
  const { rows } = await database.query<RescuedRow>({
    text: endOverdueRunsText,
    values: [
      graceMs,
      limit,
      'The run was still open at its deadline.',
      'deadline_passed',
      'The deadline of the run came during this attempt.',
    ],
  });
  return rows.map(toRunToHint);
}

const endMissedCallbacksText = takeBackText(
  `select r.id, r.scheduled_for from task_runs r
    where r.finished_at is null and r.next_attempt_at <= now() - $1 * interval '1 millisecond' and r.run_status = 'waiting'
      and (r.deadline_at is null or r.deadline_at > now())
    order by r.next_attempt_at limit $2 for no key update skip locked`,
  retryUnlessAtMostOnce,
  'failed',
);

/**
 * Ends the attempts of at most `limit` runs whose receiver has not reported in time. With retries left they come back
 * after their backoff; with `at_most_once` they do not, since the receiver may have done its work. Those past the
 * deadline of the whole run are left to `endOverdueRuns`. Reads `task_runs_open_idx`.
 *
 * @param request.graceMs how long after its time a report may still come
 */
export async function endMissedCallbacks(
  database: Database,
  { graceMs, limit }: { graceMs: number; limit: number },
): Promise<RescuedRun[]> {
  const message = 'The receiver accepted the run and did not report on it in time.';
  const { rows } = await database.query<RescuedRow>({
    text: endMissedCallbacksText,
    values: [graceMs, limit, message, 'callback_missed', message],
  });
  return rows.map(toRunToHint);
}
