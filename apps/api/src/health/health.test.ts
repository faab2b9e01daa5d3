import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { reportHeartbeat } from '@carillon/db';
import { insertRun, insertTask, insertWorker } from '@carillon/db/testing';
import { newId } from '@carillon/domain';
import type { RedisServer } from '@carillon/testkit';
import { redisServerAvailable, startRedis, until } from '@carillon/testkit';
import type { TestUser } from '../testing/accounts.js';
import { givenUser, password } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';
import { closeSockets, connectSocket } from '../testing/sockets.js';

const publisher = { kind: 'publisher', host: 'canary', pid: 1, version: '9.9.9', concurrency: 0 } as const;
const healthOf = async (api: TestApi) => (await api.request.get('/api/health')).body;

describeApi('/api/health', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  test('is degraded until a publisher and a listener live, and tells how long ago they did; never where', async () => {
    const alone = await healthOf(api);
    expect(alone).toMatchObject({ status: 'degraded', details: { publishers: { atWork: 0, seen: [] } } });
    await reportHeartbeat(api.database.pool, { id: newId(), ...publisher });
    await insertWorker(api.database.pool);
    await insertWorker(api.database.pool, 60_000);
    await until(async () => (await healthOf(api)).status === 'ok', { what: 'health sees them' });
    const { details } = await healthOf(api);
    expect(details).toMatchObject({
      api: { status: 'up', version: expect.any(String) },
      database: { status: 'up', writeMs: expect.any(Number) },
      migrations: { status: 'up' },
      queue: { status: 'up', kind: 'postgresql', writeMs: expect.any(Number), warnings: [] },
      publishers: { status: 'up', atWork: 1, seen: [{ version: '9.9.9' }] },
      listeners: { status: 'up', atWork: 1 },
      lag: { status: 'up', dueRuns: 0 },
    });
    expect(
      details.listeners.seen
        .map((worker: { heartbeatAgeMs: number }) => worker.heartbeatAgeMs > 59_000)
        .sort(),
    ).toEqual([false, true]);
    expect(JSON.stringify(details)).not.toContain('canary');
  });

  describe('/detail', () => {
    test('counts the sockets that are open at this API', async () => {
      const clients = async () => (await api.request.get('/api/health/detail')).body.live.clients;
      await connectSocket(api);
      expect(await clients()).toBe(1);
      closeSockets();
      await until(async () => (await clients()) === 0, { what: 'it is gone' });
    });

    test('tells who is signed in what is behind the answer, with places and figures', async () => {
      const host = 'a-host-of-the-detail';
      await reportHeartbeat(api.database.pool, { id: newId(), ...publisher, host });
      const read = async () => (await api.request.get('/api/health/detail')).body;
      const body = await until(
        async () => {
          const detail = await read();
          return detail.publishers.some((worker: { host: string }) => worker.host === host) && detail;
        },
        { what: 'the detail shows the publisher' },
      );
      expect(body).toMatchObject({
        api: {
          ...{ version: expect.stringMatching(/^\d/), processes: 1, pid: process.pid },
          memoryBytes: expect.any(Number),
        },
        database: {
          version: expect.stringMatching(/^\d+(\.\d+)?$/),
          pendingMigrations: 0,
          isStandby: false,
          pool: { waiting: 0, max: expect.any(Number) },
        },
        queue: { kind: 'postgresql', redis: null },
        live: { clients: 0, clientsMax: expect.any(Number), adapter: 'postgresql' },
        workerTimeoutMs: 10_000,
        lag: { dueRuns: expect.any(Number) },
        // Of tests: there is no such directory.
        disk: null,
      });
      const { database, now } = body;
      expect(database.connections).toBeGreaterThan(0);
      expect(database.connections).toBeLessThanOrEqual(database.connectionsMax);
      expect(database.sizeBytes).toBeGreaterThan(1_000_000);
      expect(Math.abs(database.clockAheadMs)).toBeLessThan(1_000);
      expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(5_000);
      const seen = body.publishers.find((worker: { host: string }) => worker.host === host);
      expect(seen).toMatchObject({ isAtWork: true, version: '9.9.9', pid: 1 });
      expect(seen).not.toHaveProperty('kind');
    });

    test('has the disk of the data directory, where there is one', async () => {
      const withData = await startTestApi({ dataDir: '/' }, undefined, api.database);
      try {
        const { disk } = (await withData.request.get('/api/health/detail')).body;
        expect(disk.freeBytes).toBeGreaterThanOrEqual(0);
        expect(disk.totalBytes).toBeGreaterThan(disk.freeBytes);
      } finally {
        await withData.close();
      }
    });

    test('is not for everybody', async () => {
      const closed = await startTestApi({ openOnLoopback: false }, undefined, api.database);
      try {
        expect((await closed.request.get('/api/health/detail')).status).toBe(401);
        const { bearer } = await givenUser(closed, 'viewer');
        expect((await closed.request.get('/api/health/detail').set(bearer)).status).toBe(200);
      } finally {
        await closed.close();
      }
    });
  });

  test('is degraded while runs are late', async () => {
    const late = new Date(Date.now() - 90_000).toISOString();
    const run = await insertRun(api.database.pool, await insertTask(api.database.pool), {
      nextAttemptAt: late,
    });
    await until(async () => (await healthOf(api)).details.lag.status === 'degraded', {
      what: 'it sees the lag',
    });
    await api.database.pool.query(
      `update task_runs set run_status = 'cancelled', finished_at = now() where id = $1`,
      [run.id],
    );
  });

  test('is down when PostgreSQL still answers and takes no writes', async () => {
    const { pool } = api.database;
    await pool.query(
      `do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$`,
    );
    const stuck = await startTestApi({}, undefined, api.database);
    // Sessions that are open keep what they began with.
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const away = await until(
      async () => {
        const answer = await stuck.request.get('/api/health');
        return answer.status === 503 && answer;
      },
      { what: 'health is down' },
    );
    expect(away.body.error.database.message).toBe('PostgreSQL does not take writes');
    const { database } = (await stuck.request.get('/api/health/detail')).body;
    expect([database.writeMs, database.isStandby]).toEqual([null, false]);
    await stuck.close();
  });
});

(redisServerAvailable() ? describeApi : describe.skip)('without its Redis, the API', () => {
  let redis: RedisServer;
  let api: TestApi;
  let user: TestUser;
  let signIns = 0;
  beforeAll(async () => {
    redis = await startRedis();
    // Queue, live events and rate limits: all that Redis is for.
    const config = { redisUrl: redis.url, openOnLoopback: false, rateLimitPerMinute: 100_000 };
    api = await startTestApi(
      { ...config, trustedProxies: ['127.0.0.1'] },
      { databaseUrl: 'postgres://unused', redisUrl: redis.url },
    );
    user = await givenUser(api, 'admin');
    await until(async () => (await healthOf(api)).details.queue.status === 'up', { what: 'Redis is there' });
  });
  afterAll(async () => {
    await api.close();
    await redis.kill();
  });

  const timed = async (ask: () => Promise<{ status: number; body: { id: string } }>) => {
    const startedAt = performance.now();
    const answer = await ask();
    return { ...answer, status: answer.status, body: answer.body, tookMs: performance.now() - startedAt };
  };
  const signInReadAndWrite = async () => {
    const as = user.bearer;
    const created = await timed(() =>
      api.request
        .post('/api/tasks')
        .set(as)
        .send({ ...plainTask, start: 'now' }),
    );
    const answers = [
      created,
      await timed(() => api.request.get(`/api/tasks/${created.body.id}`).set(as)),
      await timed(() => api.request.get('/api/tasks').set(as)),
      await timed(() => api.request.post(`/api/tasks/${created.body.id}/run`).set(as)),
      await timed(() =>
        api.request
          .post('/api/auth/login')
          // Its attempts are counted by address.
          .set('x-forwarded-for', `203.0.113.${(signIns += 1)}`)
          .send({ email: user.email, password }),
      ),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 202, 200]);
    for (const { tookMs } of answers) expect(tookMs).toBeLessThan(500);
  };

  test.each([
    ['hangs', (): Promise<boolean> => Promise.resolve(process.kill(redis.pid, 'SIGSTOP'))],
    ['is dead', (): Promise<void> => redis.kill()],
  ])(
    'signs in, reads and writes in under 500 ms and says that it is degraded, when Redis %s',
    async (_, lose) => {
      await lose();
      // Under half a second is what the API takes; a machine that does other work at the moment may take longer.
      await until(signInReadAndWrite, { what: 'all is answered in under 500 ms' });
      await until(async () => (await healthOf(api)).details.queue.status === 'degraded', {
        what: 'health is degraded',
      });
      expect((await api.request.get('/api/health')).status).toBe(200);
      await signInReadAndWrite();
    },
  );

  test('comes back with it, and health with them', async () => {
    await redis.restart();
    await until(async () => (await healthOf(api)).details.queue.status === 'up', {
      what: 'health has noticed',
      timeoutMs: 20_000,
    });
  });

  test('its detail tells what Redis tells', async () => {
    const { queue } = (await api.request.get('/api/health/detail').set(user.bearer)).body;
    expect(queue).toMatchObject({
      kind: 'redis',
      redis: { version: expect.stringMatching(/^\d+\.\d+/), evictionPolicy: 'noeviction' },
    });
    expect(queue.redis.usedMemoryBytes).toBeGreaterThan(100_000);
  });

  test('is degraded when Redis evicts keys', async () => {
    await api.queueAdmin.counts();
    const socket = (await import('node:net')).connect(redis.port, '127.0.0.1');
    socket.write('CONFIG SET maxmemory-policy allkeys-lru\r\n');
    await until(async () => (await healthOf(api)).details.queue.warnings?.length === 1, {
      what: 'the warning is there',
    });
    socket.destroy();
  });
});
