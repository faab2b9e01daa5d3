/**
 * Lanes with a rate limit: each run that is admitted gets an instant of its own before which nobody can claim it, its
 * slot, and the lane keeps the last one. So the runs are spaced out however many processes admit at once, and claiming
 * knows nothing of it.
 */
import { ageingStepMs, taskPriorities } from '@carillon/domain';
import type { Database } from './connect.js';
import { laneOrder } from './lane-order.js';
import type { AdmittedRun, AdmittedRunRow } from './run-to-hint.js';
import { toRunToHint } from './run-to-hint.js';

/** From one slot of a lane `l` to the next. Rounded up: so many slots must not fit into less than the period. */
export const slotSpacing = `(ceil(l.rate_limit_per_ms * 1000.0 / l.rate_limit_runs)::float8 * interval '1 microsecond')`;

/**
 * Slots are given out so far ahead and no further: that is how soon another limit holds and an urgent run can be next.
 * It has to be longer than a publisher's pass over the lanes takes to come again.
 */
const slotsAheadMs = 5_000;

const admitPacedHeadsText = `
  with lane as materialized (
    select l.name, l.concurrency_limit, clock.at, ${slotSpacing} as spacing,
      greatest(clock.at, l.last_slot_at + ${slotSpacing}) as first_slot
    from lanes l cross join (select clock_timestamp() as at) clock
    where l.name = any($1::text[])
  ),
  room as materialized (
    select lane.*, case when o.is_behind then 0 else least(lane.concurrency_limit - o.taken,
      floor(extract(epoch from lane.at + $2 * interval '1 millisecond' - lane.first_slot)
        / extract(epoch from lane.spacing)) + 1) end as free
    from lane cross join lateral (
      select count(*) as taken, coalesce(
        bool_or(o.run_status = 'pending' and o.next_attempt_at < lane.at - $2 * interval '1 millisecond'), false) as is_behind
      from task_runs o where o.finished_at is null and o.lane = lane.name and o.run_status <> 'held'
    ) o
  ),
  heads as materialized (
    select r.id, r.scheduled_for, room.name, room.at, room.first_slot
      + (row_number() over (partition by room.name order by ${laneOrder}) - 1) * room.spacing as slot
    from room cross join lateral (
      select r.id, r.scheduled_for, r.next_attempt_at, r.priority from task_runs r
      where r.finished_at is null and r.run_status = 'held' and r.lane = room.name and r.next_attempt_at <= room.first_slot
      order by ${laneOrder}
      limit greatest(room.free, 0)::int for no key update skip locked
    ) r
  ),
  noted as (
    update lanes l set last_slot_at = h.slot
    from (select name, max(slot) as slot from heads group by name) h where l.name = h.name
  )
  update task_runs r set run_status = 'pending', next_attempt_at = h.slot
  from heads h, tasks t
  where r.id = h.id and r.scheduled_for = h.scheduled_for and r.run_status = 'held' and t.id = r.task_id
  returning r.id, r.task_id as "taskId", r.fence, r.scheduled_for::text as "scheduledFor", r.priority, r.retry_count as "retryCount", true as "isPaced",
    coalesce(r.webhook_url, t.webhook_url) as "webhookUrl", extract(epoch from h.slot - h.at)::float8 * 1000 as "delayMs"`;

/**
 * As `admitRuns`, for lanes with a rate limit. The caller holds their rows locked. A run that is not due by the next
 * slot stays `held` until it is, so that it keeps no slot from others. Retries are no runs that begin, and have no
 * slots. A lane of which a run has not begun long after its slot admits none: what nobody takes must not pile up and
 * then begin all at once.
 */
export async function admitPacedRuns(transaction: Database, lanes: string[]): Promise<AdmittedRun[]> {
  const { rows } = await transaction.query<AdmittedRunRow>({
    text: admitPacedHeadsText,
    values: [lanes, slotsAheadMs, taskPriorities, ageingStepMs],
  });
  return rows.map(toRunToHint);
}
