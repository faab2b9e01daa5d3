import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { HintRequest, TaskPriority } from '@carillon/domain';
import { newId, taskPriorities } from '@carillon/domain';
import { until } from '@carillon/testkit';
import type { QueueAdmin } from './admin.js';
import { createQueueAdmin } from './admin.js';
import type { QueueConnection } from './connection.js';
import type { TestDatabase } from './testing/harness.js';
import {
  createTestDatabase,
  deadDatabaseUrl,
  firstRunId,
  gate,
  Harness,
  hintOf,
  newPrefix,
  removeRedisKeys,
  testDatabaseUrl,
  testRedisUrl,
} from './testing/harness.js';

let database: TestDatabase | null = null;

beforeAll(async () => {
  if (testDatabaseUrl !== undefined) database = await createTestDatabase(testDatabaseUrl);
});

afterAll(async () => {
  await removeRedisKeys();
  await database?.drop();
});

function describeQueue(name: string, present: boolean, connect: () => QueueConnection): void {
  const suite = present ? describe : describe.skip;
  suite(`the hint queue on ${name}`, () => {
    let harness: Harness;
    let admin: QueueAdmin;

    beforeEach(() => {
      harness = new Harness(connect());
      admin = createQueueAdmin(harness.connection, { timeoutMs: 5_000 });
    });

    afterEach(async () => {
      await harness.close();
      await admin.obliterate();
      await admin.close();
    });

    test('a hint is received once, with the same runs', async () => {
      const hint = hintOf({ runCount: 3 });
      harness.consumer();
      await harness.producer().add([hint]);
      await until(() => harness.received.length > 0, { what: 'the hint arrived' });
      await until(async () => (await admin.counts()).active === 0, { what: 'the hint was done' });
      expect(harness.received).toMatchObject([{ runs: hint.runs, priority: 'normal' }]);
    });

    test('a hint says its priority, and since when it could have been taken', async () => {
      const addedAt = Date.now();
      await harness.producer().add(taskPriorities.map((priority) => hintOf({ priority })));
      const late = hintOf({ priority: 'low', delayMs: 400 });
      await harness.producer().add([late]);
      harness.consumer();
      await until(() => harness.received.length === 5, { what: 'all arrived' });
      const delayed = harness.received.find((hint) => firstRunId(hint) === firstRunId(late));
      const others = harness.received.filter((hint) => hint !== delayed);
      expect(others.map(({ priority }) => priority).sort()).toEqual([...taskPriorities].sort());
      for (const { waitingSinceMs } of others) {
        expect(waitingSinceMs).toBeGreaterThanOrEqual(addedAt);
        expect(waitingSinceMs).toBeLessThan(addedAt + 400);
      }
      expect(delayed).toMatchObject({ priority: 'low' });
      expect(delayed?.waitingSinceMs).toBeGreaterThanOrEqual(addedAt + 400);
      expect(delayed?.waitingSinceMs).toBeLessThanOrEqual(Date.now());
    });

    test('250 runs in three bundles arrive, each run once', async () => {
      const bundles = [hintOf({ runCount: 100 }), hintOf({ runCount: 100 }), hintOf({ runCount: 50 })];
      harness.consumer();
      await harness.producer().add(bundles);
      await until(() => harness.received.length >= 3, { what: 'all bundles arrived' });
      const ids = harness.received.flatMap((hint) => hint.runs.map((run) => run.id));
      expect(new Set(ids).size).toBe(250);
      expect(ids).toHaveLength(250);
    });

    test('within a priority the older goes first', async () => {
      const hints = Array.from({ length: 6 }, () => hintOf());
      const producer = harness.producer();
      await producer.add(hints.slice(0, 3));
      for (const hint of hints.slice(3)) await producer.add([hint]);
      harness.consumer({ handsPerPriority: 1 });
      await until(() => harness.received.length === 6, { what: 'all arrived' });
      expect(harness.receivedIds).toEqual(hints.map(firstRunId));
    });

    test('an urgent hint is handed over at once though all hands of the lower priorities are full', async () => {
      const inHand = gate();
      harness.consumer({
        handsPerPriority: 2,
        onHint: async (hint) => {
          harness.received.push(hint);
          if (hint.priority !== 'urgent') await inHand.opened;
        },
      });
      const producer = harness.producer();
      const lower = (['low', 'normal', 'high'] as const).flatMap((priority) =>
        Array.from({ length: 4 }, () => hintOf({ priority, runCount: 100 })),
      );
      await producer.add(lower);
      await until(() => harness.received.length === 6, { what: 'all lower hands are full' });
      const urgent = hintOf({ priority: 'urgent' });
      const addedAt = Date.now();
      await producer.add([urgent]);
      await until(() => harness.receivedIds.includes(firstRunId(urgent)), {
        what: 'the urgent hint arrived',
        intervalMs: 5,
      });
      expect(Date.now() - addedAt).toBeLessThan(3_000);
      expect(harness.received).toHaveLength(7);
      inHand.open();
      await until(() => harness.received.length === 13, { what: 'all arrived' });
    });

    test('the counts are told for each priority and in sum', async () => {
      const of = (priority: TaskPriority, delays: number[]): HintRequest[] =>
        delays.map((delayMs) => hintOf({ priority, delayMs }));
      const producer = harness.producer();
      await producer.add([
        ...of('low', [0, 0, 60_000]),
        ...of('normal', [60_000]),
        ...of('urgent', [0, 60_000]),
      ]);
      expect(await admin.counts()).toEqual({
        waiting: 3,
        delayed: 3,
        active: 0,
        byPriority: {
          urgent: { waiting: 1, delayed: 1, active: 0 },
          high: { waiting: 0, delayed: 0, active: 0 },
          normal: { waiting: 0, delayed: 1, active: 0 },
          low: { waiting: 2, delayed: 1, active: 0 },
        },
      });
    });

    test('hints are told one by one, with their runs; what is no hint has none', async () => {
      const [now, later] = [hintOf({ runCount: 2 }), hintOf({ priority: 'low', delayMs: 60_000 })];
      await harness.producer().add([now, later]);
      await harness.rawQueue('high').add('hint', { runs: 'none' });
      const { hints, isAll } = await admin.hints(2);
      expect(isAll).toBe(true);
      expect(hints).toMatchObject([
        { priority: 'high', state: 'waiting', runs: [] },
        { priority: 'normal', state: 'waiting', runs: now.runs },
        { priority: 'low', state: 'delayed', runs: later.runs },
      ]);
      const [, atOnce, delayed] = hints;
      expect(atOnce!.dueAtMs).toBe(atOnce!.madeAtMs);
      expect(delayed!.dueAtMs).toBe(delayed!.madeAtMs + 60_000);
      await harness.producer().add([hintOf()]);
      expect((await admin.hints(1)).isAll).toBe(false);
      await admin.pause();
      expect((await admin.hints(5)).hints).toHaveLength(4);
      await admin.resume();
    });

    test('a delayed hint arrives at its time and not before', async () => {
      let arrivedAt = 0;
      harness.consumer({ onHint: () => Promise.resolve(void (arrivedAt = Date.now())) });
      const producer = harness.producer();
      await producer.add([hintOf({ delayMs: 1 })]);
      await until(() => arrivedAt > 0, { what: 'the consumer is at work' });
      arrivedAt = 0;
      const addedAt = Date.now();
      await producer.add([hintOf({ delayMs: 700 })]);
      await until(() => arrivedAt > 0, { what: 'the hint arrived' });
      expect(arrivedAt - addedAt).toBeGreaterThanOrEqual(700);
      expect(arrivedAt - addedAt).toBeLessThan(3_000);
    });

    test('a hint that is waiting already is swallowed', async () => {
      const hint = hintOf();
      const producer = harness.producer();
      await producer.add([hint, hint]);
      await producer.add([hint]);
      expect((await admin.counts()).waiting).toBe(1);
      harness.consumer();
      await until(() => harness.received.length > 0, { what: 'the hint arrived' });
      await producer.add([hintOf()]);
      await until(() => harness.received.length > 1, { what: 'the next hint arrived' });
      expect(harness.received).toHaveLength(2);
    });

    test('a hint for now is not swallowed by the one for later of the same run', async () => {
      const hint = hintOf({ delayMs: 60_000 });
      const producer = harness.producer();
      await producer.add([hint]);
      harness.consumer();
      await producer.add([{ ...hint, delayMs: 0 }]);
      await until(() => harness.received.length === 1, { what: 'the hint for now arrived' });
      expect((await admin.counts()).delayed).toBe(1);
    });

    test('a hint for later that is in hand does not swallow the one that puts its runs off once more', async () => {
      const inHand = gate();
      harness.consumer({
        onHint: async (received) => {
          harness.received.push(received);
          await inHand.opened;
        },
      });
      const producer = harness.producer();
      const hint = hintOf({ delayMs: 100 });
      await producer.add([hint]);
      await until(() => harness.received.length === 1, { what: 'the hint is in hand' });
      await producer.add([{ ...hint, delayMs: 60_000 }]);
      expect((await admin.counts()).delayed).toBe(1);
      inHand.open();
    });

    test('a hint in hand swallows its repetition, and once it is done a repetition is delivered', async () => {
      const inHand = gate();
      const hint = hintOf();
      const producer = harness.producer();
      harness.consumer({
        onHint: async (received) => {
          harness.received.push(received);
          await inHand.opened;
        },
      });
      await producer.add([hint]);
      await until(() => harness.received.length === 1, { what: 'the hint is in hand' });
      await producer.add([hint]);
      expect(await admin.counts()).toMatchObject({ waiting: 0, delayed: 0, active: 1 });
      inHand.open();
      await until(async () => (await admin.counts()).active === 0, { what: 'the hint was done' });
      await producer.add([hint]);
      await until(() => harness.received.length === 2, { what: 'the repetition arrived' });
    });

    test('a hint whose handling fails is reported, dropped and not repeated', async () => {
      const bad = hintOf();
      const good = hintOf();
      harness.consumer({
        onHint: (hint) => {
          harness.received.push(hint);
          return firstRunId(hint) === firstRunId(bad) ? Promise.reject(new Error('no')) : Promise.resolve();
        },
      });
      const producer = harness.producer();
      await producer.add([bad]);
      await until(() => harness.errors.some((error) => error.message === 'no'), { what: 'the error came' });
      await producer.add([good]);
      await until(() => harness.received.length > 1, { what: 'the next hint arrived' });
      await until(async () => (await admin.counts()).active === 0, { what: 'nothing is in hand' });
      expect(harness.receivedIds).toEqual([firstRunId(bad), firstRunId(good)]);
      expect(await harness.rawQueue().getJobCounts('failed', 'completed')).toEqual({
        failed: 0,
        completed: 0,
      });
    });

    test('jobs that are no hints are dropped and counted, and leave nothing behind', async () => {
      const queue = harness.rawQueue();
      const broken: unknown[] = [
        {},
        null,
        'text',
        { runs: 'x' },
        { runs: [] },
        { runs: [null] },
        { runs: [{ id: newId() }] },
        { runs: [{ id: 7, scheduledFor: '2026-03-01T12:00:00Z' }] },
        { runs: [{ id: newId(), scheduledFor: 'soon' }] },
        { runs: hintOf({ runCount: 101 }).runs },
        { runs: [{ id: 'x'.repeat(1_000_000), scheduledFor: '2026-03-01T12:00:00Z' }] },
      ];
      const consumer = harness.consumer();
      for (const data of broken) await queue.add('foreign', data, { attempts: 5, removeOnComplete: false });
      await until(() => consumer.droppedCount() === broken.length, { what: 'all were dropped' });
      await harness.producer().add([hintOf()]);
      await until(() => harness.received.length === 1, { what: 'the hint arrived' });
      await until(async () => (await admin.counts()).active === 0, { what: 'nothing is in hand' });
      expect(harness.dropped).toHaveLength(broken.length);
      expect(harness.received).toHaveLength(1);
      expect(await queue.getJobCounts('failed', 'completed')).toEqual({ failed: 0, completed: 0 });
    });

    test('close waits for the hint in hand and takes no other', async () => {
      const inHand = gate();
      let finished = false;
      const consumer = harness.consumer({
        handsPerPriority: 1,
        onHint: async (hint) => {
          harness.received.push(hint);
          await inHand.opened;
          finished = true;
        },
      });
      await harness.producer().add([hintOf(), hintOf()]);
      await until(() => harness.received.length === 1, { what: 'the first is in hand' });
      const closed = consumer.close();
      expect(await Promise.race([closed.then(() => 'closed'), admin.counts()])).toMatchObject({ active: 1 });
      inHand.open();
      await closed;
      expect(finished).toBe(true);
      expect(harness.received).toHaveLength(1);
      expect(await admin.counts()).toMatchObject({ waiting: 1, delayed: 0, active: 0 });
    });

    test('close gives up at its deadline on a hint that does not end', async () => {
      const inHand = gate();
      const consumer = harness.consumer({
        onHint: (hint) => {
          harness.received.push(hint);
          return inHand.opened;
        },
      });
      await harness.producer().add([hintOf()]);
      await until(() => harness.received.length === 1, { what: 'the hint is in hand' });
      const startedAt = Date.now();
      await consumer.close(300);
      expect(Date.now() - startedAt).toBeLessThan(5_000);
      inHand.open();
    });

    test('a paused consumer takes nothing until it is resumed', async () => {
      const consumer = harness.consumer();
      const producer = harness.producer();
      await producer.add([hintOf()]);
      await until(() => harness.received.length === 1, { what: 'the first arrived' });
      await consumer.pause();
      const other = new Harness(harness.connection);
      harness.closing(other, () => other.close());
      const otherConsumer = other.consumer();
      await producer.add(Array.from({ length: 20 }, () => hintOf()));
      await until(() => other.received.length === 20, { what: 'the other consumer took all' });
      await otherConsumer.close();
      expect(harness.received).toHaveLength(1);
      consumer.resume();
      await producer.add([hintOf()]);
      await until(() => harness.received.length === 2, { what: 'it took a hint again' });
      await until(() => consumer.isHealthy(), { what: 'every lane answers' });
    });

    test('a paused queue holds hints of every priority back from every consumer, and says so', async () => {
      harness.consumer();
      await admin.pause();
      expect(await admin.isPaused()).toBe(true);
      const hints = taskPriorities.map((priority) => hintOf({ priority }));
      await harness.producer().add([...hints, hintOf({ delayMs: 60_000 })]);
      expect(await admin.counts()).toMatchObject({ waiting: 4, delayed: 1, active: 0 });
      await admin.resume();
      await until(() => harness.received.length === 4, { what: 'the hints arrived' });
      expect(await admin.isPaused()).toBe(false);
    });

    test('a queue of which one priority is paused says that it is paused, and can be resumed', async () => {
      await harness.rawQueue('low').pause();
      expect(await admin.isPaused()).toBe(true);
      await admin.resume();
      expect(await admin.isPaused()).toBe(false);
    });

    test('two consumers share the hints, and each goes to one of them', async () => {
      const other = new Harness(harness.connection);
      harness.closing(other, () => other.close());
      for (const one of [harness, other]) {
        one.consumer({
          handsPerPriority: 2,
          onHint: async (hint) => {
            one.received.push(hint);
            await new Promise((resolve) => setTimeout(resolve, 5));
          },
        });
      }
      const hints = Array.from({ length: 60 }, () => hintOf());
      await harness.producer().add(hints);
      await until(() => harness.received.length + other.received.length >= 60, { what: 'all arrived' });
      const ids = [...harness.receivedIds, ...other.receivedIds];
      expect(ids.sort()).toEqual(hints.map(firstRunId).sort());
      expect(harness.received.length).toBeGreaterThan(0);
      expect(other.received.length).toBeGreaterThan(0);
    });

    test('a hint in the hands of a process that died is given to another within ten seconds', async () => {
      const hint = hintOf();
      await harness.producer().add([hint]);
      await harness.takeAndDie();
      expect((await admin.counts()).active).toBe(1);
      await harness.producer().add([hint]);
      expect((await admin.counts()).waiting).toBe(0);
      harness.consumer();
      await until(() => harness.received.length === 1, { what: 'the hint arrived' });
      expect(harness.receivedIds).toEqual([firstRunId(hint)]);
    });

    test('the identity stays while the queue lives and changes when it was wiped', async () => {
      const before = await admin.identity();
      expect(await admin.identity()).toBe(before);
      const other = createQueueAdmin(harness.connection);
      harness.closing(other, () => other.close());
      expect(await other.identity()).toBe(before);
      await admin.obliterate();
      expect(await admin.identity()).not.toBe(before);
    });

    test('the identity changes when the queue of a single priority was wiped', async () => {
      let before = await admin.identity();
      for (const priority of taskPriorities) {
        await harness.rawQueue(priority).obliterate({ force: true });
        const after = await admin.identity();
        expect(after).not.toBe(before);
        before = after;
      }
    });

    test('the check writes, and reports how long that took', async () => {
      const check = await admin.check();
      expect(check.latencyMs).toBeGreaterThan(0);
      expect(check.latencyMs).toBeLessThan(1_000);
      expect(check.warnings).toEqual([]);
      const { redis } = check;
      if (check.kind === 'postgresql') return expect(redis).toBeNull();
      expect(redis).toEqual({
        version: expect.stringMatching(/^\d+\.\d+/),
        uptimeSeconds: expect.any(Number),
        evictionPolicy: 'noeviction',
        usedMemoryBytes: expect.any(Number),
        maxMemoryBytes: null,
        isAppendOnly: expect.any(Boolean),
      });
    });

    test('prefixes keep queues on one server apart', async () => {
      const other = new Harness({ ...harness.connection, prefix: newPrefix() });
      harness.closing(other, () => other.close());
      other.consumer();
      harness.consumer();
      await harness.producer().add([hintOf()]);
      await until(() => harness.received.length === 1, { what: 'the hint arrived' });
      await other.producer().add([hintOf()]);
      await until(() => other.received.length === 1, { what: 'the other hint arrived' });
      expect(harness.received).toHaveLength(1);
    });
  });

  suite(`the hint queue without a server, meant for ${name}`, () => {
    let harness: Harness;

    beforeEach(() => {
      const { redisUrl } = connect();
      harness = new Harness({
        databaseUrl: deadDatabaseUrl,
        redisUrl: redisUrl === null ? null : 'redis://127.0.0.1:1',
        prefix: newPrefix(),
      });
    });

    afterEach(() => harness.close());

    test('a producer refuses within its budget', async () => {
      const producer = harness.producer(300);
      const startedAt = Date.now();
      await expect(producer.add([hintOf()])).rejects.toMatchObject({ code: 'queue.unreachable' });
      await expect(producer.add([hintOf()])).rejects.toMatchObject({ code: 'queue.unreachable' });
      expect(Date.now() - startedAt).toBeLessThan(3_000);
    });

    test('everything closes soon', async () => {
      const admin = createQueueAdmin(harness.connection, { timeoutMs: 200 });
      await expect(admin.check()).rejects.toMatchObject({ code: 'queue.unreachable' });
      const producer = harness.producer(200);
      await expect(producer.add([hintOf()])).rejects.toMatchObject({ code: 'queue.unreachable' });
      const consumer = harness.consumer();
      await until(() => harness.errors.length > 0, { what: 'the consumer noticed' });
      expect(consumer.isHealthy()).toBe(false);
      const startedAt = Date.now();
      await Promise.all([admin.close(), producer.close(), consumer.close()]);
      expect(Date.now() - startedAt).toBeLessThan(3_000);
    });
  });
}

const redisPrefix = newPrefix();
describeQueue('Redis', testRedisUrl !== undefined, () => ({
  databaseUrl: deadDatabaseUrl,
  redisUrl: testRedisUrl ?? null,
  prefix: redisPrefix,
}));

describeQueue('PostgreSQL', testDatabaseUrl !== undefined, () => ({
  databaseUrl: database?.url ?? deadDatabaseUrl,
  redisUrl: null,
  prefix: redisPrefix,
}));
