import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import { camelCaseRow } from './task-row.js';

/** What PostgreSQL tells of itself, to whoever asks with an ordinary role. */
export interface ServerState {
  /** As in `18.4`. */
  version: string;
  startedAt: string;
  /** By its own clock. */
  now: string;
  /** Of this database, its indexes and its free space. */
  sizeBytes: number;
  /** Connections that are open, of all programs, and how many there may be. */
  connections: number;
  connectionsMax: number;
  /** A standby answers questions and takes no writes. */
  isStandby: boolean;
}

/** Reads catalogues and counters only; the size asks the file system for each table. */
export async function readServerState(database: Database): Promise<ServerState> {
  // Distributions put their own name behind the version.
  const { rows } = await database.query<object>(sql`
    select split_part(current_setting('server_version'), ' ', 1) as version,
      pg_postmaster_start_time() as started_at, clock_timestamp() as now,
      pg_database_size(current_database())::float8 as size_bytes,
      (select sum(numbackends)::int from pg_stat_database) as connections,
      current_setting('max_connections')::int as connections_max, pg_is_in_recovery() as is_standby`);
  return camelCaseRow<ServerState>(rows[0]!);
}
