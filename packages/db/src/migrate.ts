import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '@carillon/domain';
import { resolveBinary } from 'dbmate';
import pg from 'pg';
import { connectDatabase } from './connect.js';
import { isMissingDatabase } from './database-errors.js';

const migrationsFolder = fileURLToPath(new URL('../../../db/migrations', import.meta.url));

export interface MigrationStatus {
  applied: string[];
  pending: string[];
}

/** dbmate wants encryption unless told otherwise; `pg` does not. One URL means the same to both. */
function dbmateUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (!url.searchParams.has('sslmode')) url.searchParams.set('sslmode', 'disable');
  return url.toString();
}

function runDbmate(databaseUrl: string, command: string[]): Promise<string> {
  const args = [
    '--migrations-dir',
    migrationsFolder,
    '--no-dump-schema',
    '--wait',
    '--wait-timeout',
    '15s',
    ...command,
  ];
  return new Promise((resolve, reject) => {
    // The URL goes by the environment: arguments are visible to every user of the machine.
    const child = spawn(resolveBinary(), args, { env: { DATABASE_URL: dbmateUrl(databaseUrl) } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output.trim());
      else reject(migrationError(output.trim()));
    });
  });
}

function migrationError(output: string): AppError {
  const lastLine = output.split('\n').at(-1) ?? '';
  const unreachable = /unable to connect|connection refused|timed out|no such host/i.test(output);
  return unreachable
    ? new AppError('database.unreachable', `PostgreSQL cannot be reached: ${lastLine}`, {
        hint: 'Check DATABASE_URL.',
      })
    : new AppError('database.outdated', `The database could not be migrated: ${lastLine}`);
}

/**
 * Creates the database if it is missing and applies every pending migration. Processes that do so at the same time
 * wait for each other: dbmate itself does not lock.
 *
 * @returns dbmate's report; empty when nothing was to be done
 * @throws AppError `database.unreachable`, `database.outdated` when a migration failed
 */
export async function migrateDatabase(databaseUrl: string): Promise<string> {
  const created = await createIfMissing(databaseUrl);
  const lock = new pg.Client({ connectionString: databaseUrl, application_name: 'carillon migrations' });
  // Losing the connection frees the lock; the migration in hand is a transaction of its own.
  lock.on('error', () => undefined);
  await lock.connect();
  try {
    await lock.query(`select pg_advisory_lock(hashtext('carillon.migrations'))`);
    const applied = await runDbmate(databaseUrl, ['migrate', '--strict']);
    return [created, applied].filter(Boolean).join('\n');
  } finally {
    await lock.end();
  }
}

async function createIfMissing(databaseUrl: string): Promise<string> {
  await runDbmate(databaseUrl, ['wait']);
  try {
    await appliedVersions(databaseUrl);
    return '';
  } catch (error) {
    if (!isMissingDatabase((error as AppError).cause)) throw error;
  }
  return runDbmate(databaseUrl, ['create']).catch(async (error: unknown) => {
    // Somebody else may have been quicker.
    await appliedVersions(databaseUrl).catch(() => Promise.reject(error as AppError));
    return '';
  });
}

/** Takes the newest migration back. @returns dbmate's report */
export async function rollbackDatabase(databaseUrl: string): Promise<string> {
  return runDbmate(databaseUrl, ['rollback']);
}

/**
 * Which migrations are applied and which are not, oldest first.
 *
 * @throws AppError `database.unreachable`
 */
export async function migrationStatus(databaseUrl: string): Promise<MigrationStatus> {
  const files = (await readdir(migrationsFolder)).filter((file) => file.endsWith('.sql')).sort();
  const versions = await appliedVersions(databaseUrl);
  const isApplied = (file: string): boolean => versions.has(file.split('_')[0]!);
  return { applied: files.filter(isApplied), pending: files.filter((file) => !isApplied(file)) };
}

async function appliedVersions(databaseUrl: string): Promise<Set<string>> {
  const pool = connectDatabase(databaseUrl, { applicationName: 'carillon migrations', size: 1 });
  try {
    const table = await pool.query<{ exists: boolean }>(
      `select to_regclass('schema_migrations') is not null as exists`,
    );
    if (!table.rows[0]!.exists) return new Set();
    const { rows } = await pool.query<{ version: string }>('select version from schema_migrations');
    return new Set(rows.map((row) => row.version));
  } catch (error) {
    throw new AppError('database.unreachable', `PostgreSQL cannot be reached: ${(error as Error).message}`, {
      cause: error,
      hint: 'Check DATABASE_URL.',
    });
  } finally {
    await pool.end();
  }
}

/** @throws AppError `database.outdated` naming what to do, `database.unreachable` */
export async function requireMigratedDatabase(databaseUrl: string): Promise<void> {
  const { pending } = await migrationStatus(databaseUrl);
  if (pending.length === 0) return;
  throw new AppError('database.outdated', `The database lacks ${pending.length} migrations.`, {
    hint: 'Run `carillon db up`.',
  });
}
