import type { PublisherConfig } from '@carillon/config';
import { loadPublisherConfig } from '@carillon/config';
import { createQueueAdmin } from '@carillon/queue';
import { createLogger } from '@carillon/telemetry';
import { Command } from 'commander';
import { Maintenance } from '../publisher/maintenance.js';
import { Publisher } from '../publisher/publisher.js';
import { Rescuer } from '../publisher/rescuer.js';
import type { Duty, Workplace } from '../worker/worker-process.js';
import { runWorkerProcess } from '../worker/worker-process.js';
import { wholeNumber } from './options.js';

export function publisherCommand(): Command {
  return new Command('publisher')
    .description('Turn due tasks into runs and hint at them. Any number may run side by side.')
    .option('--health-port <port>', 'port of the health endpoint', wholeNumber(1, 65_535))
    .action(async (options: { healthPort?: number }) => {
      const config = loadPublisherConfig();
      const logger = createLogger({ service: 'publisher', level: config.logLevel, format: config.logFormat });
      await runWorkerProcess({
        kind: 'publisher',
        concurrency: 0,
        poolSize: 4,
        portVariable: 'CARILLON_PUBLISHER_PORT',
        config: { ...config, healthPort: options.healthPort ?? config.healthPort },
        logger,
        begin: (workplace) => beginPublishing(config, workplace),
      });
    });
}

function beginPublishing(config: PublisherConfig, { pool, hinter, logger, queue }: Workplace): Duty {
  const admin = createQueueAdmin(queue);
  const parts = [
    new Maintenance(pool, { ...config, logger }),
    new Publisher(pool, hinter, { ...config, logger }),
    new Rescuer(pool, { hinter, queue: admin }, { ...config, logger }),
  ];
  for (const part of parts) part.start();
  return {
    // A publisher goes on without a queue: runs are written, and hinted at when it is back.
    isQueueHealthy: () => true,
    status: () => ({}),
    async stop() {
      await Promise.all(parts.map((part) => part.stop()));
      await admin.close();
      return true;
    },
  };
}
