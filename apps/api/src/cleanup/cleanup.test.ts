import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claimRuns, ensurePartitions } from '@carillon/db';
import { insertRun, insertTask, insertWorker } from '@carillon/db/testing';
import { newId } from '@carillon/domain';
import { until } from '@carillon/testkit';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/cleanup', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const dayMs = 86_400_000;
  const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);
  const partition = (table: string, days: number) =>
    `${table}_${daysAgo(days).toISOString().slice(0, 10).replaceAll('-', '')}`;
  const makeDay = async (days: number) => {
    const at = daysAgo(days).getTime();
    await ensurePartitions(api.database.pool, at, at);
  };
  const old = (body: object) => api.request.post('/api/cleanup/old').send(body);

  describe('200', () => {
    test('old: days further back go, and are named; a day with an open run stays', async () => {
      for (const days of [5, 9, 10]) await makeDay(days);
      const task = await insertTask(api.database.pool);
      await insertRun(api.database.pool, task, { scheduledFor: daysAgo(10).toISOString() });
      const { status, body } = await old({});
      expect(status).toBe(200);
      expect(body.dropped).toEqual(
        expect.arrayContaining(['task_runs', 'task_logs', 'run_events'].map((table) => partition(table, 9))),
      );
      expect(body.dropped).not.toContain(partition('task_runs', 10));
      expect(body.dropped).not.toContain(partition('task_runs', 5));
    });

    test('old: what would go is told before, and stays', async () => {
      await makeDay(30);
      const ask = async () => (await api.request.get('/api/cleanup/old?olderThanDays=29')).body;
      expect(await ask()).toEqual({ days: 1, tables: 4, runs: 0, attempts: 0, heldDays: 0 });
      expect(await ask()).toMatchObject({ tables: 4 });
      expect((await old({ olderThanDays: 29 })).body.dropped).toHaveLength(4);
      expect(await ask()).toMatchObject({ days: 0, tables: 0 });
    });

    test('old: today and yesterday never go', async () => {
      await makeDay(1);
      const { body } = await old({ olderThanDays: 1 });
      expect(body.dropped).toContain(partition('task_runs', 5));
      const { rows } = await api.database.pool.query(
        `select to_regclass($1) is not null and to_regclass($2) is not null as kept`,
        [partition('task_runs', 0), partition('task_runs', 1)],
      );
      expect(rows).toEqual([{ kept: true }]);
    });

    test('timeout-stale: attempts of a lost listener end, with those that will be tried again hinted at', async () => {
      const { pool } = api.database;
      const workerId = await insertWorker(pool, 11_000);
      const taken = [];
      for (const maxRetry of [3, 0]) {
        const task = await insertTask(pool, { maxRetry, backoffBaseMs: 1 });
        const run = await insertRun(pool, task, { maxRetry });
        taken.push(run);
      }
      await claimRuns(pool, taken, { workerId, leaseMs: 60_000 });
      const waiting = await insertTask(pool);
      const living = await insertRun(pool, waiting);
      await claimRuns(pool, [living], { workerId: await insertWorker(pool), leaseMs: 60_000 });
      const { status, body } = await api.request.post('/api/cleanup/timeout-stale');
      expect([status, body]).toEqual([200, { retrying: 1, failed: 1, abandoned: 0 }]);
      expect((await api.request.get(`/api/runs/${living.id}`)).body.runStatus).toBe('running');
      const hints = async () => {
        const { waiting, delayed } = await api.queueAdmin.counts();
        return waiting + delayed;
      };
      await until(async () => (await hints()) === 1, { what: 'the hint of the retry' });
      expect((await api.request.post('/api/cleanup/timeout-stale')).body).toMatchObject({
        retrying: 0,
        failed: 0,
      });
    });

    test('timeout-stale: the lane of a run that ended takes the next one', async () => {
      const { pool } = api.database;
      await pool.query(`insert into lanes (name) values ('one')`);
      const task = await insertTask(pool, { lane: 'one', maxRetry: 0 });
      const run = await insertRun(pool, task, { lane: 'one', maxRetry: 0 });
      const next = await insertRun(pool, task, { lane: 'one', runStatus: 'held' });
      await claimRuns(pool, [run], { workerId: newId(), leaseMs: -1_000 });
      await api.request.post('/api/cleanup/timeout-stale');
      expect((await api.request.get(`/api/runs/${next.id}`)).body.runStatus).toBe('pending');
    });
  });

  describe('400', () => {
    test.each([0, -1, 1.5, '7', null])('olderThanDays of %j', async (olderThanDays) => {
      const { status, body } = await old({ olderThanDays });
      expect([status, body.fieldErrors[0].path]).toEqual([400, 'olderThanDays']);
    });

    test('so does the preview', async () => {
      const { status, body } = await api.request.get('/api/cleanup/old?olderThanDays=0');
      expect([status, body.fieldErrors[0].path]).toEqual([400, 'olderThanDays']);
    });
  });
});
