import type { Pool } from '@carillon/db';
import { connectHotPath, lookForDueTasks, migrateDatabase } from '@carillon/db';
import pg from 'pg';
import { percentile } from '../percentile.js';
import type { Workshop } from '../throughput/workshop.js';

export interface PublisherPassResult {
  sleepingTasks: number;
  passes: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

type PublishDueTasks = (pool: Pool, limit: number) => Promise<{ runs: number }>;

const dueTasks = 10;
const warmUpPasses = 30;
const insertSize = 100_000;

/** The publisher's own settings. */
const publishBatch = 1_000;
const backlogMax = 100_000;

/**
 * How long the publisher needs for a pass that finds ten due tasks among many that sleep: look when the next one is due and
 * at the backlog, publish, commit. Without the hints, which are sent afterwards and not waited for.
 *
 * @param taskCounts rising
 */
export async function measurePublisherPasses(
  workshop: Workshop,
  { taskCounts, passes }: { taskCounts: readonly number[]; passes: number },
  progress: (line: string) => void,
): Promise<PublisherPassResult[]> {
  const place = await workshop.openPlace();
  await migrateDatabase(place.databaseUrl);
  const pool = connectHotPath(place.databaseUrl, { applicationName: 'bench publisher' });
  // Without the product's time limits: a million rows take their time.
  const harness = new pg.Client({ connectionString: place.databaseUrl });
  await harness.connect();
  try {
    const publishDueTasks = await loadPublishDueTasks();
    const results: PublisherPassResult[] = [];
    let sleepingTasks = 0;
    for (const count of taskCounts) {
      progress(`Publisher pass: growing to ${count} sleeping tasks …`);
      await insertSleepingTasks(harness, sleepingTasks, count);
      sleepingTasks = count;
      const tookMs = await timePasses({ pool, harness, publishDueTasks, passes });
      results.push({
        ...{ sleepingTasks, passes },
        p50Ms: percentile(tookMs, 50),
        p99Ms: percentile(tookMs, 99),
        maxMs: percentile(tookMs, 100),
      });
    }
    return results;
  } finally {
    await harness.end();
    await pool.end();
    await place.close();
  }
}

/** The compiled product itself, found by its path: nobody may import from an app, and a copy would measure a copy. */
async function loadPublishDueTasks(): Promise<PublishDueTasks> {
  const file = new URL('../../../apps/cli/dist/publisher/publish-due-tasks.js', import.meta.url);
  const { publishDueTasks } = (await import(file.href)) as { publishDueTasks: PublishDueTasks };
  return publishDueTasks;
}

const someDay = `now() + interval '30 days' + random() * interval '300 days'`;

/** Tasks that are due at the full hour on some day of the next eleven months. */
async function insertSleepingTasks(harness: pg.Client, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += insertSize) {
    await harness.query(
      `insert into tasks (task_name, task_schedule, webhook_url, overlap_policy, next_run_at)
       select 'sleeping', '0 * * * *', 'http://127.0.0.1:9/', 'allow', date_trunc('hour', ${someDay})
       from generate_series(1, $1::int)`,
      [Math.min(insertSize, to - first)],
    );
  }
  await harness.query('vacuum analyze tasks, task_runs');
}

const wakeText = `update tasks set next_run_at = date_trunc('hour', now()) where id = any($1)`;

/** A small table is gone through more than once, and an instant is run once only. */
const sleepText = `
  with forgotten as (delete from task_runs where task_id = any($1))
  update tasks set next_run_at = date_trunc('hour', ${someDay}), active_runs = 0, task_status = 'ready'
  where id = any($1)`;

interface Passes {
  pool: Pool;
  harness: pg.Client;
  publishDueTasks: PublishDueTasks;
  passes: number;
}

async function timePasses({ pool, harness, publishDueTasks, passes }: Passes): Promise<number[]> {
  const all = warmUpPasses + passes;
  const { rows } = await harness.query<{ ids: string[] }>(
    `select array_agg(id) as ids from (select id from tasks order by random() limit $1) chosen`,
    [all * dueTasks],
  );
  const ids = rows[0]!.ids;
  const tookMs: number[] = [];
  for (let pass = 0; pass < all; pass += 1) {
    const chosen = Array.from({ length: dueTasks }, (_, n) => ids[(pass * dueTasks + n) % ids.length]);
    await harness.query(wakeText, [chosen]);
    const startedAt = performance.now();
    await lookForDueTasks(pool, backlogMax);
    const { runs } = await publishDueTasks(pool, publishBatch);
    tookMs.push(performance.now() - startedAt);
    await harness.query(sleepText, [chosen]);
    if (runs !== dueTasks) throw new Error(`A pass published ${runs} runs, not ${dueTasks}.`);
  }
  return tookMs.slice(warmUpPasses);
}
