import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { RedisServer } from '@carillon/testkit';
import { freePort, redisServerAvailable, startRedis, until } from '@carillon/testkit';
import { createClient } from 'redis';
import { createQueueAdmin } from './admin.js';
import { HintQueue, openQueueBackend } from './backend.js';
import { startForgetfulNetwork } from './testing/forgetful-network.js';
import { deadDatabaseUrl, firstRunId, gate, Harness, hintOf, newPrefix } from './testing/harness.js';

const suite = redisServerAvailable() ? describe : describe.skip;

suite('the hint queue while Redis fails', () => {
  let redis: RedisServer;
  let harness: Harness;

  beforeAll(async () => {
    redis = await startRedis();
  });

  afterAll(() => redis.stop());

  beforeEach(() => {
    harness = harnessAt(redis.url);
  });

  afterEach(async () => {
    await harness.close();
    await redis.restart();
  });

  function harnessAt(redisUrl: string): Harness {
    return new Harness({ databaseUrl: deadDatabaseUrl, redisUrl, prefix: newPrefix() });
  }

  async function command(...words: string[]): Promise<void> {
    const client = createClient({ url: redis.url });
    client.on('error', () => undefined);
    await client.connect();
    await client.sendCommand(words);
    client.destroy();
  }

  async function deliverOne(what: string, timeoutMs = 5_000): Promise<void> {
    const before = harness.received.length;
    await harness.producer().add([hintOf()]);
    await until(() => harness.received.length > before, { what, timeoutMs });
  }

  test('started before Redis, consumer and producer work once Redis is there', async () => {
    await redis.stop();
    const consumer = harness.consumer();
    const producer = harness.producer(300);
    await expect(producer.add([hintOf()])).rejects.toMatchObject({ code: 'queue.unreachable' });
    expect(consumer.isHealthy()).toBe(false);
    await redis.restart();
    await until(() => producer.add([hintOf()]).then(() => true), { what: 'the producer is through' });
    await until(() => harness.received.length > 0, { what: 'the hint arrived' });
    await until(() => consumer.isHealthy(), { what: 'every lane answers' });
  });

  test('a budget too small for the first connection does not keep it from coming about', async () => {
    const producer = harness.producer(20);
    await until(() => producer.add([hintOf()]).then(() => true), { what: 'the producer is through' });
  });

  test('after a kill and a restart hints flow again, bundles and all, and few errors were reported', async () => {
    harness.consumer();
    const producer = harness.producer(1_500);
    await producer.add([hintOf(), hintOf()]);
    await until(() => harness.received.length === 2, { what: 'the first arrived' });
    await redis.kill();
    await expect(producer.add([hintOf()])).rejects.toMatchObject({ code: 'queue.unreachable' });
    await expect(producer.add([hintOf()])).rejects.toMatchObject({ code: 'queue.unreachable' });
    await redis.restart();
    harness.received.length = 0;
    await until(() => producer.add([hintOf(), hintOf()]).then(() => true), {
      what: 'the producer is through',
    });
    await until(() => harness.received.length >= 2, { what: 'hints arrived' });
    expect(harness.errors.length).toBeLessThan(20);
  });

  test('a bulk add works at once on a server that has lost the scripts', async () => {
    const producer = harness.producer();
    await producer.add([hintOf(), hintOf()]);
    await command('SCRIPT', 'FLUSH');
    await producer.add([hintOf(), hintOf(), hintOf({ delayMs: 10 })]);
    harness.consumer();
    await until(() => harness.received.length === 5, { what: 'all arrived' });
  });

  test('wiped while the consumer waits, the queue delivers the next hint before it would ask again', async () => {
    harness.consumer();
    await deliverOne('the first arrived');
    await command('FLUSHALL');
    const hint = hintOf();
    const producer = harness.producer();
    const flushedAt = Date.now();
    await producer.add([hint]);
    await until(() => harness.received.length === 2, { what: 'the hint arrived' });
    expect(Date.now() - flushedAt).toBeLessThan(4_000);
  });

  test('wiped while a hint is in hand, the same hint can be added again and is delivered', async () => {
    const inHand = gate();
    const hint = hintOf();
    harness.consumer({
      handsPerPriority: 2,
      onHint: (received) => {
        harness.received.push(received);
        return inHand.opened;
      },
    });
    const producer = harness.producer();
    await producer.add([hint, hintOf({ delayMs: 60_000 })]);
    await until(() => harness.received.length === 1, { what: 'the hint is in hand' });
    await command('FLUSHALL');
    await producer.add([hint]);
    await until(() => harness.received.length === 2, { what: 'it arrived again' });
    inHand.open();
    await deliverOne('the consumer lives');
  });

  test('the identity changes when Redis was wiped and when it was restarted', async () => {
    const admin = createQueueAdmin(harness.connection, { timeoutMs: 3_000 });
    harness.closing(admin, () => admin.close());
    const first = await admin.identity();
    await command('FLUSHALL');
    const second = await admin.identity();
    expect(second).not.toBe(first);
    expect(second.split('/')[0]).toBe(first.split('/')[0]);
    await redis.restart();
    const third = await until(() => admin.identity(), { what: 'Redis answers' });
    expect(third.split('/')[0]).not.toBe(first.split('/')[0]);
  });

  test('the check fails on a Redis that is full, though it answers PING', async () => {
    const admin = createQueueAdmin(harness.connection);
    harness.closing(admin, () => admin.close());
    await admin.check();
    await command('CONFIG', 'SET', 'maxmemory', '1');
    await expect(admin.check()).rejects.toMatchObject({ code: 'queue.unreachable' });
    await expect(harness.producer().add([hintOf()])).rejects.toMatchObject({ code: 'queue.unreachable' });
    await command('CONFIG', 'SET', 'maxmemory', '0');
    await admin.check();
    harness.consumer();
    await deliverOne('hints flow again');
  });

  test('the check warns of a Redis that evicts', async () => {
    await command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    const admin = createQueueAdmin(harness.connection);
    harness.closing(admin, () => admin.close());
    expect((await admin.check()).warnings).toEqual([expect.stringContaining('allkeys-lru')]);
  });

  test('connections that went dead without a word are noticed and replaced', async () => {
    const network = await startForgetfulNetwork(redis.port);
    harness.closing(network, () => network.close());
    const behind = harnessAt(`redis://127.0.0.1:${network.port}`);
    harness.closing(behind, () => behind.close());
    const consumer = behind.consumer({ silenceMaxMs: 7_000 });
    const producer = behind.producer(1_500);
    await producer.add([hintOf()]);
    await until(() => behind.received.length === 1, { what: 'the first arrived' });
    network.forget();
    await expect(producer.add([hintOf()])).rejects.toMatchObject({ code: 'queue.unreachable' });
    await until(() => producer.add([hintOf()]).then(() => true), { what: 'the producer is through' });
    await until(() => behind.received.length > 1, { what: 'hints arrive again' });
    await until(() => consumer.isHealthy(), { what: 'every lane answers' });
  });

  test('once closed, nothing connects to a Redis that was lost', async () => {
    const network = await startForgetfulNetwork(redis.port);
    harness.closing(network, () => network.close());
    const behind = harnessAt(`redis://127.0.0.1:${network.port}`);
    behind.consumer();
    await behind.producer().add([hintOf()]);
    await until(() => behind.received.length === 1, { what: 'the hint arrived' });
    network.refuse();
    await until(() => behind.errors.length > 0, { what: 'the outage was noticed' });
    await behind.close();
    const accepted = network.accepted;
    await aSecondAttemptLater();
    expect(network.accepted).toBe(accepted);
  });

  test('once closed, nothing connects to a Redis that was never there', async () => {
    const port = await freePort();
    const behind = harnessAt(`redis://127.0.0.1:${port}`);
    behind.consumer();
    await until(() => behind.errors.length > 0, { what: 'the outage was noticed' });
    await behind.close();
    const network = await startForgetfulNetwork(redis.port, port);
    harness.closing(network, () => network.close());
    await aSecondAttemptLater();
    expect(network.accepted).toBe(0);
  });

  test('a backend whose queue is closed already survives the loss of Redis', async () => {
    const errors: unknown[] = [];
    const backend = openQueueBackend(harness.connection, {
      connectionsMax: 1,
      onError: (error) => errors.push(error),
    });
    const queue = new HintQueue(backend.queueNameOf('normal'), backend.options);
    await queue.waitUntilReady();
    await queue.close();
    await redis.kill();
    await until(() => errors.length > 0, { what: 'the loss was noticed' });
    await redis.restart();
    await until(() => backend.serverId(), { what: 'Redis answers again' });
    await backend.close();
  });

  test('a delayed hint is on time though the ticks of Redis are rare', async () => {
    await command('CONFIG', 'SET', 'hz', '1');
    const latenesses: number[] = [];
    const dueAt = new Map<string, number>();
    harness.consumer({
      onHint: (hint) =>
        Promise.resolve(void latenesses.push(Date.now() - (dueAt.get(firstRunId(hint)) ?? 0))),
    });
    const producer = harness.producer();
    for (const delayMs of [300, 550, 800, 1_050]) {
      const hint = hintOf({ delayMs });
      dueAt.set(firstRunId(hint), Date.now() + delayMs);
      await producer.add([hint]);
    }
    await until(() => latenesses.length === 4, { what: 'all arrived' });
    expect(Math.max(...latenesses)).toBeLessThan(200);
  });

  test('with Redis gone, close waits for the hint in hand and then returns soon', async () => {
    const inHand = gate();
    let finished = false;
    const consumer = harness.consumer({
      onHint: async (hint) => {
        harness.received.push(hint);
        await inHand.opened;
        finished = true;
      },
    });
    await harness.producer().add([hintOf()]);
    await until(() => harness.received.length === 1, { what: 'the hint is in hand' });
    await redis.kill();
    const closed = consumer.close();
    inHand.open();
    const startedAt = Date.now();
    await closed;
    expect(finished).toBe(true);
    expect(Date.now() - startedAt).toBeLessThan(2_500);
  });
});

/** Lost connections are tried again once a second at the least. */
async function aSecondAttemptLater(): Promise<void> {
  const since = Date.now();
  await until(() => Date.now() - since > 1_500, { what: 'there was time to connect' });
}
