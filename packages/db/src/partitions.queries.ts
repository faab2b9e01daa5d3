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

const dayMs = 86_400_000;

/** Makes the partitions of the days in which rows fall: instants from before an outage may lie in dropped ones. */
export async function ensurePartitionsOf(
  database: Database,
  rows: { scheduledFor: string }[],
): Promise<void> {
  const days = new Set(rows.map(({ scheduledFor }) => Math.floor(Date.parse(scheduledFor) / dayMs)));
  for (const day of days) await ensurePartitions(database, day * dayMs, day * dayMs);
}
