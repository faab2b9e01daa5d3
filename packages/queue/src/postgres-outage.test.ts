import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ReceivedHint, TaskPriority } from '@carillon/domain';
import { taskPriorities } from '@carillon/domain';
import { FaultProxy, until } from '@carillon/testkit';
import { createQueueAdmin } from './admin.js';
import { migrateQueue } from './migrate.js';
import { startForgetfulNetwork } from './testing/forgetful-network.js';
import type { TestDatabase } from './testing/harness.js';
import { blockSecondsMax } from './worker-options.js';
import {
  createTestDatabase,
  firstRunId,
  Harness,
  hintOf,
  newPrefix,
  testDatabaseUrl,
} from './testing/harness.js';

const suite = testDatabaseUrl === undefined ? describe.skip : describe;

suite('the hint queue while PostgreSQL fails', () => {
  let database: TestDatabase;
  let harness: Harness;

  beforeAll(async () => {
    database = await createTestDatabase(testDatabaseUrl ?? '');
  });

  afterAll(() => database.drop());

  beforeEach(() => {
    harness = new Harness({ databaseUrl: database.url, redisUrl: null, prefix: newPrefix() });
  });

  afterEach(() => harness.close());

  test('the migrations can be run again, and by several at once', async () => {
    await Promise.all([migrateQueue(database.url), migrateQueue(database.url)]);
    const [row] = await database.query("SELECT to_regclass('bullmq.job') IS NOT NULL AS made");
    expect(row).toEqual({ made: true });
  });

  test('only the queue commits without waiting for the disk', async () => {
    harness.consumer();
    await harness.producer().add([hintOf()]);
    await until(() => harness.received.length === 1, { what: 'the hint arrived' });
    const setting = await database.query('SHOW synchronous_commit');
    expect(setting).toEqual([{ synchronous_commit: 'on' }]);
    const queue = harness.rawQueue();
    await queue.waitUntilReady();
    const pool = (queue.getBackend() as unknown as { connection: { pool: Queryable } }).connection.pool;
    expect((await pool.query('SHOW synchronous_commit')).rows).toEqual([{ synchronous_commit: 'off' }]);
  });

  test('an idle consumer is woken by LISTEN long before it would ask again', async () => {
    const consumer = harness.consumer();
    const producer = harness.producer();
    await producer.add([hintOf()]);
    await until(() => harness.received.length === 1, { what: 'the consumer is at work' });
    await until(
      () => {
        const answeredAt = consumer.lastAnswerAt()?.getTime() ?? Infinity;
        return Date.now() - answeredAt > 1_000;
      },
      { what: 'it sleeps' },
    );
    const addedAt = Date.now();
    await producer.add([hintOf()]);
    await until(() => harness.received.length === 2, { what: 'the hint arrived', intervalMs: 5 });
    expect(Date.now() - addedAt).toBeLessThan(3_000);
  });

  test('a hint that is due in an hour does not keep the consumer from asking', async () => {
    const consumer = harness.consumer();
    await harness.producer().add([hintOf({ delayMs: 3_600_000 })]);
    const addedAt = Date.now();
    await until(() => (consumer.lastAnswerAt()?.getTime() ?? 0) > addedAt + 4_000, {
      what: 'it asked again',
    });
    await until(() => consumer.isHealthy(), { what: 'every lane answers' });
  });

  /** Connections of consumers, producers and admins now: not the one of the test itself. */
  async function connections(): Promise<{ listening: number; others: number }> {
    const [row] = await database.query(
      `SELECT count(*) FILTER (WHERE application_name LIKE '%-hints-%')::int AS listening,
              count(*) FILTER (WHERE application_name = 'carillon queue')::int AS others
         FROM pg_stat_activity WHERE datname = current_database()`,
    );
    return row as { listening: number; others: number };
  }

  test('a consumer holds one listening connection for each priority and four others at the most', async () => {
    const consumer = harness.consumer();
    await until(() => consumer.isHealthy(), { what: 'it is at work' });
    const most = { listening: 0, others: 0 };
    const since = Date.now();
    await until(
      async () => {
        const now = await connections();
        most.listening = Math.max(most.listening, now.listening);
        most.others = Math.max(most.others, now.others);
        return Date.now() - since > 6_000;
      },
      { what: 'all workers have asked a few times', timeoutMs: 8_000 },
    );
    expect(most.listening).toBe(4);
    expect(most.others).toBeLessThanOrEqual(4);
    await consumer.close();
    expect(await connections()).toEqual({ listening: 0, others: 0 });
  });

  test('a producer and an admin leave no connection behind when they are closed', async () => {
    const producer = harness.producer();
    const admin = createQueueAdmin(harness.connection);
    await producer.add(taskPriorities.map((priority) => hintOf({ priority })));
    await admin.counts();
    expect((await connections()).others).toBeGreaterThanOrEqual(2);
    await Promise.all([producer.close(), admin.close()]);
    expect(await connections()).toEqual({ listening: 0, others: 0 });
  });

  test('with all its connections cut off by the server, the queue heals for every priority', async () => {
    const consumer = harness.consumer();
    const producer = harness.producer();
    await producer.add([hintOf()]);
    await until(() => harness.received.length === 1, { what: 'the first arrived' });
    await until(async () => (await connections()).listening === 4, { what: 'all workers listen' });
    for (let round = 1; round <= 3; round += 1) {
      const cut = await database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
      expect(cut.length).toBeGreaterThanOrEqual(5);
      harness.received.length = 0;
      const hints = taskPriorities.map((priority) => hintOf({ priority }));
      await until(() => producer.add(hints).then(() => true), { what: 'the producer is through' });
      // A worker whose first question after the cut failed too sleeps until it asks again.
      await until(() => prioritiesOf(harness.received).length === 4, {
        what: 'hints of all priorities arrived',
        timeoutMs: (blockSecondsMax + 3) * 1_000,
      });
      await until(async () => (await connections()).listening === 4, { what: 'all workers listen again' });
    }
    const delayed = taskPriorities.map((priority) => hintOf({ priority, delayMs: 200 }));
    await producer.add(delayed);
    await until(() => delayed.every((hint) => harness.receivedIds.includes(firstRunId(hint))), {
      what: 'delayed hints too',
      timeoutMs: (blockSecondsMax + 3) * 1_000,
    });
    await until(() => consumer.isHealthy(), { what: 'every lane answers' });
    expect(harness.errors.length).toBeLessThan(20);
  });

  test('a server that fell silent holds up neither a close nor the process for long', async () => {
    const url = new URL(database.url);
    const network = await startForgetfulNetwork(Number(url.port || 5432));
    harness.closing(network, () => network.close());
    const behind = new Harness({
      ...harness.connection,
      databaseUrl: url.href.replace(url.host, `127.0.0.1:${network.port}`),
    });
    harness.closing(behind, () => behind.close());
    const consumer = behind.consumer();
    const producer = behind.producer();
    await producer.add([hintOf()]);
    await until(() => behind.received.length === 1 && consumer.isHealthy(), { what: 'the hint arrived' });
    network.forget();
    const before = openSockets();
    const startedAt = Date.now();
    await Promise.all([consumer.close(), producer.close()]);
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    await until(() => openSockets() <= before - network.accepted, {
      what: 'all connections were ended',
      timeoutMs: 1_000,
    });
  });

  test('started before PostgreSQL, consumer and producer work once it is there', async () => {
    const url = new URL(database.url);
    const proxy = await FaultProxy.start({ targetHost: url.hostname, targetPort: Number(url.port || 5432) });
    harness.closing(proxy, () => proxy.close());
    await proxy.setMode('cut');
    url.port = String(proxy.port);
    url.hostname = '127.0.0.1';
    const behind = new Harness({ ...harness.connection, databaseUrl: url.href });
    harness.closing(behind, () => behind.close());
    const consumer = behind.consumer();
    const producer = behind.producer(500);
    await expect(producer.add([hintOf()])).rejects.toMatchObject({ code: 'queue.unreachable' });
    await until(() => behind.errors.length > 0, { what: 'the consumer noticed' });
    expect(consumer.isHealthy()).toBe(false);
    await proxy.setMode('pass');
    await until(() => producer.add([hintOf()]).then(() => true), { what: 'the producer is through' });
    await until(() => behind.received.length > 0 && consumer.isHealthy(), {
      what: 'the hint arrived and every lane answers',
    });
  });

  test('without the migrations a producer refuses, and the cause says what to do', async () => {
    await database.query('ALTER SCHEMA bullmq RENAME TO bullmq_away');
    try {
      const refusal = await harness
        .producer()
        .add([hintOf()])
        .catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'queue.unreachable' });
      expect(String((refusal as Error).cause)).toContain('not initialized');
    } finally {
      await database.query('ALTER SCHEMA bullmq_away RENAME TO bullmq');
    }
  });
});

/** What keeps a process alive. */
function openSockets(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
}

function prioritiesOf(hints: ReceivedHint[]): TaskPriority[] {
  return taskPriorities.filter((priority) => hints.some((hint) => hint.priority === priority));
}

interface Queryable {
  query(sql: string): Promise<{ rows: unknown[] }>;
}
