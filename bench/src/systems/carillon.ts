import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool } from '@carillon/db';
import { connectDatabase, migrateDatabase } from '@carillon/db';
import { migrateQueue } from '@carillon/queue';
import type { CarillonProcess } from '@carillon/testkit';
import { freePort, startCarillonProcess } from '@carillon/testkit';
import { benchEnvironment } from '../environment.js';
import type { Batch, BatchRecord, Place, RunningSystem, System } from './system.js';
import { bodyOf } from './system.js';

const cli = fileURLToPath(new URL('../../../apps/cli/dist/main.js', import.meta.url));

const settings =
  'one publisher and one listener with their default settings, concurrency apart; log level warn';

export const carillonRedis: System = {
  name: 'carillon-redis',
  needsRedis: true,
  settings: `${settings}; hints in Redis`,
  start: (place) => startCarillon(place, place.redisUrl),
};

export const carillonPostgres: System = {
  name: 'carillon-postgres',
  needsRedis: false,
  settings: `${settings}; hints in PostgreSQL, no Redis`,
  start: (place) => startCarillon(place, null),
};

/** The programs that users start, on a database of their own. */
export async function startCarillon(place: Place, redisUrl: string | null): Promise<RunningSystem> {
  await migrateDatabase(place.databaseUrl);
  await migrateQueue(place.databaseUrl);
  const running = new Map<string, CarillonProcess>();
  const pool = connectDatabase(place.databaseUrl, { applicationName: 'bench harness', size: 2 });
  const stop = async (): Promise<void> => {
    await Promise.all([...running.values()].map((one) => one.end('SIGTERM')));
    await pool.end();
  };
  try {
    for (const kind of ['publisher', 'listener'])
      running.set(kind, await startProgram(kind, place, redisUrl));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    pids: Object.fromEntries([...running].map(([kind, { pid }]) => [kind, pid])),
    schedule: (batch) => insertTasks(pool, place.receiverUrl, batch),
    record: (batch) => readRecord(pool, batch),
    stop,
  };
}

async function startProgram(kind: string, place: Place, redisUrl: string | null): Promise<CarillonProcess> {
  const env = {
    DATABASE_URL: place.databaseUrl,
    REDIS_URL: redisUrl ?? '',
    ...benchEnvironment,
    CARILLON_LOG_LEVEL: 'warn',
    CARILLON_CONCURRENCY: String(place.concurrency),
    [`CARILLON_${kind.toUpperCase()}_PORT`]: String(await freePort()),
  };
  return startCarillonProcess([cli, kind], { env, logFile: join(place.folder, `${kind}.log`) });
}

/** One-off tasks, as the API would insert them. */
async function insertTasks(pool: Pool, receiverUrl: string, { runs, dueAtMs }: Batch): Promise<void> {
  await pool.query({
    text: `insert into tasks (task_name, webhook_url, json_payload, run_at, next_run_at)
           select 'benchmark', $1, body::jsonb, to_timestamp($3), to_timestamp($3) from unnest($2::text[]) body`,
    values: [receiverUrl, Array.from({ length: runs }, (_, run) => bodyOf(run)), dueAtMs / 1_000],
  });
  await pool.query('vacuum analyze tasks');
}

async function readRecord(pool: Pool, { dueAtMs }: Batch): Promise<BatchRecord> {
  const { rows } = await pool.query<BatchRecord>({
    text: `select count(*) filter (where r.run_status = 'completed' and l.status = 'finish' and t.active_runs = 0)::int as settled,
             extract(epoch from min(l.created_at))::float8 * 1000 as "firstClaimAtMs",
             extract(epoch from max(r.finished_at))::float8 * 1000 as "lastOutcomeAtMs"
           from task_runs r
           join task_logs l on l.run_id = r.id
           join tasks t on t.id = r.task_id
           where r.scheduled_for = to_timestamp($1)`,
    values: [dueAtMs / 1_000],
  });
  return rows[0]!;
}
