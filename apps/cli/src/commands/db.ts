import { Command } from 'commander';

export function dbCommand(): Command {
  const db = new Command('db').description('Create, migrate and inspect the database of DATABASE_URL.');
  db.command('up')
    .description(
      'Create the database if it is missing and apply every pending migration, the queue’s included.',
    )
    .action(async () => (await import('../database/migrations.js')).applyMigrations());
  db.command('down')
    .description('Take the newest migration back. Its tables and their rows are gone.')
    .action(async () => (await import('../database/migrations.js')).takeBackMigration());
  db.command('status')
    .description('List the migrations, applied and pending. Exit code 1 when one is pending.')
    .action(async () => (await import('../database/migrations.js')).printMigrationStatus());
  return db;
}
