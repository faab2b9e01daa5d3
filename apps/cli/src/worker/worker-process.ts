import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkerConfig } from '@carillon/config';
import type { Pool, Worker } from '@carillon/db';
import { connectHotPath, requireMigratedDatabase } from '@carillon/db';
import { AppError } from '@carillon/domain';
import type { EventBus } from '@carillon/events';
import { createEventBus, noEvents } from '@carillon/events';
import { stopSignal } from '@carillon/processes';
import type { QueueConnection } from '@carillon/queue';
import { createHintProducer } from '@carillon/queue';
import type { Logger, Metrics } from '@carillon/telemetry';
import { version } from '../version.js';
import { collectGarbage } from './collect-garbage.js';
import { startHealthServer } from './health-server.js';
import { describeWorker, Heartbeat } from './heartbeat.js';
import { Hinter } from './hinter.js';

/** What every worker has at hand. */
export interface Workplace {
  pool: Pool;
  queue: QueueConnection;
  hinter: Hinter;
  /** Told what was committed. */
  events: EventBus;
  worker: Worker;
  logger: Logger;
  metrics: Metrics;
}

/** The part of a worker that differs: what it does while it runs, and how it comes to rest. */
export interface Duty {
  isQueueHealthy(): boolean;
  status(): Record<string, unknown>;
  /** @returns whether nothing was left behind for the rescuer */
  stop(): Promise<boolean>;
}

export interface WorkerProcessOptions {
  kind: Worker['kind'];
  concurrency: number;
  poolSize: number;
  portVariable: string;
  config: WorkerConfig;
  logger: Logger;
  metrics: Metrics;
  /** Those of this process, or of all that share its port, as text. */
  readMetrics: () => Promise<string>;
  begin(workplace: Workplace): Promise<Duty> | Duty;
}

/** By then all connections are made. */
const settledMs = 5_000;

/** A stop never takes longer than draining plus this, whatever hangs. */
const stopGraceMs = 3_000;

/** Runs a worker from start to a clean stop. Resolves when it is told to end and everything is closed. */
export async function runWorkerProcess(options: WorkerProcessOptions): Promise<void> {
  const { kind, config, logger } = options;
  const stopped = stopSignal();
  for (const warning of config.warnings) logger.warn(warning);
  let work: Work | null = null;
  const health = await startHealthServer({
    host: config.healthHost,
    port: config.healthPort,
    portVariable: options.portVariable,
    checks: () => ({
      postgres: work?.heartbeat.isFresh(config.workerTimeoutMs) ?? false,
      queue: work?.duty.isQueueHealthy() ?? false,
    }),
    status: () => ({ version, ...work?.duty.status() }),
    metrics: { token: config.metricsToken, read: options.readMetrics },
  });
  if (await waitForDatabase(config.databaseUrl, { logger, stopped })) {
    work = await begin(options);
    process.send?.({ type: 'ready' });
    logger.info(`The ${kind} stops because of ${await stopped}.`);
    setTimeout(() => process.exit(1), config.drainTimeoutMs + stopGraceMs).unref();
    const leftBehind = !(await end(work));
    logger.info(`The ${kind} has stopped.`, { leftBehind });
  }
  health.close();
  // The channel to a supervisor would keep the process alive.
  if (process.connected) process.disconnect();
}

interface Work {
  workplace: Workplace;
  heartbeat: Heartbeat;
  duty: Duty;
}

async function begin(options: WorkerProcessOptions): Promise<Work> {
  const { kind, config, logger, metrics } = options;
  const queue: QueueConnection = { databaseUrl: config.databaseUrl, redisUrl: config.redisUrl };
  const onError = (error: Error): void => void logger.warn('The queue reported an error.', { error });
  const pool = connectHotPath(config.databaseUrl, {
    applicationName: `carillon ${kind}`,
    size: options.poolSize,
    onError: (error) => logger.warn('A connection to PostgreSQL was lost.', { error }),
  });
  metrics.watchPool(pool);
  const hinter = new Hinter(createHintProducer(queue, { onError }), logger);
  const events = config.events ? createEventBus({ ...queue, onError }) : noEvents;
  const worker = describeWorker(kind, options.concurrency);
  const heartbeat = new Heartbeat(pool, worker, { intervalMs: config.heartbeatMs, logger });
  await heartbeat.start();
  const workplace: Workplace = { pool, queue, hinter, events, worker, logger, metrics };
  const duty = await options.begin(workplace);
  logger.info(`The ${kind} is at work.`, {
    version,
    concurrency: options.concurrency || undefined,
    postgres: new URL(config.databaseUrl).host,
    queue: config.redisUrl === null ? 'postgresql' : new URL(config.redisUrl).host,
    health: `http://${config.healthHost}:${config.healthPort}/health/ready`,
  });
  setTimeout(collectGarbage, settledMs).unref();
  return { workplace, heartbeat, duty };
}

/** @returns whether nothing was left behind for the rescuer */
async function end({ workplace, heartbeat, duty }: Work): Promise<boolean> {
  const everythingDone = await duty.stop();
  await heartbeat.stop(everythingDone).catch(() => undefined);
  await workplace.hinter.close();
  await workplace.events.close();
  await workplace.pool.end();
  return everythingDone;
}

/**
 * A worker may start before its database; an unmigrated one needs a person.
 *
 * @returns false when the worker is told to stop while it waits
 */
async function waitForDatabase(
  databaseUrl: string,
  { logger, stopped }: { logger: Logger; stopped: Promise<string> },
): Promise<boolean> {
  for (;;) {
    try {
      await requireMigratedDatabase(databaseUrl);
      return true;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'database.unreachable') throw error;
      logger.warn('PostgreSQL is not there yet; tried again in a second.', { error });
      if ((await Promise.race([stopped, sleep(1_000)])) !== undefined) return false;
    }
  }
}
