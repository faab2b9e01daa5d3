import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { SeenStore } from '@carillon/receiver';
import { MemorySeenStore } from '@carillon/receiver';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { createClient } from 'redis';
import { PostgresSeenStore, createTable } from './receiver-postgres/postgres-seen-store.js';
import { RedisSeenStore } from './receiver-redis/redis-seen-store.js';

const schema = `seen_${randomUUID().replaceAll('-', '')}`;
const pool = new Pool({
  connectionString: process.env.CARILLON_TEST_DATABASE_URL,
  options: `-c search_path=${schema}`,
});
const redis = createClient({ url: process.env.CARILLON_TEST_REDIS_URL });

beforeAll(async () => {
  await redis.connect();
  await pool.query(`create schema ${schema}`);
  await pool.query(createTable);
});
afterAll(async () => {
  await pool.query(`drop schema ${schema} cascade`);
  await pool.end();
  await redis.close();
});

describe.each<[string, () => SeenStore]>([
  ['memory', () => new MemorySeenStore()],
  ['Redis', () => new RedisSeenStore(redis)],
  ['PostgreSQL', () => new PostgresSeenStore(pool)],
])('In %s', (_name, makeStore) => {
  const minute = 60_000;

  test('an id is claimed by one of many at once', async () => {
    const [store, id] = [makeStore(), randomUUID()];
    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => store.claim(id, `c${n}`, minute)));
    expect(results.filter((result) => result === 'claimed')).toHaveLength(1);
    expect(results.filter((result) => result === 'in_progress')).toHaveLength(19);
  });

  test('an id that is done stays done', async () => {
    const [store, id] = [makeStore(), randomUUID()];
    await store.claim(id, 'a', minute);
    await store.finish(id, 'a');
    await store.extend(id, 'a', 1);
    expect(await store.claim(id, 'b', minute)).toBe('done');
  });

  test('an id that is released is free, be it held or done', async () => {
    const [store, id] = [makeStore(), randomUUID()];
    await store.claim(id, 'a', minute);
    await store.release(id, 'a');
    expect(await store.claim(id, 'b', minute)).toBe('claimed');
    await store.finish(id, 'b');
    await store.release(id, 'b');
    expect(await store.claim(id, 'c', minute)).toBe('claimed');
  });

  test('a lease can be longer, and passes; who has lost it cannot end another’s', async () => {
    const [store, id] = [makeStore(), randomUUID()];
    await store.claim(id, 'late', minute);
    expect(await store.claim(id, 'b', minute)).toBe('in_progress');
    await store.extend(id, 'late', 5);
    await wait(20);
    expect(await store.claim(id, 'b', minute)).toBe('claimed');
    await store.release(id, 'late');
    await store.finish(id, 'late');
    await store.extend(id, 'late', 1);
    await wait(20);
    expect(await store.claim(id, 'c', minute)).toBe('in_progress');
  });
});
