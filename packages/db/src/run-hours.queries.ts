/**
 * Adds up the runs of hours that are over, so that statistics of a week read 168 rows instead of a million.
 *
 * A row tells the truth or is not there: whatever changes a counted hour (a run that is written late, a record of skips
 * that grows, a task that is archived or deleted) takes the row away in its own transaction, by triggers that never
 * fire for runs of the last half hour. Runs that had not ended stay out of the row and in its `open_runs`.
 *
 * If the process dies at any line, hours are left announced and not counted, and the next pass counts them; any number
 * of publishers may do it at the same time.
 */
import sql from 'sql-template-tag';
import type { Pool } from './connect.js';
import { inTransaction } from './connect.js';
import { countMeasured, hourOfRun, measured } from './run-cells.js';
import { ofScope } from './statistics-scope.js';

/** The longest window of the statistics, and the day in which it begins. */
const daysKept = 31;
/** Beyond so many open runs an hour is not counted: reading it whole is then the cheaper way. */
const openRunsMax = 500;
/** A day of many millions of runs is counted in parts, each well within the time that a statement has. */
const hoursAtOnce = 12;

/**
 * Counts all hours that have been over for an hour and are not counted.
 *
 * @returns how many it counted
 */
export async function countHours(pool: Pool): Promise<number> {
  await announceHours(pool);
  const { rows: days } = await pool.query<{ day: Date }>(sql`
    select distinct date_bin(interval '1 day', hour, timestamptz 'epoch') as day from run_hours where counts is null order by day desc`);
  let counted = 0;
  for (const { day } of days) {
    for (let some = hoursAtOnce; some === hoursAtOnce; counted += some) some = await countHoursOf(pool, day);
  }
  return counted;
}

/**
 * Writes rows without counts. Whoever changes an hour from then on takes its row away; who has begun to before, and could not
 * see the row, holds the lock, and then nothing is announced until the next pass.
 */
async function announceHours(pool: Pool): Promise<void> {
  await inTransaction(pool, async (transaction) => {
    const { rows } = await transaction.query<{ alone: boolean }>(
      `select pg_try_advisory_xact_lock(hashtext('carillon.run_hours')) as alone`,
    );
    if (!rows[0]!.alone) return;
    await transaction.query(sql`
      with forgotten as (delete from run_hours where hour < now() - ${daysKept}::int * interval '1 day')
      insert into run_hours (hour)
      select hour from generate_series(
        date_bin('1 day', now() - ${daysKept - 1}::int * interval '1 day', timestamptz 'epoch'),
        now() - interval '2 hours', interval '1 hour'
      ) as hours(hour)
      on conflict do nothing`);
  });
}

/** Counts some hours of the day. Reads its partition once, and the index of its open runs. A row that is gone by then stays away. */
async function countHoursOf(pool: Pool, day: Date): Promise<number> {
  const { rowCount } = await pool.query(sql`
    with hours as materialized (
      select hour, o.open_runs from run_hours cross join lateral (
        select coalesce(array_agg(id), '{}') as open_runs from (
          select id from task_runs where finished_at is null and scheduled_for >= hour and scheduled_for < hour + interval '1 hour'
            ${ofScope({})} limit ${openRunsMax + 1}
        ) open
      ) o
      where counts is null and hour >= ${day} and hour < ${day}::timestamptz + interval '1 day'
        and cardinality(o.open_runs) <= ${openRunsMax}
      limit ${hoursAtOnce}
    ),
    cells as (
      ${countMeasured(sql`
        select ${measured(hourOfRun)} from task_runs
        where scheduled_for >= ${day} and scheduled_for < ${day}::timestamptz + interval '1 day' and finished_at is not null
          and ${hourOfRun} in (select hour from hours) ${ofScope({})}`)}
    ),
    told as (
      select at as hour,
        jsonb_agg(to_jsonb(cells) - array['kind', 'at', 'bin']) filter (where kind = 'status') as counts,
        jsonb_object_agg(bin, runs) filter (where kind = 'duration' and bin is not null) as durations,
        jsonb_object_agg(bin, runs) filter (where kind = 'lag' and bin is not null) as lags
      from cells group by at
    )
    update run_hours h set counts = coalesce(t.counts, '[]'), durations = coalesce(t.durations, '{}'),
      lags = coalesce(t.lags, '{}'), open_runs = x.open_runs
    from hours x left join told t on t.hour = x.hour
    where h.hour = x.hour`);
  return rowCount ?? 0;
}
