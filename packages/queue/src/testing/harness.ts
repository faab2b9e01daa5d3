import { randomBytes } from 'node:crypto';
import type { Hint, HintRequest, ReceivedHint, TaskPriority } from '@carillon/domain';
import { newId } from '@carillon/domain';
import { withBackend } from 'bullmq';
import { Client } from 'pg';
import { createClient } from 'redis';
import { createHintBackend, HintQueue, openQueueBackend } from '../backend.js';
import type { QueueConnection } from '../connection.js';
import type { HintConsumer, HintConsumerOptions } from '../consumer.js';
import { createHintConsumer } from '../consumer.js';
import { migrateQueue } from '../migrate.js';
import type { HintProducer } from '../producer.js';
import { createHintProducer } from '../producer.js';
import { workerOptions } from '../worker-options.js';

export const testDatabaseUrl = process.env['CARILLON_TEST_DATABASE_URL'];
export const testRedisUrl = process.env['CARILLON_TEST_REDIS_URL'];

/** No server listens there. */
export const deadDatabaseUrl = 'postgres://nobody@127.0.0.1:1/none';

const prefixes: string[] = [];

export function newPrefix(): string {
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  prefixes.push(prefix);
  return prefix;
}

/** What BullMQ leaves of a queue even when it is empty, for all prefixes made by this file. */
export async function removeRedisKeys(): Promise<void> {
  if (testRedisUrl === undefined) return;
  const client = createClient({ url: testRedisUrl });
  client.on('error', () => undefined);
  await client.connect();
  for (const prefix of prefixes) {
    for await (const keys of client.scanIterator({ MATCH: `*:${prefix}-hints-*`, COUNT: 1_000 })) {
      if (keys.length > 0) await client.del(keys);
    }
  }
  client.destroy();
}

export interface TestDatabase {
  url: string;
  /** One statement, as superuser, in the database. */
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** A database with BullMQ's tables and nothing else. */
export async function createTestDatabase(adminUrl: string): Promise<TestDatabase> {
  const name = `queue_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await migrateQueue(url.href);
  const client = new Client({ connectionString: url.href });
  await client.connect();
  return {
    url: url.href,
    query: async (sql, values) => (await client.query<Record<string, unknown>>(sql, values)).rows,
    async drop() {
      await client.end();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.end();
    },
  };
}

export function hintOf(overrides: Partial<HintRequest> & { runCount?: number } = {}): HintRequest {
  const { runCount = 1, ...rest } = overrides;
  const scheduledFor = '2026-03-01T12:00:00.000000Z';
  return {
    runs: Array.from({ length: runCount }, () => ({ id: newId(), scheduledFor, host: '127.0.0.1:80' })),
    retryCount: 0,
    priority: 'normal',
    delayMs: 0,
    ...rest,
  };
}

export function firstRunId(hint: Hint): string {
  return hint.runs[0]?.id ?? '';
}

/** What a test opened, closed by `close()` whether the test passed or not. */
export class Harness {
  readonly received: ReceivedHint[] = [];
  readonly errors: Error[] = [];
  readonly dropped: string[] = [];
  readonly #closers: (() => Promise<unknown>)[] = [];

  constructor(readonly connection: QueueConnection) {}

  get receivedIds(): string[] {
    return this.received.map(firstRunId);
  }

  producer(addTimeoutMs = 5_000): HintProducer {
    const producer = createHintProducer(this.connection, {
      addTimeoutMs,
      onError: (error) => this.errors.push(error),
    });
    return this.closing(producer, () => producer.close());
  }

  consumer(options: Partial<HintConsumerOptions> = {}): HintConsumer {
    const consumer = createHintConsumer(this.connection, {
      handsPerPriority: 10,
      onHint: (hint) => Promise.resolve(void this.received.push(hint)),
      onError: (error) => this.errors.push(error),
      onDropped: (_jobId, reason) => this.dropped.push(reason),
      ...options,
    });
    return this.closing(consumer, () => consumer.close(2_000));
  }

  /** BullMQ's own queue, for putting into it what the producer would not. */
  rawQueue(priority: TaskPriority = 'normal'): HintQueue {
    const backend = openQueueBackend(this.connection, { connectionsMax: 2 });
    const queue = new HintQueue(backend.queueNameOf(priority), backend.options);
    queue.on('error', (error) => this.errors.push(error));
    return this.closing(queue, async () => {
      await queue.close();
      await backend.close();
    });
  }

  /** Takes the next hint of normal priority as a process does that is killed at once: never done, its lock never renewed. */
  async takeAndDie(): Promise<void> {
    const backend = openQueueBackend(this.connection, { connectionsMax: 3 });
    const { Worker } = withBackend(createHintBackend);
    const taken = gate();
    const worker = new Worker(
      backend.queueNameOf('normal'),
      () => {
        taken.open();
        return gate().opened;
      },
      { ...backend.options, ...workerOptions, skipLockRenewal: true, skipStalledCheck: true },
    );
    worker.on('error', (error) => this.errors.push(error));
    await taken.opened;
    await worker.close(true);
    await backend.close();
  }

  closing<T>(opened: T, close: () => Promise<unknown>): T {
    this.#closers.push(close);
    return opened;
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
  }
}

/** A promise that the test itself resolves. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}
