import type { RunRef, RunToHint } from '@carillon/domain';
import { plainArray } from './array-literal.js';
import type { Database } from './connect.js';
import type { RunToHintRow } from './run-to-hint.js';
import { toRunToHint } from './run-to-hint.js';

/**
 * Puts off runs that nobody has claimed, because their hosts are left alone. That is no attempt: retries, fence and
 * state stay, a run in a lane keeps its place, and a deadline still holds. A run that is due later anyway is left as
 * it is: whoever put it off hints at it. Finds every run by primary key.
 *
 * @returns the runs that were put off, to be hinted at when they are due
 */
export async function deferRuns(
  database: Database,
  runs: (RunRef & { delayMs: number })[],
): Promise<RunToHint[]> {
  const { rows } = await database.query<RunToHintRow>({
    name: 'defer_runs',
    text: `with x as (
             select run_id, scheduled_for, now() + delay_ms * interval '1 millisecond' as due_at
             from unnest($1::uuid[], $2::timestamptz[], $3::float8[]) as u(run_id, scheduled_for, delay_ms)
           ),
           deferred as (
             update task_runs r set next_attempt_at = x.due_at
             from x
             where r.id = x.run_id and r.scheduled_for = x.scheduled_for
               and r.run_status in ('pending', 'retrying') and r.next_attempt_at < x.due_at
             returning r.id, r.task_id, r.scheduled_for, r.priority, r.retry_count, r.next_attempt_at, r.webhook_url
           )
           select d.id, d.scheduled_for::text as "scheduledFor", d.priority, d.retry_count as "retryCount",
             extract(epoch from d.next_attempt_at - now())::float8 * 1000 as "delayMs", coalesce(d.webhook_url, t.webhook_url) as "webhookUrl"
           from deferred d join tasks t on t.id = d.task_id`,
    values: [
      plainArray(runs.map((run) => run.id)),
      plainArray(runs.map((run) => run.scheduledFor)),
      plainArray(runs.map((run) => run.delayMs)),
    ],
  });
  return rows.map(toRunToHint);
}
