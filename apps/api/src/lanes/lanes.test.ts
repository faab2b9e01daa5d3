import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ageingStepMs } from '@carillon/domain';
import type { TaskPriority } from '@carillon/domain';
import { insertRun, insertTask } from '@carillon/db/testing';
import { until } from '@carillon/testkit';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

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
      const turnOf = async ({ id }: { id: string }) =>
        (await api.request.get(`${lane('order')}/held/${id}`)).body;
      expect(await Promise.all(held.map(turnOf))).toEqual([1, 2, 3].map((position) => ({ position, of: 3 })));
    });

    test('held: a run that rises by age between two pages is on one of them', async () => {
      await put('rising', 1);
      const insert = async (priority: TaskPriority, ageMs: number) => {
        const at = new Date(Date.now() - ageMs).toISOString();
        const task = await insertTask(api.database.pool, { lane: 'rising', taskName: priority });
        const held = { lane: 'rising', priority, runStatus: 'held' } as const;
        await insertRun(api.database.pool, task, { ...held, scheduledFor: at, nextAttemptAt: at });
      };
      // In three seconds the older one stands as high as the other.
      await insert('normal', 0);
      await insert('low', ageingStepMs - 3_000);
      const read = async (cursor?: string) =>
        (await api.request.get(`${lane('rising')}/held`).query({ limit: 1, cursor })).body;
      const first = await read();
      expect(first.items).toMatchObject([{ taskName: 'normal' }]);
      await until(async () => (await read()).items[0].taskName === 'low', { what: 'the older one is first' });
      expect(await read(first.nextCursor)).toMatchObject({ items: [{ taskName: 'low' }], nextCursor: null });
    });

    test('move: what waits begins in the other lane as it has room; what is under way, and tasks, stay', async () => {
      await fill('crowded', 4);
      await put('empty', 2);
      const move = await api.request.post(`${lane('crowded')}/move`).send({ to: 'empty' });
      expect([move.status, move.body]).toEqual([200, { moved: 4, lane: 'empty' }]);
      expect(await counts('crowded')).toMatchObject({ held: 0, pending: 0 });
      expect(await counts('empty')).toMatchObject({ held: 2, pending: 2 });
      const again = await api.request.post(`${lane('empty')}/move`).send({ to: 'crowded' });
      expect(again.body.moved).toBe(2);
      expect(await counts('empty')).toMatchObject({ held: 0, pending: 2 });
      const { rows } = await api.database.pool.query(
        `select distinct lane from tasks where id in (select task_id from task_runs where lane = 'empty')`,
      );
      expect(rows).toEqual([{ lane: 'crowded' }]);
    });

    test('drain: what has not begun is cancelled, what is under way goes on; who did both is on record', async () => {
      await fill('drained', 3);
      const task = await insertTask(api.database.pool, { lane: 'drained' });
      await insertRun(api.database.pool, task, { lane: 'drained', runStatus: 'running' });
      await insertRun(api.database.pool, task, { lane: 'drained', runStatus: 'pending' });
      const { status, body } = await api.request.post(`${lane('drained')}/drain`).send({});
      expect([status, body]).toEqual([200, { cancelled: 4 }]);
      expect(await counts('drained')).toMatchObject({ held: 0, pending: 0, running: 1 });
      const { rows } = await api.database.pool.query(
        `select distinct run_status, error from task_runs where lane = 'drained' and finished_at is not null`,
      );
      expect(rows).toEqual([{ run_status: 'cancelled', error: 'Cancelled as its lane was drained.' }]);
      const audited = await api.database.pool.query(
        `select action, subject_id, details from audit_log where action ~ '^(move|drain)' order by id desc limit 2`,
      );
      expect(audited.rows).toEqual([
        { action: 'drainLane', subject_id: 'drained', details: {} },
        { action: 'moveLaneRuns', subject_id: 'empty', details: { to: 'crowded' } },
      ]);
    });

    test('first: a run begins before older and more urgent ones, and the last that was put first wins', async () => {
      await put('queue', 1);
      const hold = async (taskName: string, priority: 'urgent' | 'low', agoMs: number) => {
        const task = await insertTask(api.database.pool, { taskName, lane: 'queue', priority });
        const due = new Date(Date.now() - agoMs).toISOString();
        return insertRun(api.database.pool, task, {
          ...{ lane: 'queue', priority, runStatus: 'held', scheduledFor: due, nextAttemptAt: due },
        });
      };
      const low = await hold('low', 'low', 1_000);
      const urgent = await hold('urgent', 'urgent', 500);
      await hold('aged', 'low', 3 * 60 * 60_000);
      const first = async (id: string) => {
        const { status, body } = await api.request.post(`${lane('queue')}/held/${id}/first`).send({});
        expect(status).toBe(200);
        return body.items.map(({ taskName }: { taskName: string }) => taskName);
      };
      expect(await first(low.id)).toEqual(['low', 'aged', 'urgent']);
      expect(await first(urgent.id)).toEqual(['urgent', 'low', 'aged']);
      expect(await first(urgent.id)).toEqual(['urgent', 'low', 'aged']);
      await put('queue', 2);
      const { rows } = await api.database.pool.query(
        `select t.task_name from task_runs r join tasks t on t.id = r.task_id
         where r.lane = 'queue' and r.run_status = 'pending' order by 1`,
      );
      expect(rows.map(({ task_name }) => task_name)).toEqual(['low', 'urgent']);
      const held = (await api.request.get(`${lane('queue')}/held`)).body.items;
      expect(held).toMatchObject([{ taskName: 'aged', priority: 'low' }]);
    });

    test('a rate limit spaces runs out, stays until it is taken away, and stands in the audit log', async () => {
      const rateLimit = { runs: 60, perMs: 60_000 };
      await fill('rated', 4);
      const save = (body: object) => api.request.put(lane('rated')).send({ concurrencyLimit: 3, ...body });
      const { status, body } = await save({ rateLimit });
      expect([status, body.rateLimit]).toEqual([200, rateLimit]);
      // The first began without a limit; the next two have slots of their own.
      expect(body.counts).toMatchObject({ held: 1, pending: 3 });
      expect(Date.parse(body.nextStartAt)).toBeGreaterThan(Date.now());
      const { rows } = await api.database.pool.query(
        `select action, subject_id, details from audit_log where action = 'saveLane' order by id desc limit 1`,
      );
      expect(rows).toEqual([
        { action: 'saveLane', subject_id: 'rated', details: { concurrencyLimit: 3, rateLimit } },
      ]);
      expect((await save({})).body).toMatchObject({ rateLimit });
      expect((await save({ rateLimit: null })).body).toMatchObject({ rateLimit: null, nextStartAt: null });
    });

    test('GET lists lanes by name, page by page', async () => {
      for (const name of ['z1', 'z2', 'z3']) await put(name, 1);
      const read = async (query: object) =>
        (await api.request.get('/api/lanes').query({ sort: '-name', ...query })).body;
      const first = await read({ limit: 2 });
      expect(first.items.map(({ name }: { name: string }) => name)).toEqual(['z3', 'z2']);
      const second = await read({ limit: 1, cursor: first.nextCursor });
      expect(second.items).toMatchObject([{ name: 'z1', counts: { held: 0 } }]);
    });
  });

  describe('400', () => {
    test.each([0, 10_001, 1.5, '3', null, undefined])('a limit of %j', async (limit) => {
      const { status, body } = await put('limits', limit);
      expect([status, body.fieldErrors[0].path]).toEqual([400, 'concurrencyLimit']);
    });

    test.each([
      [{ runs: 0, perMs: 60_000 }, 'rateLimit.runs'],
      [{ runs: 1_000_001, perMs: 60_000 }, 'rateLimit.runs'],
      [{ runs: 1, perMs: 999 }, 'rateLimit.perMs'],
      [{ runs: 1, perMs: 86_400_001 }, 'rateLimit.perMs'],
      [{ runs: 1 }, 'rateLimit.perMs'],
      ['60/min', 'rateLimit'],
    ])('a rate limit of %j', async (rateLimit, path) => {
      const { status, body } = await api.request.put(lane('rates')).send({ concurrencyLimit: 1, rateLimit });
      expect([status, body.fieldErrors[0].path]).toEqual([400, path]);
    });

    test.each([
      ['nowhere', 'is no lane'],
      ['here', 'is the lane that they are in'],
      ['', undefined],
    ])('runs are not moved to %j', async (to, message) => {
      await put('here', 1);
      const { status, body } = await api.request.post(`${lane('here')}/move`).send({ to });
      expect([status, body.fieldErrors[0].path]).toEqual([400, 'to']);
      if (message !== undefined) expect(body.fieldErrors[0].message).toBe(message);
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

    test.each(['get', 'pause', 'resume', 'drain', 'move', `held/${unknownId}/first`])(
      '%s of a lane that is not there',
      async (action) => {
        const path = lane('nowhere');
        const { status, body } =
          action === 'get'
            ? await api.request.get(path)
            : await api.request.post(`${path}/${action}`).send(action === 'move' ? { to: 'a' } : {});
        expect([status, body.code]).toEqual([404, 'lane.not_found']);
      },
    );
  });

  describe('403', () => {
    test('viewers neither move nor drain nor put first', async () => {
      await put('looked at', 1);
      const viewer = await givenUser(api, 'viewer');
      for (const action of ['move', 'drain', `held/${unknownId}/first`]) {
        const { status } = await api.request
          .post(`${lane('looked at')}/${action}`)
          .set(viewer.bearer)
          .send(action === 'move' ? { to: 'a' } : {});
        expect(status).toBe(403);
      }
    });
  });

  describe('409', () => {
    test('a run that is not due, has begun or waits elsewhere is not put first; without waiting it has no turn', async () => {
      await put('not here', 1);
      const task = await insertTask(api.database.pool, { lane: 'not here' });
      const given = { lane: 'not here', runStatus: 'held' } as const;
      const nextAttemptAt = new Date(Date.now() + 60_000).toISOString();
      const runs = [
        await insertRun(api.database.pool, task, { ...given, nextAttemptAt }),
        await insertRun(api.database.pool, task, { ...given, runStatus: 'running' }),
        { id: unknownId },
      ];
      for (const { id } of runs) {
        const { status, body } = await api.request.post(`${lane('not here')}/held/${id}/first`).send({});
        expect([status, body.code]).toEqual([409, 'run.state_conflict']);
      }
      const turns = await Promise.all(
        runs.map(({ id }) => api.request.get(`${lane('not here')}/held/${id}`).then(({ status }) => status)),
      );
      expect(turns).toEqual([200, 409, 409]);
    });
  });
});
