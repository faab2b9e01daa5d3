import { once } from 'node:events';
import type { ApiConfig } from '@carillon/config';
import { connectDatabase } from '@carillon/db';
import { AppError } from '@carillon/domain';
import { createEventBus, noEvents } from '@carillon/events';
import { metricsReader, stopSignal } from '@carillon/processes';
import { createHintProducer, createQueueAdmin } from '@carillon/queue';
import type { Logger } from '@carillon/telemetry';
import { createMetrics } from '@carillon/telemetry';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from './app.js';
import type { ApiDependencies } from './dependencies.js';
import { openOutbound } from './outbound.js';

/** How long a stop waits for requests in hand, and for the database and the queue after them. */
const drainTimeoutMs = 5_000;
const closeTimeoutMs = 2_000;

/** The budget of a hint: the run is committed, and the publisher hints what nobody has. */
const hintTimeoutMs = 250;

/** Serves until it is told to stop, drains, and ends the process. */
export async function serve(config: ApiConfig, logger: Logger, dev: boolean): Promise<void> {
  const dependencies = { ...connect(config, logger), dev };
  const app = await createApp(dependencies);
  const stopped = stopSignal();
  await listen(app, config);
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`;
  logger.info('The API listens', { url, queue: config.redisUrl === null ? 'postgresql' : 'redis' });
  process.send?.({ type: 'ready', url });
  logger.info('The API stops', { reason: await stopped });
  await shutDown(app, dependencies);
  process.exit(0);
}

function connect(config: ApiConfig, logger: Logger): Omit<ApiDependencies, 'dev'> {
  const onError = (error: Error) => logger.warn('The connection to the queue failed', { error });
  const { databaseUrl, redisUrl } = config;
  const pool = connectDatabase(databaseUrl, {
    applicationName: 'carillon api',
    onError: (error) => logger.warn('A connection to PostgreSQL broke', { error }),
  });
  const metrics = createMetrics({ service: 'api' });
  metrics.watchPool(pool);
  return {
    config,
    logger,
    metrics,
    readMetrics: metricsReader(metrics.registry),
    pool,
    ...openOutbound(config, pool),
    events: config.events
      ? createEventBus({
          databaseUrl,
          redisUrl,
          onError: (error) => logger.warn('The connection for live events failed', { error }),
        })
      : noEvents,
    hints: createHintProducer({ databaseUrl, redisUrl }, { addTimeoutMs: hintTimeoutMs, onError }),
    queueAdmin: createQueueAdmin({ databaseUrl, redisUrl }, { timeoutMs: 1_000, onError }),
  };
}

async function listen(app: NestExpressApplication, { host, port }: ApiConfig): Promise<void> {
  try {
    // Not Nest's own listen, which would log the failure beside our line.
    const server = app.getHttpServer();
    server.listen(port, host);
    await once(server, 'listening');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'the port is in use' : message;
    throw new AppError('server.start_failed', `The API cannot listen on ${host}:${port}: ${reason}.`, {
      cause,
      hint: 'Set CARILLON_API_PORT to a free one.',
    });
  }
}

async function shutDown(app: NestExpressApplication, dependencies: ApiDependencies): Promise<void> {
  const { pool, hints, queueAdmin, events, sender } = dependencies;
  await withinTime(app.close(), drainTimeoutMs);
  await withinTime(
    Promise.allSettled([pool.end(), hints.close(), queueAdmin.close(), events.close(), sender.close()]),
    closeTimeoutMs,
  );
}

async function withinTime(work: Promise<unknown>, timeoutMs: number): Promise<void> {
  const timeout = new Promise((resolve) => setTimeout(resolve, timeoutMs));
  await Promise.race([work.catch(() => undefined), timeout]);
}
