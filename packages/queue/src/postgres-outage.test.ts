import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FaultProxy, until } from '@carillon/testkit';
import { migrateQueue } from './migrate.js';
import type { TestDatabase } from './testing/harness.js';
import { createTestDatabase, Harness, hintOf, newPrefix, testDatabaseUrl } from './testing/harness.js';

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
    const asleepSince = consumer.lastAnswerAt();
    await until(() => Date.now() - (consumer.lastAnswerAt()?.getTime() ?? 0) > 300, { what: 'it sleeps' });
    expect(consumer.lastAnswerAt()?.getTime()).toBeLessThan((asleepSince?.getTime() ?? 0) + 300);
    const addedAt = Date.now();
    await producer.add([hintOf()]);
    await until(() => harness.received.length === 2, { what: 'the hint arrived', intervalMs: 5 });
    expect(Date.now() - addedAt).toBeLessThan(500);
  });

  test('a hint that is due in an hour does not keep the consumer from asking', async () => {
    const consumer = harness.consumer();
    await harness.producer().add([hintOf({ delayMs: 3_600_000 })]);
    const addedAt = Date.now();
    await until(() => (consumer.lastAnswerAt()?.getTime() ?? 0) > addedAt + 4_000, {
      what: 'it asked again',
      timeoutMs: 8_000,
    });
    expect(consumer.isHealthy()).toBe(true);
  });

  test('with all its connections cut off by the server, the queue heals', async () => {
    const consumer = harness.consumer();
    const producer = harness.producer();
    await producer.add([hintOf()]);
    await until(() => harness.received.length === 1, { what: 'the first arrived' });
    const cut = await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    expect(cut.length).toBeGreaterThanOrEqual(3);
    await until(() => producer.add([hintOf(), hintOf()]).then(() => true), {
      what: 'the producer is through',
    });
    await until(() => harness.received.length >= 3, { what: 'hints arrived', timeoutMs: 2_000 });
    await producer.add([hintOf({ delayMs: 200 })]);
    await until(() => harness.received.length >= 4, { what: 'delayed hints too', timeoutMs: 2_000 });
    expect(consumer.isHealthy()).toBe(true);
    expect(harness.errors.length).toBeLessThan(20);
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
    await until(() => behind.received.length > 0, { what: 'the hint arrived' });
    expect(consumer.isHealthy()).toBe(true);
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

interface Queryable {
  query(sql: string): Promise<{ rows: unknown[] }>;
}
