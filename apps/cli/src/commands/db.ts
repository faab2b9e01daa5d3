import type { DatabaseConfig } from '@carillon/config';
import { loadDatabaseConfig } from '@carillon/config';
import { migrateDatabase, migrationStatus, rollbackDatabase } from '@carillon/db';
import { AppError } from '@carillon/domain';
import { migrateQueue } from '@carillon/queue';
import { Command } from 'commander';

export function dbCommand(): Command {
  const db = new Command('db').description('Create, migrate and inspect the database of DATABASE_URL.');
  db.command('up')
    .description(
      'Create the database if it is missing and apply every pending migration, the queue’s included.',
    )
    .action(async () => {
      const databaseUrl = databaseUrlOf(loadDatabaseConfig());
      const report = await migrateDatabase(databaseUrl);
      await migrateQueue(databaseUrl);
      process.stderr.write(`${report === '' ? 'Nothing to apply: the database is up to date.' : report}\n`);
    });
  db.command('down')
    .description('Take the newest migration back. Its tables and their rows are gone.')
    .action(async () => {
      process.stderr.write(`${await rollbackDatabase(databaseUrlOf(loadDatabaseConfig()))}\n`);
    });
  db.command('status')
    .description('List the migrations, applied and pending. Exit code 1 when one is pending.')
    .action(async () => {
      const { applied, pending } = await migrationStatus(databaseUrlOf(loadDatabaseConfig()));
      const lines = [
        ...applied.map((name) => `applied  ${name}`),
        ...pending.map((name) => `pending  ${name}`),
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
      if (pending.length > 0) process.exitCode = 1;
    });
  return db;
}

function databaseUrlOf({ databaseUrl }: DatabaseConfig): string {
  if (databaseUrl !== null) return databaseUrl;
  throw new AppError('config.invalid', 'DATABASE_URL is not set.', {
    hint: '`carillon up` migrates its embedded database by itself; for any other, set DATABASE_URL.',
  });
}
