import { AppError } from '@carillon/domain';
import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import { queueSchema } from './postgres-options.js';

/**
 * Brings BullMQ's own tables, in the schema `bullmq`, up to this release. Can be run again, and by several at once.
 * Needed even with Redis, so that Redis can be given up without a migration.
 *
 * @throws AppError `database.unreachable`; whatever BullMQ says about a schema newer than itself
 */
export async function migrateQueue(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  // The connection may break between two statements; the next statement reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new AppError('database.unreachable', 'The database does not answer.', { cause: error });
  }
  try {
    await runMigrations(client, queueSchema);
  } finally {
    await client.end();
  }
}
