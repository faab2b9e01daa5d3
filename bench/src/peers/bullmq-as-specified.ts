/** Plain BullMQ as Carillon's specification draws it: one job per task, five at a time, four statements per attempt. */
import { randomUUID } from 'node:crypto';
import { createNodeRedisClient, Worker } from 'bullmq';
import pg from 'pg';
import { createClient } from 'redis';
import { childOptions, endWithParent, tellParent } from '../processes/bench-child.js';
import type { Place } from '../systems/system.js';
import { createPoster } from './post.js';

/** "Asynchronous tasks run concurrently (5)". */
const concurrency = 5;

const { databaseUrl, redisUrl, receiverUrl } = childOptions<Place>();
const post = createPoster(receiverUrl, concurrency);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });

async function attempt(taskId: string, retryCount: number): Promise<void> {
  const { rows } = await pool.query<{ body: string }>({
    name: 'select_task',
    text: 'select *, json_payload::text as body from tasks where id = $1',
    values: [taskId],
  });
  const logId = randomUUID();
  await pool.query({
    name: 'insert_log',
    text: `insert into task_logs (id, task_id, status, retry_count) values ($1, $2, 'running', $3)`,
    values: [logId, taskId, retryCount],
  });
  const posted = await post(rows[0]!.body);
  const isFine = posted.status < 300;
  await pool.query({
    name: 'update_log',
    text: 'update task_logs set status = $2, execution_time = $3, message = $4 where id = $1',
    values: [logId, isFine ? 'finish' : 'failed', posted.tookMs, posted.text],
  });
  await pool.query({
    name: 'update_task',
    text: 'update tasks set task_status = $2, updated_at = clock_timestamp() where id = $1',
    values: [taskId, isFine ? 'ready' : 'failed'],
  });
  if (!isFine) throw new Error(`The webhook answered ${posted.status}.`);
}

const client = createClient({ url: redisUrl! });
client.on('error', (error: Error) => process.stderr.write(`redis: ${error.message}\n`));
const worker = new Worker<{ taskId: string; retryCount: number }>(
  'tasks',
  ({ data }) => attempt(data.taskId, data.retryCount),
  {
    connection: createNodeRedisClient(client),
    concurrency,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  },
);
worker.on('error', (error) => process.stderr.write(`bullmq: ${error.message}\n`));
await worker.waitUntilReady();
endWithParent();
tellParent({});
