import { once } from 'node:events';
import { join } from 'node:path';
import type { ApiConfig } from '@carillon/config';
import { loadApiConfig } from '@carillon/config';
import { connectDatabase, requireMigratedDatabase } from '@carillon/db';
import { AppError } from '@carillon/domain';
import { createEventBus, noEvents } from '@carillon/events';
import { createHintProducer, createQueueAdmin } from '@carillon/queue';
import type { Logger } from '@carillon/telemetry';
import { createLogger, createMetrics } from '@carillon/telemetry';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from './app.js';
import { prepareFirstAdministrator } from './auth/first-administrator.js';
import type { ApiDependencies } from './dependencies.js';
import { openOutbound } from './outbound.js';

const exitCodes = { failure: 1, config: 3, unreachable: 7 };

/** How long a stop waits for requests in hand, and for the database and the queue after them. */
const drainTimeoutMs = 5_000;
const closeTimeoutMs = 2_000;

/** The budget of a hint: the run is committed, and the publisher hints what nobody has. */
const hintTimeoutMs = 250;

/** The process: from the environment to an API that listens, until it is told to stop. */
export async function runApi({ dev }: Pick<ApiDependencies, 'dev'>): Promise<void> {
  try {
    await start(loadApiConfig(), dev);
  } catch (error) {
    const { line, code } = describeFailure(error);
    process.stderr.write(`${line}\n`);
    process.exit(code);
  }
}

async function start(config: ApiConfig, dev: boolean): Promise<void> {
  const logger = createLogger({
    service: 'api',
    level: config.logLevel,
    format: config.logFormat,
    directory: config.logDir === null ? null : join(config.logDir, 'api'),
  });
  for (const warning of config.warnings) logger.warn(warning);
  await requireMigratedDatabase(config.databaseUrl);
  const dependencies = { ...connect(config, logger), dev };
  await prepareFirstAdministrator(dependencies);
  const app = await createApp(dependencies);
  stopOnSignals(app, dependencies);
  await listen(app, config);
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`;
  logger.info('The API listens', { url, queue: config.redisUrl === null ? 'postgresql' : 'redis' });
  process.send?.({ type: 'ready', url });
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

/** The first signal drains, the second one ends at once. A parent that is gone counts as a signal. */
function stopOnSignals(app: NestExpressApplication, dependencies: ApiDependencies): void {
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) process.exit(exitCodes.failure);
    stopping = true;
    dependencies.logger.info('The API stops', { reason });
    void shutDown(app, dependencies).then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal));
  process.on('disconnect', () => stop('the parent process is gone'));
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

function describeFailure(error: unknown): { line: string; code: number } {
  if (!(error instanceof AppError)) {
    return {
      line: error instanceof Error ? (error.stack ?? error.message) : String(error),
      code: exitCodes.failure,
    };
  }
  const line = [error.message, error.hint].filter(Boolean).join(' ');
  if (error.code === 'config.invalid') return { line, code: exitCodes.config };
  const isUnreachable = error.code === 'database.unreachable' || error.code === 'server.start_failed';
  return { line, code: isUnreachable ? exitCodes.unreachable : exitCodes.failure };
}
