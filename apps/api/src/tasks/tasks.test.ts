import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi, unknownId } from '../testing/api.js';

describeApi('/api/tasks', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const create = (overrides: object = {}, headers: Record<string, string> = {}) =>
    api.request
      .post('/api/tasks')
      .set(headers)
      .send({ ...plainTask, ...overrides });

  const clock = async () => {
    const { rows } = await api.database.pool.query<{ now: Date }>('select now()');
    return rows[0]!.now.getTime();
  };

  describe('201', () => {
    test('a recurring task is planned for its next instant, never before it starts', async () => {
      const soon = await create({ taskSchedule: ' 0 * * * * ', timeZone: 'europe/berlin' });
      expect(soon.status).toBe(201);
      expect(soon.headers.location).toBe(`/api/tasks/${soon.body.id}`);
      expect(soon.headers.etag).toBe('"1"');
      expect(soon.body).toMatchObject({
        taskSchedule: '0 * * * *',
        timeZone: 'Europe/Berlin',
        taskStatus: 'ready',
      });
      const nextMs = Date.parse(soon.body.nextRunAt);
      expect(nextMs % 3_600_000).toBe(0);
      expect(nextMs - (await clock())).toBeLessThanOrEqual(3_600_000);
      const later = await create({ taskSchedule: '0 0 * * *', startsAt: '2999-05-01T00:00:00Z' });
      expect(later.body.nextRunAt).toBe('2999-05-01T00:00:00.000Z');
    });

    test('a one-off is planned for its instant, given as one or as a distance', async () => {
      const at = await create({ runAt: '2999-01-01T01:00:00+01:00' });
      expect(at.body).toMatchObject({
        runAt: '2999-01-01T00:00:00.000Z',
        nextRunAt: '2999-01-01T00:00:00.000Z',
      });
      const before = await clock();
      const later = await create({ runIn: '10m' });
      const distanceMs = Date.parse(later.body.nextRunAt) - before;
      expect(distanceMs).toBeGreaterThanOrEqual(600_000);
      expect(distanceMs).toBeLessThan(610_000);
    });

    test('a task can be made paused, with the reason, and holds what becomes due from its first instant', async () => {
      const made = await create({ taskSchedule: '0 * * * *', pause: { reason: 'Not before the release.' } });
      expect([made.status, made.body]).toMatchObject([
        201,
        { taskStatus: 'paused', nextRunAt: null, pausedUntil: null, pauseReason: 'Not before the release.' },
      ]);
      expect(Date.parse(made.body.withheldFrom) % 3_600_000).toBe(0);
      const at = await create({ start: 'now', pause: { until: '2999-01-01T00:00:00Z' } });
      expect(at.body).toMatchObject({ taskStatus: 'paused', pausedUntil: '2999-01-01T00:00:00.000Z' });
      const resumed = await api.request.post(`/api/tasks/${made.body.id}/resume`).send({});
      expect(resumed.body).toMatchObject({ taskStatus: 'ready', nextRunAt: made.body.withheldFrom });
    });

    test('a task without schedule is due at once or never, as it says', async () => {
      expect((await create()).body.nextRunAt).toBeNull();
      expect((await create({ start: 'manual' })).body).toMatchObject({
        nextRunAt: null,
        taskStatus: 'ready',
      });
      const now = await create({ start: 'now' });
      expect(Date.parse(now.body.nextRunAt)).toBeLessThanOrEqual(await clock());
    });

    test('every field that may be set comes back as it was given, secrets in headers apart', async () => {
      const fields = {
        httpMethod: 'PUT',
        httpHeaders: { 'X-Token': 'abc', authorization: 'Bearer x' },
        jsonPayload: { constructor: 'kept', prototype: [1, { __proto__x: null }], text: 'ü😀', pi: 3.14 },
        timeoutMs: 5_000,
        successStatus: [404],
        maxRetry: 0,
        backoffStrategy: 'fixed',
        backoffBaseMs: 5,
        backoffMaxMs: 50,
        backoffJitter: true,
        priority: 'urgent',
        lane: 'invoices',
        overlapPolicy: 'queue',
        misfirePolicy: 'all',
        misfireWindowMs: 1_000,
        misfireCap: 7,
        dstGap: 'skip',
        dstOverlap: 'both',
        onFailure: 'continue',
        atMostOnce: true,
        deadlineMs: 90_000,
        tags: ['a', 'b'],
        agentId: 'agent-1',
        maxRuns: 3,
        jitterMs: 10,
        endsAt: '2999-01-01T00:00:00.000Z',
      };
      const created = await create(fields);
      const hidden = { authorization: '[redacted]', 'X-Token': '[redacted]' };
      expect(created.body).toMatchObject({ ...fields, httpHeaders: hidden });
      const { rows } = await api.database.pool.query(
        `select concurrency_limit from lanes where name = 'invoices'`,
      );
      expect(rows).toEqual([{ concurrency_limit: 1 }]);
    });

    test.each([
      ['text', 'text'],
      ['a number', 7],
      ['null', null],
      ['a list', [1, 'two']],
    ])('a payload may be %s', async (_, jsonPayload) => {
      expect((await create({ jsonPayload })).body.jsonPayload).toEqual(jsonPayload);
    });

    test('a repeated Idempotency-Key answers again and makes nothing, also at the same time', async () => {
      const headers = { 'idempotency-key': 'create-once' };
      const named = { taskName: 'made once' };
      const answers = await Promise.all([1, 2, 3, 4].map(() => create(named, headers)));
      answers.push(await create(named, headers));
      expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
      expect(new Set(answers.map((answer) => JSON.stringify(answer.body.id))).size).toBe(1);
      expect(answers[4]!.body).toEqual(answers[0]!.body);
      expect(answers.filter((answer) => answer.headers['idempotency-replayed'] === 'true')).toHaveLength(4);
      const { rows } = await api.database.pool.query(`select id from tasks where task_name = 'made once'`);
      expect(rows).toHaveLength(1);
    });

    test('a refused request leaves its Idempotency-Key free', async () => {
      const headers = { 'idempotency-key': 'second-try' };
      expect((await create({ taskSchedule: '61 * * * *' }, headers)).status).toBe(400);
      expect((await create({ taskSchedule: '1 * * * *' }, headers)).status).toBe(201);
    });
  });

  describe('200', () => {
    test('a page holds what fits, and its cursor leads through all in order, each once', async () => {
      for (const name of ['c', 'a', 'e', 'b', 'd'])
        await create({ taskName: `page ${name}`, tags: ['paged'] });
      const sorts = [
        'taskName',
        '-taskName',
        'createdAt',
        '-createdAt',
        'nextRunAt',
        '-lastRunAt',
        'taskStatus',
        '-priority',
        '-updatedAt',
        'taskSchedule',
        '-lane',
        'host',
      ];
      for (const sort of sorts) {
        const seen: string[] = [];
        let cursor: string | null = null;
        do {
          const page = await api.request
            .get('/api/tasks')
            .query({ tag: 'paged', sort, limit: 2, ...(cursor && { cursor }) });
          expect(page.status).toBe(200);
          expect(page.body.items.length).toBeLessThanOrEqual(2);
          seen.push(...page.body.items.map((task: { taskName: string }) => task.taskName.slice(5)));
          cursor = page.body.nextCursor;
        } while (cursor !== null);
        if (sort === 'taskName') expect(seen.join('')).toBe('abcde');
        if (sort === '-taskName') expect(seen.join('')).toBe('edcba');
        if (sort === '-createdAt') expect(seen.join('')).toBe('dbeac');
        expect([...seen].sort().join('')).toBe('abcde');
      }
    });

    test('filters narrow the list, and a search is taken by the letter', async () => {
      await create({ taskName: '100% sure_thing', priority: 'low', lane: 'filtered' });
      await create({ taskName: '100x surexthing', priority: 'high' });
      const names = async (query: object) => {
        const { body } = await api.request.get('/api/tasks').query(query);
        return body.items.map((task: { taskName: string }) => task.taskName);
      };
      expect(await names({ search: '100% SURE_' })).toEqual(['100% sure_thing']);
      expect(await names({ lane: 'filtered' })).toEqual(['100% sure_thing']);
      expect(await names({ search: '100', priority: 'high,urgent' })).toEqual(['100x surexthing']);
      expect(await names({ search: '100', status: 'paused' })).toEqual([]);
    });

    test('a change raises the version and plans anew only when the plan changed', async () => {
      const { body: task } = await create({ taskSchedule: '0 0 1 1 *' });
      const renamed = await api.request
        .patch(`/api/tasks/${task.id}`)
        .set('if-match', '"1"')
        .send({ taskName: 'new' });
      expect(renamed.body).toMatchObject({ taskName: 'new', version: 2, nextRunAt: task.nextRunAt });
      expect(renamed.headers.etag).toBe('"2"');
      const moved = await api.request.patch(`/api/tasks/${task.id}`).send({ timeZone: 'Asia/Tokyo' });
      expect(Date.parse(task.nextRunAt) - Date.parse(moved.body.nextRunAt)).toBe(9 * 3_600_000);
      const manual = await api.request.patch(`/api/tasks/${task.id}`).send({ taskSchedule: null });
      expect(manual.body).toMatchObject({ taskSchedule: null, nextRunAt: null, taskStatus: 'ready' });
    });

    test('a failed task that kept its schedule is planned anew', async () => {
      const kept = { taskStatus: 'failed', nextRunAt: '2999-01-01T00:00:00.000Z' } as const;
      const task = await insertTask(api.database.pool, { ...kept, taskSchedule: '0 0 1 1 *' });
      const changed = await api.request.patch(`/api/tasks/${task.id}`).send({ taskSchedule: '1 1 1 1 *' });
      expect(changed.body).toMatchObject({ taskStatus: 'failed', withheldFrom: null });
      expect(changed.body.nextRunAt).toMatch(/-01-01T01:01:00/);
    });

    test.each(['paused', 'failed', 'completed'] as const)(
      'a %s task is not planned by a change',
      async (taskStatus) => {
        const task = await insertTask(api.database.pool, { taskStatus, taskSchedule: '0 0 1 1 *' });
        const changed = await api.request.patch(`/api/tasks/${task.id}`).send({ taskSchedule: '1 1 1 1 *' });
        expect(changed.body).toMatchObject({ taskStatus, nextRunAt: null, taskSchedule: '1 1 1 1 *' });
      },
    );

    test('an instant that is due already is not planned over', async () => {
      const due = new Date((await clock()) - 1_000).toISOString();
      const task = await insertTask(api.database.pool, { taskSchedule: '0 0 1 1 *', nextRunAt: due });
      const changed = await api.request.patch(`/api/tasks/${task.id}`).send({ taskSchedule: '1 1 1 1 *' });
      expect(changed.body.nextRunAt).toBe(due);
    });
  });

  describe('204', () => {
    test('a task goes with its runs and logs, while it runs too', async () => {
      const task = await insertTask(api.database.pool);
      await insertRun(api.database.pool, task);
      expect((await api.request.delete(`/api/tasks/${task.id}`)).status).toBe(204);
      const { rows } = await api.database.pool.query('select from task_runs where task_id = $1', [task.id]);
      expect(rows).toHaveLength(0);
      expect((await api.request.get(`/api/tasks/${task.id}`)).status).toBe(404);
    });
  });

  describe('404', () => {
    test.each([
      ['get', ''],
      ['delete', ''],
      ['get', '/runs'],
      ['get', '/logs'],
      ['post', '/run'],
      ['post', '/pause'],
      ['post', '/resume'],
      ['post', '/retry'],
      ['post', '/cancel'],
    ] as const)('%s of an unknown task%s', async (method, path) => {
      const answer = await api.request[method](`/api/tasks/${unknownId}${path}`);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ code: 'task.not_found', status: 404 });
      expect(answer.type).toBe('application/problem+json');
    });

    test('a change of an unknown task', async () => {
      const answer = await api.request.patch(`/api/tasks/${unknownId}`).send({ taskName: 'x' });
      expect(answer.body.code).toBe('task.not_found');
    });
  });

  describe('409', () => {
    test('an Idempotency-Key with another body', async () => {
      const headers = { 'idempotency-key': 'two-bodies' };
      await create({ taskName: 'first' }, headers);
      const answer = await create({ taskName: 'second' }, headers);
      expect([answer.status, answer.body.code]).toEqual([409, 'idempotency.conflict']);
    });
  });

  describe('412', () => {
    test('a change or a removal of what has changed meanwhile; of two at a time one wins', async () => {
      const { body: task } = await create();
      const change = () =>
        api.request.patch(`/api/tasks/${task.id}`).set('if-match', '"1"').send({ maxRetry: 9 });
      const answers = await Promise.all([change(), change(), change()]);
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412]);
      const removal = await api.request.delete(`/api/tasks/${task.id}`).set('if-match', '"1"');
      expect([removal.status, removal.body.code]).toEqual([412, 'task.version_conflict']);
    });
  });
});
