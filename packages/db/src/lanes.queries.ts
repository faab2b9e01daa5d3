import { ageingStepMs, taskPriorities } from '@carillon/domain';
import type { Database } from './connect.js';
import { laneOrder } from './lane-order.js';
import { admitPacedRuns } from './lane-rates.queries.js';
import type { AdmittedRun, AdmittedRunRow } from './run-to-hint.js';
import { toRunToHint } from './run-to-hint.js';

/** The lanes that have runs to admit, with their rows locked until the transaction ends. */
const lockLanesText = `
  with wanted as (
    select distinct lane from task_runs
    where finished_at is null and run_status = 'held' and ($1::text[] is null or lane = any($1::text[]))
  ),
  named as materialized (
    select l.name, l.concurrency_limit, l.paused, l.rate_limit_runs is not null as paced from lanes l join wanted w on w.lane = l.name
    order by l.name for no key update of l
  ),
  own as materialized (
    select t.id::text as name, 1 as concurrency_limit, false as paused, false as paced from tasks t join wanted w on w.lane = t.id::text
    order by t.id for no key update of t
  )
  select name, concurrency_limit as "limit", paced as "isPaced" from (select * from named union all select * from own) lane where not paused`;

interface LockedLane {
  name: string;
  limit: number;
  /** Whether it has a rate limit. */
  isPaced: boolean;
}

const admitHeadsText = `
  with room as (
    select g.name, g.concurrency_limit - (
      select count(*) from task_runs o where o.finished_at is null and o.lane = g.name and o.run_status <> 'held'
    ) as free
    from unnest($1::text[], $2::int[]) as g(name, concurrency_limit)
  ),
  heads as materialized (
    select h.id, h.scheduled_for from room cross join lateral (
      select r.id, r.scheduled_for from task_runs r
      where r.finished_at is null and r.run_status = 'held' and r.lane = room.name
      order by ${laneOrder}
      limit greatest(room.free, 0) for no key update skip locked
    ) h
  )
  update task_runs r set run_status = 'pending', next_attempt_at = greatest(r.next_attempt_at, now())
  from heads, tasks t
  where r.id = heads.id and r.scheduled_for = heads.scheduled_for and r.run_status = 'held' and t.id = r.task_id
  returning r.id, r.task_id as "taskId", r.fence, r.scheduled_for::text as "scheduledFor", r.priority, r.retry_count as "retryCount",
    coalesce(r.webhook_url, t.webhook_url) as "webhookUrl", extract(epoch from r.next_attempt_at - now())::float8 * 1000 as "delayMs"`;

/**
 * Frees the heads of lanes: as many `held` runs as each lane's limit leaves room for, those first that are due, in the
 * order of priority (raised by age), instant and id. The lanes are locked by a statement of their own: the next one
 * then sees what the admission before it committed, so that two admissions never fill the same room. A run that
 * somebody else holds is passed over: whoever cancels it waits for the task's row, which is held here. A lane without a row in `lanes` is a task's own
 * (`overlap_policy = queue`): its name is the task's id, its limit is 1, it has no rate limit and the task's row is its lock.
 *
 * @param lanes the lanes to look at; null for all
 * @returns the runs that may start, most often now: a run that catches up, or whose lane has a rate limit, may have to wait
 */
export async function admitRuns(transaction: Database, lanes: string[] | null): Promise<AdmittedRun[]> {
  const locked = await transaction.query<LockedLane>({ text: lockLanesText, values: [lanes] });
  const paced = locked.rows.filter(({ isPaced }) => isPaced);
  const others = locked.rows.filter(({ isPaced }) => !isPaced);
  const pacedRuns =
    paced.length === 0
      ? []
      : await admitPacedRuns(
          transaction,
          paced.map(({ name }) => name),
        );
  return others.length === 0 ? pacedRuns : [...pacedRuns, ...(await admitHeads(transaction, others))];
}

async function admitHeads(transaction: Database, lanes: LockedLane[]): Promise<AdmittedRun[]> {
  const { rows } = await transaction.query<AdmittedRunRow>({
    text: admitHeadsText,
    values: [lanes.map(({ name }) => name), lanes.map(({ limit }) => limit), taskPriorities, ageingStepMs],
  });
  return rows.map(toRunToHint);
}
