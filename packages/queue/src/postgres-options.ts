import type { PostgresPoolConfig } from 'bullmq';

/** BullMQ's own namespace in the database. */
export const queueSchema = 'bullmq';

/**
 * Each queue and each worker has a small pool of its own. Only these connections commit without waiting for the
 * disk: a crash may lose hints, which are made again, but never a run.
 */
export function postgresOptions(databaseUrl: string): PostgresPoolConfig {
  const { url, options } = takeServerOptions(databaseUrl);
  return {
    connectionString: url,
    options: `${options} -c synchronous_commit=off`.trim(),
    schema: queueSchema,
    max: 4,
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
