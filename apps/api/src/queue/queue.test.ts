import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask, insertWorker } from '@carillon/db/testing';
import { freePort } from '@carillon/testkit';
import { until } from '@carillon/testkit';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/queue and /api/health', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  describe('200', () => {
    test('status tells depth, lag and workers as PostgreSQL has them', async () => {
      const { pool } = api.database;
      const task = await insertTask(pool, { nextRunAt: new Date(Date.now() - 90_000).toISOString() });
      const waiting = new Date(Date.now() - 60_000).toISOString();
      await insertRun(pool, task, { priority: 'low', nextAttemptAt: waiting });
      await insertRun(pool, task, { priority: 'low' });
      await insertRun(pool, task, { runStatus: 'held', nextAttemptAt: waiting });
      await insertRun(pool, task, { runStatus: 'completed', finishedAt: waiting, nextAttemptAt: waiting });
      const workerId = await insertWorker(pool, 4_000);
      const { body } = await api.request.get('/api/queue/status');
      expect(body.depth).toEqual([
        { runStatus: 'held', priority: 'normal', count: 1 },
        { runStatus: 'pending', priority: 'low', count: 2 },
      ]);
      expect(body.lag).toMatchObject({ dueRuns: 2, dueTasks: 1 });
      expect(body.lag.oldestDueRunMs).toBeGreaterThanOrEqual(60_000);
      expect(body.lag.oldestDueTaskMs).toBeGreaterThanOrEqual(90_000);
      expect(body.workers).toMatchObject([{ id: workerId, kind: 'listener' }]);
      expect(body.workers[0].silentMs).toBeGreaterThanOrEqual(4_000);
      expect(body).toMatchObject({
        paused: false,
        hints: { waiting: 0, byPriority: { low: { waiting: 0 } } },
      });
    });

    test('many who ask at once are told what was read once', async () => {
      await insertWorker(api.database.pool, 2_000);
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => api.request.get('/api/queue/status')),
      );
      const readings = answers.map(({ body }) => String(body.workers[0].silentMs));
      expect(new Set(readings).size).toBeLessThan(10);
    });

    test('pause and resume reach the queue, and the next status', async () => {
      const isPaused = async () => [
        await api.queueAdmin.isPaused(),
        (await api.request.get('/api/queue/status')).body.paused,
      ];
      expect((await api.request.post('/api/queue/pause')).body).toEqual({ paused: true });
      expect(await isPaused()).toEqual([true, true]);
      expect((await api.request.post('/api/queue/resume')).body).toEqual({ paused: false });
      expect(await isPaused()).toEqual([false, false]);
    });
  });

  describe('503', () => {
    test('ready, when a migration is missing or the database is away; live stays', async () => {
      const broken = await startTestApi();
      const { rows } = await broken.database.pool.query<{ version: string }>(
        'delete from schema_migrations where version = (select max(version) from schema_migrations) returning version',
      );
      const outdated = await broken.request.get('/api/health/ready');
      expect([outdated.status, outdated.body.error.migrations.message]).toEqual([
        503,
        '1 migrations are missing',
      ]);
      await broken.database.pool.query('insert into schema_migrations values ($1)', [rows[0]!.version]);
      await broken.database.pool.end();
      await until(
        async () => {
          const { status, body } = await broken.request.get('/api/health/ready');
          return status === 503 && body.details.database.status === 'down';
        },
        { what: 'the database is seen to be away' },
      );
      expect((await broken.request.get('/api/health/live')).body).toEqual({ status: 'ok' });
      await broken.close();
    });
  });

  describe('with a queue that is not there', () => {
    let lonely: TestApi;
    beforeAll(async () => {
      const redisUrl = `redis://127.0.0.1:${await freePort()}`;
      lonely = await startTestApi({}, { databaseUrl: 'postgres://unused', redisUrl });
    });
    afterAll(() => lonely.close());

    test('a run is taken as fast as ever; the truth needs no queue', async () => {
      const task = await insertTask(lonely.database.pool);
      const startedAt = performance.now();
      const answer = await lonely.request.post(`/api/tasks/${task.id}/run`);
      expect(answer.status).toBe(202);
      expect(performance.now() - startedAt).toBeLessThan(1_500);
      const { body } = await lonely.request.get('/api/queue/status');
      expect(body).toMatchObject({ hints: null, paused: null, lag: { dueRuns: 1 } });
    });

    test('health is degraded, not down; pausing says that the queue does not answer', async () => {
      const health = await lonely.request.get('/api/health');
      expect([health.status, health.body.status]).toEqual([200, 'degraded']);
      const pause = await lonely.request.post('/api/queue/pause');
      expect([pause.status, pause.body.code, pause.headers['retry-after']]).toEqual([
        503,
        'queue.unreachable',
        '1',
      ]);
    });
  });
});
