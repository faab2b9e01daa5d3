import type { ListenerConfig } from '@carillon/config';
import { loadListenerConfig } from '@carillon/config';
import { createWebhookSender } from '@carillon/delivery';
import { createHintConsumer } from '@carillon/queue';
import { createLogger } from '@carillon/telemetry';
import { Command } from 'commander';
import { Listener } from '../listener/listener.js';
import { version } from '../version.js';
import type { Duty, Workplace } from '../worker/worker-process.js';
import { runWorkerProcess } from '../worker/worker-process.js';
import { wholeNumber } from './options.js';

interface Options {
  concurrency?: number;
  drainTimeout?: number;
  healthPort?: number;
}

/** Hints in hand at a time: enough to fill the slots from small bundles, few enough to share them among listeners. */
const hintsInHand = 16;

export function listenerCommand(): Command {
  return new Command('listener')
    .description(
      'Claim due runs, send their webhooks and record every attempt. Any number may run side by side.',
    )
    .option('--concurrency <attempts>', 'attempts at the same time', wholeNumber(1, 2_000))
    .option('--drain-timeout <seconds>', 'how long a stop waits for open attempts', wholeNumber(0, 3_600))
    .option('--health-port <port>', 'port of the health endpoint', wholeNumber(1, 65_535))
    .action(async (options: Options) => {
      const loaded = loadListenerConfig();
      const config: ListenerConfig = {
        ...loaded,
        concurrency: options.concurrency ?? loaded.concurrency,
        drainTimeoutMs:
          options.drainTimeout === undefined ? loaded.drainTimeoutMs : options.drainTimeout * 1_000,
        healthPort: options.healthPort ?? loaded.healthPort,
      };
      const logger = createLogger({ service: 'listener', level: config.logLevel, format: config.logFormat });
      await runWorkerProcess({
        kind: 'listener',
        concurrency: config.concurrency,
        poolSize: 8,
        portVariable: 'CARILLON_LISTENER_PORT',
        config,
        logger,
        begin: (workplace) => beginListening(config, workplace),
      });
    });
}

function beginListening(config: ListenerConfig, { pool, hinter, logger, queue, worker }: Workplace): Duty {
  const sender = createWebhookSender({ version, connections: config.concurrency });
  const listener = new Listener({ pool, sender, hinter }, { ...config, workerId: worker.id, logger });
  listener.start();
  const consumer = createHintConsumer(queue, {
    concurrency: hintsInHand,
    onHint: (hint) => listener.takeHint(hint),
    onError: (error, suppressed) => logger.warn('The queue reported an error.', { error, suppressed }),
    onDropped: (jobId, reason) =>
      logger.warn('A job that is no hint was removed from the queue.', { jobId, reason }),
  });
  return {
    isQueueHealthy: () => consumer.isHealthy(),
    status: () => ({ concurrency: config.concurrency, activeAttempts: listener.activeCount }),
    async stop() {
      const [everythingDone] = await Promise.all([listener.stop(config.drainTimeoutMs), consumer.close()]);
      await sender.close();
      return everythingDone;
    },
  };
}
