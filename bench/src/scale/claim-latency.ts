import { randomUUID } from 'node:crypto';
import type { Pool } from '@carillon/db';
import { claimRuns, connectHotPath, migrateDatabase } from '@carillon/db';
import pg from 'pg';
import { percentile } from '../percentile.js';
import type { Workshop } from '../throughput/workshop.js';
import { insertHistory, requireDiskSpace, taskIdText } from './history.js';

export interface ClaimLatencyResult {
  finishedRuns: number;
  bundles: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

const bundleSize = 100;
const bundles = 200;
const warmUpBundles = 20;
const taskCount = 10_000;

/**
 * How long the listener's claim of a full bundle takes, its open logs included, on an empty history and after many
 * finished runs.
 *
 * @throws Error when the disk could not hold the history
 */
export async function measureClaimLatency(
  workshop: Workshop,
  finishedRuns: number,
  progress: (line: string) => void,
): Promise<ClaimLatencyResult[]> {
  await requireDiskSpace(workshop.folder, finishedRuns);
  const place = await workshop.openPlace();
  await migrateDatabase(place.databaseUrl);
  const admin = new pg.Client({ connectionString: place.adminUrl });
  await admin.connect();
  const pool = connectHotPath(place.databaseUrl, { applicationName: 'bench listener' });
  try {
    await admin.query(
      `insert into tasks (id, task_name, webhook_url)
       select ${taskIdText('n')}, 'claimed', 'http://127.0.0.1:9/' from generate_series(0, ${taskCount - 1}) n`,
    );
    progress('Claim: on an empty history …');
    const empty = await timeClaims(pool, admin);
    await insertHistory(admin, { runs: finishedRuns, taskCount }, progress);
    progress(`Claim: after ${finishedRuns} finished runs …`);
    return [
      { finishedRuns: 0, ...empty },
      { finishedRuns, ...(await timeClaims(pool, admin)) },
    ];
  } finally {
    await pool.end();
    await admin.end();
    await place.close();
  }
}

interface Claimable {
  id: string;
  scheduledFor: string;
}

async function timeClaims(pool: Pool, admin: pg.Client): Promise<Omit<ClaimLatencyResult, 'finishedRuns'>> {
  const { rows } = await admin.query<Claimable>(
    `insert into task_runs (id, task_id, scheduled_for, trigger_key, next_attempt_at)
     select uuidv7(), ${taskIdText(`(n % ${taskCount})`)}, now(), uuidv7()::text, now() from generate_series(1, $1::int) n
     returning id, scheduled_for::text as "scheduledFor"`,
    [(warmUpBundles + bundles) * bundleSize],
  );
  const workerId = randomUUID();
  const tookMs: number[] = [];
  for (let first = 0; first < rows.length; first += bundleSize) {
    const bundle = rows.slice(first, first + bundleSize);
    const startedAt = performance.now();
    const claimed = await claimRuns(pool, bundle, { workerId, leaseMs: 60_000 });
    tookMs.push(performance.now() - startedAt);
    if (claimed.length !== bundleSize)
      throw new Error(`${claimed.length} of ${bundleSize} runs were claimed.`);
  }
  const measured = tookMs.slice(warmUpBundles);
  return {
    bundles,
    p50Ms: percentile(measured, 50),
    p99Ms: percentile(measured, 99),
    maxMs: percentile(measured, 100),
  };
}
