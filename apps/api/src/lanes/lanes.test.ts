import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import { until } from '@carillon/testkit';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/lanes', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const lane = (name: string) => `/api/lanes/${encodeURIComponent(name)}`;
  const put = (name: string, concurrencyLimit: unknown) =>
    api.request.put(lane(name)).send({ concurrencyLimit });
  /** A lane in which so many runs wait. */
  const fill = async (name: string, waiting: number) => {
    await put(name, 1);
    for (let index = 0; index < waiting; index += 1) {
      const task = await insertTask(api.database.pool, { lane: name });
      await insertRun(api.database.pool, task, { lane: name, runStatus: 'held' });
    }
  };
  const counts = async (name: string) => (await api.request.get(lane(name))).body.counts;

  describe('200', () => {
    test('PUT makes a lane and changes it', async () => {
      const made = await put('a/b lane', 3);
      expect(made.status).toBe(200);
      expect(made.body).toMatchObject({ name: 'a/b lane', concurrencyLimit: 3, paused: false });
      expect((await put('a/b lane', 5)).body.concurrencyLimit).toBe(5);
      expect((await api.request.get(lane('a/b lane'))).body).toMatchObject({
        concurrencyLimit: 5,
        counts: { held: 0, pending: 0, running: 0, retrying: 0, waiting: 0 },
      });
    });

    test('PUT lets as many runs begin at once as the limit allows, and hints at them', async () => {
      await fill('wide', 4);
      const before = (await api.queueAdmin.counts()).waiting;
      expect((await put('wide', 3)).body.counts).toMatchObject({ held: 1, pending: 3 });
      await until(async () => (await api.queueAdmin.counts()).waiting > before, { what: 'a hint' });
    });

    test('a paused lane lets none begin; resumed, it does so at once', async () => {
      await fill('stopped', 2);
      expect((await api.request.post(`${lane('stopped')}/pause`)).body).toMatchObject({ paused: true });
      await put('stopped', 2);
      expect(await counts('stopped')).toMatchObject({ held: 2, pending: 0 });
      const { status, body } = await api.request.post(`${lane('stopped')}/resume`);
      expect([status, body.paused]).toEqual([200, false]);
      expect(body.counts).toMatchObject({ held: 0, pending: 2 });
    });

    test('a pause tells who, when and why until it ends', async () => {
      await put('told', 1);
      const reason = 'The receiver is being moved';
      const { body } = await api.request.post(`${lane('told')}/pause`).send({ reason });
      expect(body).toMatchObject({ paused: true, pauseReason: reason, pausedBy: expect.any(String) });
      expect(Date.parse(body.pausedAt)).toBeGreaterThan(Date.now() - 60_000);
      const resumed = (await api.request.post(`${lane('told')}/resume`)).body;
      expect(resumed).toMatchObject({ paused: false, pausedAt: null, pausedBy: null, pauseReason: null });
    });

    test('what waits is told by priority and age, and in the order of its turns', async () => {
      await put('order', 1);
      const hold = async (taskName: string, priority: 'urgent' | 'low', agoMs: number) => {
        const task = await insertTask(api.database.pool, { taskName, lane: 'order', priority });
        const due = new Date(Date.now() - agoMs);
        await insertRun(api.database.pool, task, {
          lane: 'order',
          priority,
          runStatus: 'held',
          scheduledFor: due.toISOString(),
          nextAttemptAt: due.toISOString(),
        });
        return due.toISOString();
      };
      await hold('later', 'low', 1_000);
      await hold('first', 'urgent', 500);
      const oldest = await hold('aged', 'low', 30 * 60_000);
      const { body } = await api.request.get(lane('order'));
      expect(body).toMatchObject({
        notBegun: { urgent: 1, high: 0, normal: 0, low: 2 },
        oldestDueAt: oldest,
      });
      const held = (await api.request.get(`${lane('order')}/held`)).body.items;
      expect(held.map(({ taskName }: { taskName: string }) => taskName)).toEqual(['aged', 'first', 'later']);
      expect((await api.request.get(`${lane('order')}/held`).query({ limit: 1 })).body.items).toHaveLength(1);
    });

    test('GET lists lanes by name, page by page', async () => {
      for (const name of ['z1', 'z2', 'z3']) await put(name, 1);
      const first = (await api.request.get('/api/lanes').query({ limit: 2, cursor: 'z' })).body;
      expect(first.items.map(({ name }: { name: string }) => name)).toEqual(['z1', 'z2']);
      const second = (await api.request.get('/api/lanes').query({ limit: 2, cursor: first.nextCursor })).body;
      expect(second).toMatchObject({ items: [{ name: 'z3', counts: { held: 0 } }], nextCursor: null });
    });
  });

  describe('400', () => {
    test.each([0, 10_001, 1.5, '3', null, undefined])('a limit of %j', async (limit) => {
      const { status, body } = await put('limits', limit);
      expect([status, body.fieldErrors[0].path]).toEqual([400, 'concurrencyLimit']);
    });

    test('a name that cannot be stored', async () => {
      expect((await put('\u0000', 1)).status).toBe(400);
      expect((await put('x'.repeat(201), 1)).status).toBe(400);
    });
  });

  describe('404', () => {
    test('of what waits in a lane that is not there', async () => {
      expect((await api.request.get(`${lane('nowhere')}/held`)).body.code).toBe('lane.not_found');
    });

    test.each(['get', 'pause', 'resume'])('%s of a lane that is not there', async (action) => {
      const path = lane('nowhere');
      const { status, body } =
        action === 'get' ? await api.request.get(path) : await api.request.post(`${path}/${action}`);
      expect([status, body.code]).toEqual([404, 'lane.not_found']);
    });
  });
});
