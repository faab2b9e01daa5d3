import type { Pool } from '@carillon/db';
import { connectDatabase } from '@carillon/db';
import type { Batch, BatchRecord } from './system.js';

/** Where the peers that have no log of their own write each outcome, one row by one statement, as their users would. */
const createTable = `
  create table job_log (
    id bigint generated always as identity primary key,
    run integer not null,
    status text not null,
    http_status smallint,
    execution_time integer,
    message text,
    started_at timestamptz not null,
    created_at timestamptz not null default clock_timestamp()
  )`;

/** The harness's own view of a peer's database. */
export interface JobLog {
  readonly pool: Pool;
  clear(): Promise<void>;
  /** @param open a query for one row `open`: how many jobs the peer still has to deal with */
  record(batch: Batch, open: string): Promise<BatchRecord>;
}

export async function createJobLog(databaseUrl: string): Promise<JobLog> {
  const pool = connectDatabase(databaseUrl, { applicationName: 'bench harness', size: 2 });
  // Its database is dropped at the end, under a connection that may still be closing.
  pool.on('error', () => undefined);
  await pool.query(createTable);
  return {
    pool,
    clear: async () => void (await pool.query('truncate job_log')),
    async record(_batch, open) {
      const { rows } = await pool.query<BatchRecord & { logged: number; open: number }>(
        `select count(distinct run) filter (where status = 'finish')::int as logged,
           (select open from (${open}) o)::int as open,
           extract(epoch from min(started_at))::float8 * 1000 as "firstClaimAtMs",
           extract(epoch from max(created_at))::float8 * 1000 as "lastOutcomeAtMs"
         from job_log`,
      );
      const { logged, open: left, firstClaimAtMs, lastOutcomeAtMs } = rows[0]!;
      return { settled: Math.max(0, logged - left), firstClaimAtMs, lastOutcomeAtMs };
    },
  };
}
