import pg from 'pg';
import { isDeadlock } from './database-errors.js';

/** A pool or a transaction: what every query function takes first. */
export interface Database {
  query<R extends pg.QueryResultRow>(config: pg.QueryConfig | string): Promise<pg.QueryResult<R>>;
}

export type Pool = pg.Pool;

export interface ConnectOptions {
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** Connections at most. */
  size?: number;
  /** Called for a connection that broke while idle; the pool replaces it by itself. */
  onError?: (error: Error) => void;
}

const milliseconds = {
  connect: 5_000,
  statement: 15_000,
  lock: 5_000,
  idleInTransaction: 15_000,
  query: 20_000,
};

const sessionSettings = [
  'TimeZone=UTC',
  `statement_timeout=${milliseconds.statement}`,
  `lock_timeout=${milliseconds.lock}`,
  `idle_in_transaction_session_timeout=${milliseconds.idleInTransaction}`,
];

/**
 * Plans that stay index lookups whatever the statistics of a young partition say. They would ruin reports, so only
 * the publisher's and the listener's hot pool has them.
 */
const hotPathSettings = [
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'enable_seqscan=off',
  'plan_cache_mode=force_generic_plan',
];

function openPool(databaseUrl: string, settings: string[], options: ConnectOptions): Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: options.applicationName,
    max: options.size ?? 10,
    connectionTimeoutMillis: milliseconds.connect,
    query_timeout: milliseconds.query,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  });
  pool.on('error', (error) => options.onError?.(error));
  return pool;
}

/** Opens a pool. Connections are made on first use; every wait in it is bounded. */
export function connectDatabase(databaseUrl: string, options: ConnectOptions): Pool {
  return openPool(databaseUrl, sessionSettings, options);
}

/** A pool for the four statements of the hot path and for nothing else. */
export function connectHotPath(databaseUrl: string, options: ConnectOptions): Pool {
  return openPool(databaseUrl, [...sessionSettings, ...hotPathSettings], options);
}

const deadlockTriesMax = 3;

/**
 * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. The victim of a deadlock is
 * rolled back and run again, so `work` must not change anything outside of the transaction that a second run would
 * spoil. When the connection is lost in the middle, that loss is what is thrown, whatever it made of the statements
 * after it.
 */
export async function inTransaction<T>(pool: Pool, work: (transaction: Database) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryTransaction(pool, work);
    } catch (error) {
      if (!isDeadlock(error) || tries === deadlockTriesMax) throw error;
    }
  }
}

async function tryTransaction<T>(pool: Pool, work: (transaction: Database) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let lost: Error | undefined;
  // The pool listens only to idle clients; a loss between two statements would end the process.
  const onError = (error: Error): void => void (lost ??= error);
  client.on('error', onError);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that cannot even roll back is not given back to the pool.
    await client.query('rollback').catch((fault: Error) => (lost ??= fault));
    throw lost ?? error;
  } finally {
    client.off('error', onError);
    client.release(lost);
  }
}
