import type { Database } from './connect.js';
import { isLockTimeout } from './database-errors.js';

/**
 * Makes the daily partitions of runs and logs between two instants, both days included.
 *
 * @returns how many were missing
 */
export async function ensurePartitions(database: Database, fromMs: number, toMs: number): Promise<number> {
  const { rows } = await database.query<{ made: number }>({
    text: `select ensure_partitions((to_timestamp($1 / 1000.0) at time zone 'UTC')::date,
             (to_timestamp($2 / 1000.0) at time zone 'UTC')::date) as made`,
    values: [fromMs, toMs],
  });
  return rows[0]!.made;
}

/** Makes the partitions of the server’s today and of so many days ahead. @returns how many were missing */
export async function ensurePartitionsAhead(database: Database, days: number): Promise<number> {
  const { rows } = await database.query<{ made: number }>({
    text: `select ensure_partitions((now() at time zone 'UTC')::date, (now() at time zone 'UTC')::date + $1::int) as made`,
    values: [days],
  });
  return rows[0]!.made;
}

/** For how many days, the server’s today included, the partitions of runs and logs are there without a gap. */
export async function countPartitionsAhead(database: Database): Promise<number> {
  const { rows } = await database.query<{ days: number }>(
    `select coalesce(min(day), 30)::int as days from generate_series(0, 29) as day, unnest(array['task_runs', 'task_logs']) as parent
     where to_regclass(parent || '_' || to_char((now() at time zone 'UTC')::date + day, 'YYYYMMDD')) is null`,
  );
  return rows[0]!.days;
}

/**
 * Drops what is older than the given number of days, a partition at a time, so that inserts never wait for more than
 * one. Ends early when the lock for the next one is not to be had within two seconds; the rest is for the next call.
 *
 * @param pool not a transaction: each drop commits by itself
 * @returns the names of the dropped partitions
 */
export async function dropOldPartitions(pool: Database, retentionDays: number): Promise<string[]> {
  const dropped: string[] = [];
  for (;;) {
    try {
      const { rows } = await pool.query<{ partition: string | null }>({
        text: `select drop_oldest_partition((now() at time zone 'UTC')::date - $1::int) as partition`,
        values: [retentionDays],
      });
      if (rows[0]!.partition === null) return dropped;
      dropped.push(rows[0]!.partition);
    } catch (error) {
      if (isLockTimeout(error)) return dropped;
      throw error;
    }
  }
}

/** What `dropOldPartitions` would drop at this moment. */
export interface OldPartitions {
  /** Of which something goes. */
  days: number;
  tables: number;
  /** Rows that go, counted no further than to `countedMax`. */
  runs: number;
  attempts: number;
  /** That are as old, and stay because a run of theirs is open. */
  heldDays: number;
}

/** Reads the old days once, and of their rows no more than are counted; rows that are open by their indexes. */
export async function countOldPartitions(
  database: Database,
  { retentionDays, countedMax }: { retentionDays: number; countedMax: number },
): Promise<OldPartitions> {
  const { rows } = await database.query<OldPartitions>({
    text: `
      with bound as materialized (
        select (now() at time zone 'UTC')::date - $1::int as day,
          ((now() at time zone 'UTC')::date - $1::int)::timestamp at time zone 'UTC' as at
      ), old as (
        select parent.relname::text as parent, to_date(right(child.relname, 8), 'YYYYMMDD') as day
        from pg_inherits
        join pg_class parent on parent.oid = inhparent
        join pg_class child on child.oid = inhrelid
        where parent.relname in ('task_runs', 'task_logs', 'run_events', 'run_log_lines')
          and parent.relnamespace = current_schema()::regnamespace and child.relname ~ '_\\d{8}$'
          and to_date(right(child.relname, 8), 'YYYYMMDD') < (select day from bound)
      ), held as materialized (
        select 'task_runs' as parent, (scheduled_for at time zone 'UTC')::date as day from task_runs
        where finished_at is null and scheduled_for < (select at from bound)
        union
        select 'task_logs', (created_at at time zone 'UTC')::date from task_logs
        where finished_at is null and created_at < (select at from bound)
      ), going as (
        select * from old where not exists (select from held where held.parent = old.parent and held.day = old.day)
      )
      select (select count(distinct day) from going)::int as days, (select count(*) from going)::int as tables,
        (select count(distinct day) from held)::int as "heldDays",
        (select count(*) from (
          select from task_runs where scheduled_for < (select at from bound)
            and (scheduled_for at time zone 'UTC')::date not in (select day from held where parent = 'task_runs')
          limit $2) counted)::int as runs,
        (select count(*) from (
          select from task_logs where created_at < (select at from bound)
            and (created_at at time zone 'UTC')::date not in (select day from held where parent = 'task_logs')
          limit $2) counted)::int as attempts`,
    values: [retentionDays, countedMax],
  });
  return rows[0]!;
}

const dayMs = 86_400_000;

/** Makes the partitions of the days in which rows fall: instants from before an outage may lie in dropped ones. */
export async function ensurePartitionsOf(
  database: Database,
  rows: { scheduledFor: string }[],
): Promise<void> {
  const days = new Set(rows.map(({ scheduledFor }) => Math.floor(Date.parse(scheduledFor) / dayMs)));
  for (const day of days) await ensurePartitions(database, day * dayMs, day * dayMs);
}
