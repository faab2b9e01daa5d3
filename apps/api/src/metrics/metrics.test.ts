import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask, insertWorker } from '@carillon/db/testing';
import { freePort, redisServerAvailable, startRedis } from '@carillon/testkit';
import { givenApiKey } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';
import { closeSockets, connectSocket } from '../testing/sockets.js';

describeApi('/metrics', () => {
  let api: TestApi;
  let guarded: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
    guarded = await startTestApi({ metricsToken: 'sixteen-characters' });
  });
  afterAll(async () => {
    await api.close();
    await guarded.close();
  });

  test('200: what the database has, and how requests went by the pattern of their route', async () => {
    const { pool } = api.database;
    const task = await insertTask(pool);
    await insertRun(pool, task, { nextAttemptAt: new Date(Date.now() - 90_000).toISOString() });
    await insertWorker(pool);
    await insertWorker(pool, 60_000);
    await api.request.get(`/api/tasks/${task.id}?canary=1`);
    await api.request.get('/canary/of/a/stranger');
    const answer = await api.request.get('/metrics');
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of [
      'carillon_queue_depth{state="pending",priority="normal"} 1',
      'carillon_workers{kind="listener"} 1',
      'carillon_workers{kind="publisher"} 0',
      'carillon_queue_up 1',
      'carillon_database_up 1',
      'carillon_migrations_pending 0',
      'carillon_hosts_left_alone 0',
    ]) {
      expect(answer.text).toContain(`${line}\n`);
    }
    const oldest = Number(/^carillon_backlog_oldest_seconds (\S+)$/m.exec(answer.text)![1]);
    expect(oldest).toBeGreaterThanOrEqual(90);
    expect(answer.text).toContain(
      'carillon_http_request_seconds_count{method="GET",route="/api/tasks/:id",status="401"} 1',
    );
    expect(answer.text).toContain('route="other"');
    expect(answer.text).not.toContain('canary');
    expect(answer.text).not.toContain(task.id);
  });

  test('200: how many sockets are connected', async () => {
    const { text } = await givenApiKey(api, { role: 'viewer' });
    await Promise.all([connectSocket(api, text), connectSocket(api, text)]);
    expect((await api.request.get('/metrics')).text).toContain('carillon_sockets 2\n');
    closeSockets();
  });

  test('401: without the token, where one is set', async () => {
    expect((await guarded.request.get('/metrics')).status).toBe(401);
    expect((await guarded.request.get('/metrics').set('authorization', 'Bearer wrong')).status).toBe(401);
    const answer = await guarded.request.get('/metrics').set('authorization', 'Bearer sixteen-characters');
    expect(answer.status).toBe(200);
  });

  (redisServerAvailable() ? test : test.skip)('200: how much memory Redis has and uses', async () => {
    const redis = await startRedis();
    const socket = connect(redis.port, '127.0.0.1');
    socket.write('CONFIG SET maxmemory 64mb\r\n');
    await once(socket, 'data');
    socket.destroy();
    const api = await startTestApi(
      { redisUrl: redis.url },
      { databaseUrl: 'postgres://unused', redisUrl: redis.url },
    );
    const { text } = await api.request.get('/metrics');
    expect(Number(/^carillon_redis_memory_bytes (\S+)$/m.exec(text)![1])).toBeGreaterThan(100_000);
    expect(text).toContain(`carillon_redis_memory_max_bytes ${64 * 2 ** 20}\n`);
    await api.close();
    await redis.stop();
  });

  describe('while something is away', () => {
    test('says so, and leaves out what it does not know', async () => {
      const redisUrl = `redis://127.0.0.1:${await freePort()}`;
      const lonely = await startTestApi({}, { databaseUrl: 'postgres://unused', redisUrl });
      const { text } = await lonely.request.get('/metrics');
      expect(text).toContain('carillon_queue_up 0\n');
      expect(text).not.toMatch(/^carillon_(queue_warnings|redis_memory_bytes) /m);
      expect(text).toMatch(/^carillon_backlog_oldest_seconds 0$/m);
      await lonely.close();
    });
  });
});
