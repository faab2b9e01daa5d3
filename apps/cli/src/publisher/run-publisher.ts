import { join } from 'node:path';
import type { PublisherConfig } from '@carillon/config';
import { loadPublisherConfig } from '@carillon/config';
import { createWebhookSender } from '@carillon/delivery';
import { createQueueAdmin } from '@carillon/queue';
import { lazyKeyring } from '@carillon/secrets';
import { createLogger, createMetrics } from '@carillon/telemetry';
import { Alerts } from '../alerts/alerts.js';
import { createMailer } from '../alerts/mailer.js';
import { openSecretStore } from '../listener/secret-store.js';
import { version } from '../version.js';
import type { Duty, Workplace } from '../worker/worker-process.js';
import { runWorkerProcess } from '../worker/worker-process.js';
import { HourCounter } from './hour-counter.js';
import { Maintenance } from './maintenance.js';
import { Publisher } from './publisher.js';
import { Rescuer } from './rescuer.js';

/** What the command line may set beside the environment. */
export interface PublisherOverrides {
  healthPort?: number;
}

/** The process: from the environment to a publisher at work, until it is told to stop. */
export async function runPublisher({ healthPort }: PublisherOverrides): Promise<void> {
  const config = loadPublisherConfig();
  const logger = createLogger({
    service: 'publisher',
    level: config.logLevel,
    format: config.logFormat,
    directory: config.logDir === null ? null : join(config.logDir, 'publisher'),
  });
  const metrics = createMetrics({ service: 'publisher' });
  await runWorkerProcess({
    kind: 'publisher',
    concurrency: 0,
    poolSize: 6,
    portVariable: 'CARILLON_PUBLISHER_PORT',
    config: { ...config, healthPort: healthPort ?? config.healthPort },
    logger,
    metrics,
    readMetrics: () => metrics.registry.metrics(),
    begin: (workplace) => beginPublishing(config, workplace),
  });
}

function beginPublishing(
  config: PublisherConfig,
  { pool, hinter, events, logger, metrics, queue }: Workplace,
): Duty {
  const admin = createQueueAdmin(queue);
  const sender = createWebhookSender({
    version,
    allow: config.outboundAllow,
    allowHttp: config.outboundHttp,
    ownAddresses: config.ownAddresses,
    proxyUrl: config.outboundProxyUrl,
    ca: config.outboundCa,
  });
  const keyring = lazyKeyring(config);
  const mailer = createMailer({ url: config.smtpUrl, from: config.smtpFrom });
  const alertDoors = { sender, keyring, secrets: openSecretStore(pool, keyring), mailer };
  const parts = [
    new Maintenance(pool, { ...config, zoneDataVersion: process.versions.tz, logger }),
    new HourCounter(pool, logger),
    new Publisher(pool, { hinter, events }, { ...config, logger, metrics }),
    new Rescuer(pool, { hinter, queue: admin, events }, { ...config, logger, metrics }),
    new Alerts(pool, alertDoors, { dashboardUrl: config.dashboardUrl, logger }),
  ];
  for (const part of parts) part.start();
  return {
    // A publisher goes on without a queue: runs are written, and hinted at when it is back.
    isQueueHealthy: () => true,
    status: () => ({}),
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
      await Promise.all([admin.close(), sender.close()]);
      return true;
    },
  };
}
