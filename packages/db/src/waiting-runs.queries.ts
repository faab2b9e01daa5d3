import { ageingStepMs, taskPriorities } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import { laneOrder } from './lane-order.js';

export interface MoveRequest {
  from: string;
  to: string;
  /** Runs that were made later stay. */
  madeUntil: Date;
  /** At most so many at once. */
  limit: number;
}

/**
 * Puts runs that wait for their turn into another lane. Their tasks stay in theirs. The rows are locked as cancelling
 * locks them, and one that was admitted meanwhile is left where it is.
 *
 * @returns their ids; the other lane is to be admitted
 */
export async function moveHeldRuns(transaction: Database, request: MoveRequest): Promise<string[]> {
  const { from, to, madeUntil, limit } = request;
  const { rows } = await transaction.query<{ id: string }>(sql`
    with waiting as materialized (
      select id, scheduled_for from task_runs
      where lane = ${from} and finished_at is null and run_status = 'held' and created_at <= ${madeUntil}
      order by id limit ${limit} for no key update
    )
    update task_runs r set lane = ${to} from waiting w
    where r.id = w.id and r.scheduled_for = w.scheduled_for
    returning r.id`);
  return rows.map(({ id }) => id);
}

/** Of two ranks that are two apart at one moment, the lower is the lower at every later one. */
const ranksAhead = 2;

const putFirstText = `
  with waiting as materialized (
    select r.id, r.scheduled_for, array_position($3::text[], r.priority) as base,
      array_position($3::text[], r.priority)
        - floor(greatest(0, extract(epoch from now() - r.next_attempt_at)) * 1000 / $4::int) as rank,
      row_number() over (order by ${laneOrder}) as turn
    from task_runs r
    where r.finished_at is null and r.run_status = 'held' and r.lane = $1 and r.next_attempt_at <= now()
  ),
  chosen as (
    select w.id, w.scheduled_for, w.turn, w.base - (select rank from waiting where turn = 1) + ${ranksAhead} as steps
    from waiting w where w.id = $2
  ),
  moved as (
    update task_runs r set next_attempt_at = now() - c.steps * $4::int * interval '1 millisecond'
    from chosen c
    where c.turn > 1 and r.id = c.id and r.scheduled_for = c.scheduled_for and r.run_status = 'held'
    returning r.id
  )
  select (select count(*) from chosen where turn = 1) + (select count(*) from moved) as first`;

/**
 * Lets a run count as one that has waited longer than every other run of its lane that is due: it is admitted next.
 * Its instant, its priority and its deadline stay as they are. Until it begins, others can be put before it.
 *
 * @returns whether it is first now; false for a run that does not wait in the lane, or is not due yet
 */
export async function putFirst(
  transaction: Database,
  { lane, runId }: { lane: string; runId: string },
): Promise<boolean> {
  // Of two that are put first at the same time, the second sees where the first one went.
  await transaction.query(sql`select from lanes where name = ${lane} for no key update`);
  const { rows } = await transaction.query<{ first: string }>({
    text: putFirstText,
    values: [lane, runId, taskPriorities, ageingStepMs],
  });
  return Number(rows[0]!.first) > 0;
}
