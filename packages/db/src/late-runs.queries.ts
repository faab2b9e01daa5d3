/**
 * Runs that are due and do not begin. They are open, so the index of the open runs finds them; what a channel has been
 * told of stands in `alert_late_runs`, whose key is what makes it told once.
 *
 * A run is due at its instant (plus the jitter of its task), or when it was written if that was later, as after a pause;
 * a retry when its backoff is over. Neither a lane nor the limits of a host change that, though both change
 * `next_attempt_at`.
 */
import type { Sql } from 'sql-template-tag';
import sql, { empty, join } from 'sql-template-tag';
import type { AlertWishes } from './alerts.queries.js';
import { taskMatches } from './alerts.queries.js';
import type { Database } from './connect.js';

/** So many notices one look writes. What it leaves is told by the next. */
const noticesMax = 10_000;

/**
 * Writes down what channels are to be told of runs `e` (run_id, run_scheduled_for, task_id, due_at, asked_at, reason),
 * as CTEs of a statement: each channel of what is late by its own measure and it was not told of.
 * Always in one order, so that publishers that do the same wait for each other and do not lock each other out.
 */
function tellLate(wishes: AlertWishes[], late: Sql, limit = empty): Sql {
  const selects = wishes.map(
    ({ channelId, lateAfterSeconds, terms }) => sql`
      select c.id as channel_id, e.run_id, e.run_scheduled_for, e.task_id, e.due_at, e.reason,
        e.due_at + ${lateAfterSeconds}::int * interval '1 second' as late_at
      from ${late} e join alert_channels c on c.id = ${channelId}
      where e.asked_at - e.due_at >= ${lateAfterSeconds}::int * interval '1 second' ${taskMatches(terms)}
        and not exists (select from alert_late_runs k where k.channel_id = c.id and k.run_id = e.run_id)`,
  );
  return sql`
    wanted as materialized (
      select * from (${join(selects, ' union all ')}) x order by channel_id, run_id ${limit}
    ),
    told as (
      insert into alert_late_runs (channel_id, run_id, run_scheduled_for, task_id, late_at, reason)
      select channel_id, run_id, run_scheduled_for, task_id, late_at,
        'Due at ' || to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC; ' || reason from wanted
      on conflict do nothing returning *
    ),
    noticed as (
      insert into alert_notices (channel_id, event, run_id, task_id, task_name, error, occurred_at)
      select told.channel_id, 'run.late', told.run_id, told.task_id, t.task_name, told.reason, told.late_at
      from told join tasks t on t.id = told.task_id
      on conflict do nothing
    )`;
}

/**
 * Tells channels of instants that were late when they were published, in one statement: one is gone when and only when
 * its notices stand. Without channels that want to hear of them, they are only forgotten.
 *
 * @returns how many there were
 */
export async function noteLateInstants(
  database: Database,
  wishes: AlertWishes[],
  limit: number,
): Promise<number> {
  const taken = sql`
    taken as materialized (
      delete from alert_late_instants where run_id = any(array(
        select run_id from alert_late_instants order by run_id limit ${limit} for update skip locked
      )) returning *, published_at as asked_at
    )`;
  const { rows } = await database.query<{ count: number }>(
    wishes.length === 0
      ? sql`with ${taken} select count(*)::int as count from taken`
      : sql`with ${taken}, ${tellLate(wishes, sql`taken`)} select count(*)::int as count from taken`,
  );
  return rows[0]!.count;
}

export interface LateRunsRequest {
  /** At least one. */
  wishes: AlertWishes[];
  /** So many open runs are looked at, and those that are due at the same instant as the last of them. */
  limit: number;
  /** Only runs that may begin later than this instant; null: from the one that waits longest. */
  after: string | null;
}

export interface LateRunsPage {
  /** How many notices were to be written. */
  noted: number;
  /** Whether that was all that the page had to tell; else it is to be looked at again. */
  isWhole: boolean;
  /** Where the next page begins; null when this was the last one. */
  next: string | null;
}

/**
 * Looks at a page of the open runs, in the order in which they may begin, and tells channels of those that are late.
 * Reads `task_runs_open_idx`. One statement writes so many notices and no more.
 */
export async function noteLateRuns(
  database: Database,
  { wishes, limit, after }: LateRunsRequest,
): Promise<LateRunsPage> {
  const lateAfterSeconds = Math.min(...wishes.map((each) => each.lateAfterSeconds));
  const { rows } = await database.query<{ noted: number; seen: number; last: string | null }>(sql`
    with page as materialized (
      select id, task_id, scheduled_for, run_status, trigger, lane, next_attempt_at, created_at from task_runs
      where finished_at is null and (${after}::timestamptz is null or next_attempt_at > ${after}::timestamptz)
      order by next_attempt_at fetch first ${limit} rows with ties
    ),
    due as materialized (
      select p.*, case p.run_status when 'retrying' then p.next_attempt_at else greatest(p.created_at,
        p.scheduled_for + case p.trigger when 'schedule' then t.jitter_ms else 0 end * interval '1 millisecond') end as due_at
      from page p join tasks t on t.id = p.task_id
      where case p.run_status when 'retrying' then p.next_attempt_at
        when 'pending' then greatest(p.created_at, p.scheduled_for)
        when 'held' then greatest(p.created_at, p.scheduled_for) end
        <= now() - ${lateAfterSeconds}::int * interval '1 second'
    ),
    late as materialized (
      select d.id as run_id, d.scheduled_for as run_scheduled_for, d.task_id, d.due_at, now() as asked_at, case
        when d.run_status = 'held' and l.paused then 'the lane “' || l.name || '” is paused'
        when d.run_status = 'held' and l.name is null then 'an earlier run of its task has not ended'
        when d.run_status = 'held' then 'the lane “' || l.name || '” has no room'
        when d.next_attempt_at > now() then 'it is put off until '
          || to_char(d.next_attempt_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC'
        else 'no listener has begun it' end as reason
      from due d left join lanes l on l.name = d.lane
    ),
    ${tellLate(wishes, sql`late`, sql`limit ${noticesMax}`)}
    select (select count(*)::int from wanted) as noted, (select count(*)::int from page) as seen,
      (select max(next_attempt_at)::text from page) as last`);
  const { noted, seen, last } = rows[0]!;
  return { noted, isWhole: noted < noticesMax, next: seen < limit ? null : last };
}

/** What has ended is never late again. */
export async function forgetLateRuns(database: Database): Promise<void> {
  await database.query(sql`
    delete from alert_late_runs l where not exists (
      select from task_runs r where r.id = l.run_id and r.scheduled_for = l.run_scheduled_for and r.finished_at is null
    )`);
}
