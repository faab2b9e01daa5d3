import { join } from 'node:path';
import type { ListenerConfig } from '@carillon/config';
import { loadListenerConfig } from '@carillon/config';
import { createWebhookSender } from '@carillon/delivery';
import { metricsReader, processName } from '@carillon/processes';
import { createHintConsumer } from '@carillon/queue';
import { lazyKeyring } from '@carillon/secrets';
import { createLogger, createMetrics } from '@carillon/telemetry';
import { version } from '../version.js';
import type { Duty, Workplace } from '../worker/worker-process.js';
import { runWorkerProcess } from '../worker/worker-process.js';
import { DirectClaims } from './direct-claims.js';
import { Listener } from './listener.js';
import { openSecretStore } from './secret-store.js';

/** What the command line may set beside the environment. */
export interface ListenerOverrides {
  concurrency?: number;
  /** Seconds. */
  drainTimeout?: number;
  healthPort?: number;
}

/** Hints in hand at a time: enough to fill the slots from small bundles, few enough to share them among listeners. */
const handsPerPriority = 8;

/** The process: from the environment to a listener at work, until it is told to stop. */
export async function runListener({
  concurrency,
  drainTimeout,
  healthPort,
}: ListenerOverrides): Promise<void> {
  const loaded = loadListenerConfig();
  const config: ListenerConfig = {
    ...loaded,
    concurrency: concurrency ?? loaded.concurrency,
    drainTimeoutMs: drainTimeout === undefined ? loaded.drainTimeoutMs : drainTimeout * 1_000,
    healthPort: healthPort ?? loaded.healthPort,
  };
  const logger = createLogger({
    service: 'listener',
    level: config.logLevel,
    format: config.logFormat,
    directory: config.logDir === null ? null : join(config.logDir, processName('listener')),
  });
  const metrics = createMetrics({ service: 'listener' });
  await runWorkerProcess({
    kind: 'listener',
    concurrency: config.concurrency,
    poolSize: 8,
    portVariable: 'CARILLON_LISTENER_PORT',
    config,
    logger,
    metrics,
    readMetrics: metricsReader(metrics.registry),
    begin: (workplace) => beginListening(config, workplace),
  });
}

async function beginListening(
  config: ListenerConfig,
  { pool, hinter, events, logger, metrics, queue, worker }: Workplace,
): Promise<Duty> {
  const secrets = openSecretStore(pool, lazyKeyring(config));
  // A key that does not open what is sealed would fail every run; it is better told at the start.
  await secrets.signingKeys(null);
  const sender = createWebhookSender({
    version,
    connections: config.concurrency,
    allow: config.outboundAllow,
    allowHttp: config.outboundHttp,
    ownAddresses: config.ownAddresses,
    proxyUrl: config.outboundProxyUrl,
    ca: config.outboundCa,
  });
  const doors = { pool, hinter, events, sender, secrets, publicUrl: config.publicUrl };
  const listener = new Listener(doors, { ...config, workerId: worker.id, logger, metrics });
  metrics.watchPlaces(listener.intake);
  listener.start();
  const consumer = createHintConsumer(queue, {
    handsPerPriority,
    onHint: (hint) => listener.takeHint(hint),
    onError: (error, suppressed) =>
      logger.warn('The queue reported an error.', { error, suppressed: suppressed || undefined }),
    onDropped: (jobId, reason) =>
      logger.warn('A job that is no hint was removed from the queue.', { jobId, reason }),
  });
  const directClaims = new DirectClaims(pool, listener.intake, {
    concurrency: config.concurrency,
    isQueueHealthy: () => consumer.isHealthy(),
    onDeaf: () => consumer.reconnect(),
    logger,
  });
  directClaims.start();
  return {
    isQueueHealthy: () => consumer.isHealthy(),
    status: () => ({ concurrency: config.concurrency, activeAttempts: listener.activeCount }),
    async stop() {
      const [everythingDone] = await Promise.all([
        listener.stop(config.drainTimeoutMs),
        consumer.close(),
        directClaims.stop(),
      ]);
      await sender.close();
      return everythingDone;
    },
  };
}
