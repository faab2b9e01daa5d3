import { setTimeout as wait } from 'node:timers/promises';
import { insertTask } from '@carillon/db/testing';
import { redisServerAvailable } from '@carillon/testkit';
import type { QueueKind } from './installation.js';
import { startInstallation } from './installation.js';
import { percentile } from './percentile.js';

export interface LagResult {
  queue: QueueKind;
  deliveries: number;
  /** From the due instant to the complete request at the receiver, whole milliseconds. */
  lagMs: { p50: number; p95: number; p99: number; max: number };
}

/** The first deliveries of a fresh process compile its code; they are not counted. */
const warmUpSeconds = 5;

/** Measures each backend in turn, on an installation of its own. */
export async function measureLag(seconds: number, progress: (line: string) => void): Promise<LagResult[]> {
  const queues: QueueKind[] = redisServerAvailable() ? ['postgresql', 'redis'] : ['postgresql'];
  const results: LagResult[] = [];
  for (const queue of queues) {
    progress(`Measuring with the queue in ${queue} for ${seconds} s …`);
    results.push(await measureQueue(queue, seconds));
  }
  return results;
}

async function measureQueue(queue: QueueKind, seconds: number): Promise<LagResult> {
  const installation = await startInstallation(queue);
  try {
    const { pool, sink } = installation;
    await insertTask(pool, {
      taskSchedule: '* * * * * *',
      webhookUrl: sink.url('/'),
      overlapPolicy: 'allow',
    });
    await wait((warmUpSeconds + seconds) * 1_000);
    const lags = sink.requests
      .slice(warmUpSeconds)
      .map(({ at, headers }) => at - Date.parse(String(headers['carillon-scheduled-for'])));
    return {
      queue,
      deliveries: lags.length,
      lagMs: {
        p50: percentile(lags, 50),
        p95: percentile(lags, 95),
        p99: percentile(lags, 99),
        max: percentile(lags, 100),
      },
    };
  } finally {
    await installation.stop();
  }
}
