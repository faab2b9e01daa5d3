import { AppError, newId } from '@carillon/domain';
import pg from 'pg';
import type { Pool } from '../connect.js';
import { connectDatabase } from '../connect.js';
import { migrateDatabase } from '../migrate.js';

export interface TestDatabase {
  url: string;
  pool: Pool;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

const adminUrl = process.env.CARILLON_TEST_DATABASE_URL;

/** Whether a PostgreSQL for tests is at hand. */
export const hasTestDatabase = adminUrl !== undefined;

async function withAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  if (adminUrl === undefined)
    throw new AppError('database.unreachable', 'CARILLON_TEST_DATABASE_URL is not set.');
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(adminUrl!);
  url.pathname = `/${database}`;
  return url.toString();
}

/**
 * A migrated database of the caller's own, cloned from a template in some tens of milliseconds. The template is
 * made once per run of the tests; an advisory lock keeps parallel test files from making it twice.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = `carillon_template_${process.env.CARILLON_TEST_RUN ?? 'local'}`;
  const name = `carillon_test_${newId().replaceAll('-', '')}`;
  await withAdmin(async (admin) => {
    await admin.query(`select pg_advisory_lock(hashtext('${template}'))`);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      await admin.query(`create database ${template}_new`);
      await migrateDatabase(urlOf(`${template}_new`));
      await admin.query(`alter database ${template}_new rename to ${template}`);
    }
    await admin.query(`create database ${name} template ${template}`);
  });
  const url = urlOf(name);
  const pool = connectDatabase(url, { applicationName: 'carillon test' });
  return {
    url,
    pool,
    async drop() {
      // A test may have ended it, to play a database that is away.
      if (!pool.ended) await pool.end();
      await withAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`));
    },
  };
}
