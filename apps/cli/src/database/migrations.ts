import type { DatabaseConfig } from '@carillon/config';
import { loadDatabaseConfig } from '@carillon/config';
import { migrateDatabase, migrationStatus, rollbackDatabase } from '@carillon/db';
import { AppError } from '@carillon/domain';
import { migrateQueue } from '@carillon/queue';

/** Brings the database of DATABASE_URL up to date, the queue's own tables included. */
export async function applyMigrations(): Promise<void> {
  const databaseUrl = databaseUrlOf(loadDatabaseConfig());
  const report = await migrateDatabase(databaseUrl);
  await migrateQueue(databaseUrl);
  process.stderr.write(`${report === '' ? 'Nothing to apply: the database is up to date.' : report}\n`);
}

/** Takes the newest migration back. */
export async function takeBackMigration(): Promise<void> {
  process.stderr.write(`${await rollbackDatabase(databaseUrlOf(loadDatabaseConfig()))}\n`);
}

/** Prints a line for each migration; the exit code is 1 when one is pending. */
export async function printMigrationStatus(): Promise<void> {
  const { applied, pending } = await migrationStatus(databaseUrlOf(loadDatabaseConfig()));
  const lines = [...applied.map((name) => `applied  ${name}`), ...pending.map((name) => `pending  ${name}`)];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (pending.length > 0) process.exitCode = 1;
}

/** @throws AppError `config.invalid` when it is not set */
export function databaseUrlOf({ databaseUrl }: DatabaseConfig): string {
  if (databaseUrl !== null) return databaseUrl;
  throw new AppError('config.invalid', 'DATABASE_URL is not set.', {
    hint: '`carillon up` migrates its embedded database by itself; for any other, set DATABASE_URL.',
  });
}
