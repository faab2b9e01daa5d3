import 'reflect-metadata';
import type { ApiConfig } from '@carillon/config';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import type { EventBus } from '@carillon/events';
import { createEventBus } from '@carillon/events';
import type { HintProducer, QueueAdmin, QueueConnection } from '@carillon/queue';
import { createHintProducer, createQueueAdmin, migrateQueue } from '@carillon/queue';
import { createLogger, createMetrics } from '@carillon/telemetry';
import { describe } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Agent, Test } from 'supertest';
import supertest from 'supertest';
import { createApp } from '../app.js';
import { openOutbound } from '../outbound.js';

/** The real application on a database of its own, with the queue beside it. */
export interface TestApi {
  app: NestExpressApplication;
  database: TestDatabase;
  /** Its address, without a slash at the end. */
  url: string;
  events: EventBus;
  queueAdmin: QueueAdmin;
  request: Agent;
  close(): Promise<void>;
}

export async function startTestApi(
  overrides: Partial<ApiConfig> = {},
  queue?: QueueConnection,
  /** Of another process: it stays when this one is closed. */
  shared?: TestDatabase,
  dev = false,
): Promise<TestApi> {
  const database = shared ?? (await createTestDatabase());
  if (shared === undefined) await migrateQueue(database.url);
  const config: ApiConfig = {
    databaseUrl: database.url,
    redisUrl: null,
    events: true,
    host: '127.0.0.1',
    port: 0,
    processes: 1,
    frontendUrl: null,
    minimumIntervalMs: 1_000,
    catchUpPerSecond: 10,
    workerTimeoutMs: 10_000,
    openOnLoopback: true,
    dataDir: '/nowhere',
    jwtSecret: 'for tests: as long as it has to be',
    firstAdministrator: null,
    rateLimitPerMinute: 0,
    trustedProxies: [],
    encryptionKeys: [{ id: 'test', bytes: Buffer.alloc(32, 7) }],
    outboundAllow: [],
    outboundHttp: true,
    outboundProxyUrl: null,
    outboundCa: null,
    ownAddresses: [],
    logLevel: 'error',
    logFormat: 'json',
    logDir: null,
    warnings: [],
    metricsToken: null,
    dummyUrl: null,
    oidc: null,
    ...overrides,
  };
  const connection = queue ?? { databaseUrl: database.url, redisUrl: null };
  const onError = () => undefined;
  const hints: HintProducer = createHintProducer(connection, { addTimeoutMs: 2_000, onError });
  const queueAdmin = createQueueAdmin(connection, { timeoutMs: 2_000, onError });
  const logger = createLogger({
    service: 'api test',
    level: config.logLevel,
    format: 'json',
    directory: config.logDir,
  });
  // The console belongs to the tests.
  for (const transport of logger.transports)
    transport.silent = config.logDir === null || !('filename' in transport);
  const metrics = createMetrics({ service: 'api' });
  const { pool } = database;
  const events = createEventBus({ databaseUrl: database.url, redisUrl: connection.redisUrl, onError });
  const outbound = openOutbound(config, pool);
  const readMetrics = () => metrics.registry.metrics();
  const app = await createApp({
    ...{ config, dev, logger, metrics, readMetrics, pool, hints, queueAdmin, events },
    ...outbound,
  });
  await app.listen(0, '127.0.0.1');
  return {
    app,
    database,
    url: await app.getUrl(),
    events,
    queueAdmin,
    request: watched(supertest(await app.getUrl())),
    async close() {
      await app.close();
      await Promise.all([hints.close(), queueAdmin.close(), events.close(), outbound.sender.close()]);
      if (shared === undefined) await database.drop();
    },
  };
}

/**
 * What is kept in place of a secret, or sealed, leaves by no answer of any test. Where something cannot be opened, its
 * place is named, `table/id/column`.
 */
const kept = /.{0,40}(password_?hash|key_?hash|token_?hash|(?<!\/)sealed_|\$argon2)/i;

function watched(agent: Agent): Agent {
  return new Proxy(agent, {
    get(target, name) {
      const ask = Reflect.get(target, name) as unknown;
      if (typeof ask !== 'function') return ask;
      return (...parameters: unknown[]) =>
        (ask.apply(target, parameters) as Test).expect(({ text }) => {
          const [found] = kept.exec(text ?? '') ?? [];
          if (found !== undefined) throw new Error(`An answer holds what is to be kept: ${found}`);
        });
    },
  });
}

/** Skipped by name where no PostgreSQL is at hand. */
export const describeApi = hasTestDatabase ? describe : describe.skip;

/** The least that makes a task. */
export const plainTask = { taskName: 'a task', webhookUrl: 'http://receiver.test/hook' };

export const unknownId = '0190b5c2-0000-7000-8000-000000000000';
