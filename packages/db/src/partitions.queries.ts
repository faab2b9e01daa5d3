import type { Database } from './connect.js';

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

/** Drops what is older than the given number of days. @returns the names of the dropped partitions */
export async function dropOldPartitions(database: Database, retentionDays: number): Promise<string[]> {
  const { rows } = await database.query<{ partition: string }>({
    text: `select drop_old_partitions((now() at time zone 'UTC')::date - $1::int) as partition`,
    values: [retentionDays],
  });
  return rows.map((row) => row.partition);
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
