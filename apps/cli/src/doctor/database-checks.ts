import type { Pool } from '@carillon/db';
import { connectDatabase, countPartitionsAhead, migrationStatus, readServerState } from '@carillon/db';
import type { Check } from './check.js';
import { fail, ok, skip, warn, wordsOf } from './check.js';

const versionMin = 15;

/** Publishers make those of the next three days, every ten minutes. */
const daysAheadMin = 2;

/** The clock that counts is PostgreSQL's; logs and tokens follow the machine's. */
const clockSkewMaxMs = 1_000;

/** What is known of PostgreSQL; without one that answers, the rest is skipped. */
export async function checkDatabase(databaseUrl: string | null): Promise<Check[]> {
  if (databaseUrl === null) {
    const reason = 'DATABASE_URL is unset: `carillon up` runs its own PostgreSQL';
    return names.map((name) => skip(name, reason));
  }
  const pool = connectDatabase(databaseUrl, { applicationName: 'carillon doctor', size: 1 });
  try {
    return await examine(pool, databaseUrl);
  } finally {
    await pool.end();
  }
}

const names = ['postgresql', 'clock', 'migrations', 'partitions'];

async function examine(pool: Pool, databaseUrl: string): Promise<Check[]> {
  const { host } = new URL(databaseUrl);
  const askedAt = Date.now();
  let state;
  try {
    state = await readServerState(pool);
  } catch (error) {
    const value = `${host} cannot be reached: ${wordsOf(error)}`;
    return [
      fail('postgresql', value, 'Start PostgreSQL, or correct DATABASE_URL.'),
      ...names.slice(1).map((name) => skip(name, 'PostgreSQL cannot be reached')),
    ];
  }
  const skewMs = Date.parse(state.now) - (askedAt + Date.now()) / 2;
  return [
    checkServer(host, state),
    checkClock(Math.round(skewMs)),
    await checkMigrations(databaseUrl),
    await checkPartitions(pool),
  ];
}

function checkServer(host: string, state: { version: string; isStandby: boolean }): Check {
  const value = `${host}, version ${state.version}`;
  if (Number.parseInt(state.version, 10) < versionMin)
    return fail('postgresql', value, `Take version ${versionMin} or newer.`);
  if (state.isStandby)
    return fail(
      'postgresql',
      `${value}, a standby that takes no writes`,
      'Name the primary in DATABASE_URL.',
    );
  return ok('postgresql', value);
}

function checkClock(skewMs: number): Check {
  const value = `${Math.abs(skewMs)} ms ${skewMs < 0 ? 'behind' : 'ahead of'} this machine’s`;
  if (Math.abs(skewMs) < clockSkewMaxMs) return ok('clock', value);
  return warn('clock', value, 'Let NTP set both clocks: tasks are due by that of PostgreSQL.');
}

async function checkMigrations(databaseUrl: string): Promise<Check> {
  const { applied, pending } = await migrationStatus(databaseUrl);
  if (pending.length === 0) return ok('migrations', `${applied.length} applied, none pending`);
  return fail('migrations', `${pending.length} pending`, 'Run `carillon db up`.');
}

async function checkPartitions(pool: Pool): Promise<Check> {
  const days = await countPartitionsAhead(pool);
  const value = days === 0 ? 'none for today' : `for today and ${days - 1} days ahead`;
  const fix = 'Run `carillon db up`, and a publisher, which makes them as time goes on.';
  if (days === 0) return fail('partitions', value, fix);
  return days <= daysAheadMin ? warn('partitions', value, fix) : ok('partitions', value);
}
