import type { Pool } from '@carillon/db';
import { connectDatabase } from '@carillon/db';
import { createNodeRedisClient, Queue } from 'bullmq';
import { createClient } from 'redis';
import { startBenchChild } from '../processes/bench-child.js';
import type { Batch, BatchRecord, System } from './system.js';
import { bodyOf } from './system.js';

/** The two tables of the specification, at its own width. */
const createTables = `
  create table tasks (
    id uuid primary key default gen_random_uuid(),
    task_name text not null,
    task_schedule text,
    webhook_url text not null,
    json_payload jsonb not null,
    max_retry integer not null default 3,
    task_status text not null default 'ready',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create table task_logs (
    id uuid primary key,
    task_id uuid not null references tasks (id),
    execution_time integer,
    status text not null,
    retry_count integer not null,
    message text,
    created_at timestamptz not null default clock_timestamp()
  );
  create index on task_logs (task_id)`;

const bulkSize = 2_000;

export const bullmqAsSpecified: System = {
  name: 'bullmq-as-specified',
  needsRedis: true,
  settings:
    'one delayed job per task, five at a time as specified; one select, one insert and two updates per attempt',
  packageName: 'bullmq',
  async start(place) {
    const client = createClient({ url: place.redisUrl! });
    client.on('error', () => undefined);
    const connection = createNodeRedisClient(client);
    const queue = new Queue('tasks', { connection });
    const pool = connectDatabase(place.databaseUrl, { applicationName: 'bench harness', size: 2 });
    await pool.query(createTables);
    const { child } = await startBenchChild('peers/bullmq-as-specified.js', place);
    return {
      pids: { worker: child.pid },
      async schedule(batch) {
        const taskIds = await insertTasks(pool, place.receiverUrl, batch);
        for (let first = 0; first < taskIds.length; first += bulkSize) {
          const jobs = taskIds.slice(first, first + bulkSize).map((taskId) => ({
            name: 'task',
            data: { taskId, retryCount: 0 },
            opts: { delay: Math.max(0, batch.dueAtMs - Date.now()) },
          }));
          await queue.addBulk(jobs);
        }
      },
      record: () => readRecord(pool),
      async stop() {
        await child.stop();
        await queue.close();
        client.destroy();
        await pool.end();
      },
    };
  },
};

async function insertTasks(pool: Pool, receiverUrl: string, { runs }: Batch): Promise<string[]> {
  await pool.query('truncate tasks, task_logs');
  const { rows } = await pool.query<{ id: string }>({
    text: `insert into tasks (task_name, webhook_url, json_payload, task_status)
           select 'benchmark', $1, body::jsonb, 'running' from unnest($2::text[]) body returning id`,
    values: [receiverUrl, Array.from({ length: runs }, (_, run) => bodyOf(run))],
  });
  await pool.query('vacuum analyze tasks');
  return rows.map((row) => row.id);
}

async function readRecord(pool: Pool): Promise<BatchRecord> {
  const { rows } = await pool.query<BatchRecord>(
    `select count(*) filter (where t.task_status = 'ready' and l.status = 'finish')::int as settled,
       extract(epoch from min(l.created_at))::float8 * 1000 as "firstClaimAtMs",
       extract(epoch from max(t.updated_at))::float8 * 1000 as "lastOutcomeAtMs"
     from tasks t join task_logs l on l.task_id = t.id`,
  );
  return rows[0]!;
}
