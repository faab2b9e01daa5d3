import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '@carillon/testkit';
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Test } from '@nestjs/testing';
import { HintQueue, openQueueBackend } from './backend.js';
import type { QueueConnection } from './connection.js';
import type { TestDatabase } from './testing/harness.js';
import {
  createTestDatabase,
  deadDatabaseUrl,
  Harness,
  hintOf,
  newPrefix,
  testDatabaseUrl,
  testRedisUrl,
} from './testing/harness.js';

let database: TestDatabase | null = null;

beforeAll(async () => {
  if (testDatabaseUrl !== undefined) database = await createTestDatabase(testDatabaseUrl);
});

afterAll(async () => {
  await database?.drop();
});

function describeInjection(name: string, present: boolean, connect: () => QueueConnection): void {
  (present ? describe : describe.skip)(`the queue injected by @nestjs/bullmq on ${name}`, () => {
    test('is the one that producers and consumers use', async () => {
      const harness = new Harness(connect());
      const backend = openQueueBackend(harness.connection);
      BullModule.queueClass = HintQueue;
      const module = await Test.createTestingModule({
        imports: [
          BullModule.registerQueueAsync({
            name: 'hints',
            useFactory: () => ({ ...backend.options, name: backend.queueName }),
          }),
        ],
      }).compile();
      await module.init();
      const queue = module.get<HintQueue>(getQueueToken('hints'));
      await harness.producer().add([hintOf(), hintOf({ delayMs: 60_000 })]);
      expect(await queue.getJobCounts('prioritized', 'delayed')).toEqual({ prioritized: 1, delayed: 1 });
      await queue.pause();
      harness.consumer();
      await queue.resume();
      await until(() => harness.received.length === 1, { what: 'the hint arrived' });
      await queue.obliterate({ force: true });
      await module.close();
      backend.close();
      await harness.close();
    });
  });
}

describeInjection('Redis', testRedisUrl !== undefined, () => ({
  databaseUrl: deadDatabaseUrl,
  redisUrl: testRedisUrl ?? null,
  prefix: newPrefix(),
}));

describeInjection('PostgreSQL', testDatabaseUrl !== undefined, () => ({
  databaseUrl: database?.url ?? deadDatabaseUrl,
  redisUrl: null,
  prefix: newPrefix(),
}));
