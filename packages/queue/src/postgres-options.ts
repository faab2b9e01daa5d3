import type { PoolConfig } from 'pg';

/** BullMQ's own namespace in the database; the one that it looks in when it is given a pool. */
export const queueSchema = 'bullmq';

/**
 * Only the queue's connections commit without waiting for the disk: a crash may lose hints, which are made again,
 * but never a run.
 *
 * @param max connections, each worker's `LISTEN` among them
 */
export function postgresOptions(databaseUrl: string, max: number): PoolConfig {
  const { url, options } = takeServerOptions(databaseUrl);
  return {
    connectionString: url,
    // BullMQ's statements name no schema.
    options: `${options} -c synchronous_commit=off -c search_path=${queueSchema}`.trim(),
    max,
    application_name: 'carillon queue',
    connectionTimeoutMillis: 5_000,
    // Ends a query on a connection that died without a word, and with it the connection.
    query_timeout: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    idleTimeoutMillis: 60_000,
  };
}

/** `pg` lets the URL's `options` replace all others, the schema's search path among them, so they are moved. */
function takeServerOptions(databaseUrl: string): { url: string; options: string } {
  const mark = databaseUrl.indexOf('?');
  if (mark < 0) return { url: databaseUrl, options: '' };
  const query = new URLSearchParams(databaseUrl.slice(mark + 1));
  const options = query.get('options') ?? '';
  query.delete('options');
  const rest = query.toString();
  return { url: databaseUrl.slice(0, mark) + (rest === '' ? '' : `?${rest}`), options };
}
