import pg from 'pg';
import { boundedClient } from './bounded-client.js';
import { isDeadlock, SilentServerError } from './database-errors.js';

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

/** Every wait is bounded, in ms: the server ends a long statement first, so what the client gives up on is dead. */
const timeLimits = {
  connect: 5_000,
  lock: 5_000,
  idleInTransaction: 15_000,
  statement: 15_000,
  query: 20_000,
};
const hotPathLimits = { ...timeLimits, statement: 8_000, query: 10_000 };

function sessionSettings(limits: typeof timeLimits): string[] {
  return [
    'TimeZone=UTC',
    `statement_timeout=${limits.statement}`,
    `lock_timeout=${limits.lock}`,
    `idle_in_transaction_session_timeout=${limits.idleInTransaction}`,
  ];
}

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

function openPool(
  databaseUrl: string,
  options: ConnectOptions,
  { limits, settings }: { limits: typeof timeLimits; settings: string[] },
): Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: options.applicationName,
    max: options.size ?? 10,
    connectionTimeoutMillis: limits.connect,
    Client: boundedClient(limits.query),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: [...sessionSettings(limits), ...settings].map((setting) => `-c ${setting}`).join(' '),
  });
  pool.on('error', (error) => options.onError?.(error));
  giveUpSilentConnections(pool);
  return pool;
}

/**
 * A connection that fell silent is seldom alone: a network that lost one has lost all. Without this, each of them
 * would cost another query its whole time limit.
 */
function giveUpSilentConnections(pool: Pool): void {
  const idle = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => idle.delete(client));
  pool.on('remove', (client) => idle.delete(client));
  pool.on('release', (error, client) => {
    if (!(error instanceof SilentServerError)) return void idle.add(client);
    // The pool takes an idle client that reports an error out.
    for (const silent of [...idle]) silent.emit('error', error);
  });
}

/** Opens a pool. Connections are made on first use; every wait in it is bounded. */
export function connectDatabase(databaseUrl: string, options: ConnectOptions): Pool {
  return openPool(databaseUrl, options, { limits: timeLimits, settings: [] });
}

/** A pool for the four statements of the hot path and for nothing else. */
export function connectHotPath(databaseUrl: string, options: ConnectOptions): Pool {
  return openPool(databaseUrl, options, { limits: hotPathLimits, settings: hotPathSettings });
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
    // A connection that does not answer, or cannot even roll back, is not given back to the pool.
    if (error instanceof SilentServerError) lost ??= error;
    else await client.query('rollback').catch((fault: Error) => (lost ??= fault));
    throw lost ?? error;
  } finally {
    client.off('error', onError);
    client.release(lost);
  }
}
