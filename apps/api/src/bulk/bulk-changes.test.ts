import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createBulkOperation } from '@carillon/db';
import { insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import { newId } from '@carillon/domain';
import { until } from '@carillon/testkit';
import type { TestUser } from '../testing/accounts.js';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('/api/bulk-operations with the action change', () => {
  let api: TestApi;
  let operator: TestUser;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
    operator = await givenUser(api, 'operator');
  });
  afterAll(() => api.close());

  const path = '/api/bulk-operations';
  const get = async (at: string, query: object = {}) =>
    (await api.request.get(at).set(operator.bearer).query(query)).body;
  const start = (body: object, as = operator) =>
    api.request
      .post(path)
      .set(as.bearer)
      .send({ action: 'change', ...body });
  const ended = async (id: string) => {
    const look = async () => (await get(`${path}/${id}`)).bulkStatus !== 'running';
    await until(look, { what: 'the end of the operation' });
    return get(`${path}/${id}`);
  };
  const givenTask = (overrides: Partial<Task> = {}) => insertTask(api.database.pool, overrides);
  const read = (id: string): Promise<Task> => get(`/api/tasks/${id}`);

  describe('202', () => {
    test('lane and priority are set, and the lane is made', async () => {
      const tasks = [await givenTask(), await givenTask({ priority: 'low' })];
      const changes = { lane: 'billing', priority: 'high' };
      const { status, body } = await start({ ids: tasks.map(({ id }) => id), changes });
      expect([status, body]).toMatchObject([202, { action: 'change', changes, total: 2 }]);
      expect(await ended(body.id)).toMatchObject({ done: 2, failed: 0, changes });
      for (const { id } of tasks) expect(await read(id)).toMatchObject({ ...changes, version: 2 });
      const lanes = await get('/api/lanes');
      expect(lanes.items.map(({ name }: { name: string }) => name)).toContain('billing');
    });

    test('tags are added to and taken from those that each task has, also of all that match a filter', async () => {
      const [one, two] = [await givenTask({ tags: ['m', 'a'] }), await givenTask({ tags: ['m', 'b', 'c'] })];
      const changes = { addTags: ['b', 'd'], removeTags: ['a', 'm'] };
      const { body } = await start({ filter: 'tag:m', changes });
      expect(await ended(body.id)).toMatchObject({ total: 2, done: 2 });
      expect([(await read(one.id)).tags, (await read(two.id)).tags]).toEqual([
        ['b', 'd'],
        ['b', 'c', 'd'],
      ]);
    });

    test('how often and after which waits runs are tried again is set', async () => {
      const { id } = await givenTask({ maxRetry: 3, backoffBaseMs: 1_000 });
      const changes = { maxRetry: 5, backoffStrategy: 'fixed', backoffBaseMs: 1_000, backoffMaxMs: 60_000 };
      const { body } = await start({ ids: [id], changes });
      expect(await ended(body.id)).toMatchObject({ done: 1, changes });
      expect(await read(id)).toMatchObject({ ...changes, version: 2 });
      const [entry] = (await get(`/api/tasks/${id}/history`)).items;
      expect(entry.details).toMatchObject({ maxRetry: 5, backoffStrategy: 'fixed', backoffMaxMs: 60_000 });
      expect(entry.details).not.toHaveProperty('backoffBaseMs');
    });

    test('null takes tasks out of their lane', async () => {
      await api.database.pool.query(`insert into lanes (name) values ('left')`);
      const { id } = await givenTask({ lane: 'left' });
      const { body } = await start({ ids: [id], changes: { lane: null } });
      await ended(body.id);
      expect((await read(id)).lane).toBeNull();
    });

    test('a task that would have too many tags refuses, and the others are changed', async () => {
      const full = await givenTask({ tags: Array.from({ length: 20 }, (_, index) => `t${index}`) });
      const free = await givenTask();
      const { body } = await start({
        ids: [full.id, free.id],
        changes: { addTags: ['more'], priority: 'low' },
      });
      const operation = await ended(body.id);
      expect(operation).toMatchObject({ bulkStatus: 'completed', done: 1, failed: 1 });
      expect(operation.errors).toEqual([
        { taskId: full.id, code: 'request.invalid', message: 'tags: would be 21, and a task has at most 20' },
      ]);
      expect(await read(full.id)).toMatchObject({ priority: 'normal', version: 1 });
      expect(await read(free.id)).toMatchObject({ priority: 'low', tags: ['more'] });
    });

    test('what a task has already does not make a new version of it', async () => {
      const { id } = await givenTask({ tags: ['x'], priority: 'high' });
      const { body } = await start({ ids: [id], changes: { addTags: ['x'], priority: 'high', lane: null } });
      expect(await ended(body.id)).toMatchObject({ done: 1 });
      expect((await read(id)).version).toBe(1);
      expect((await get(`/api/tasks/${id}/history`)).items).toEqual([]);
    });

    test('the history of each task tells who changed what of it', async () => {
      const { id } = await givenTask({ tags: ['x'] });
      const { body } = await start({ ids: [id], changes: { addTags: ['y'], priority: 'urgent' } });
      await ended(body.id);
      expect((await get(`/api/tasks/${id}/history`)).items).toMatchObject([
        {
          actor: operator.email,
          action: 'updateTask',
          details: { priority: 'urgent', tags: ['x', 'y'], bulkOperationId: body.id },
        },
      ]);
    });

    test('one that was cancelled before its turn changes nothing', async () => {
      const { id: taskId } = await givenTask();
      const operation = { id: newId(), action: 'change', filter: null, createdBy: 'me' } as const;
      const changes = { priority: 'low' } as const;
      await createBulkOperation(api.database.pool, { ...operation, changes, ids: [taskId] });
      await api.request.post(`${path}/${operation.id}/cancel`).set(operator.bearer).expect(200);
      await ended((await start({ ids: [(await givenTask()).id], changes })).body.id);
      expect(await read(taskId)).toMatchObject({ priority: 'normal', version: 1 });
    });
  });

  describe('400', () => {
    const ids = ['0193b6a0-0000-7000-8000-000000000001'];
    test.each([
      ['changes', { ids }],
      ['changes', { ids, changes: {} }],
      ['changes', { ids, action: 'pause', changes: { priority: 'low' } }],
      ['changes.priority', { ids, changes: { priority: 'soon' } }],
      ['changes.lane', { ids, changes: { lane: '' } }],
      ['changes.maxRetry', { ids, changes: { maxRetry: -1 } }],
      ['changes.backoffBaseMs', { ids, changes: { backoffBaseMs: 0 } }],
      ['changes.addTags', { ids, changes: { addTags: [] } }],
      ['changes.addTags.0', { ids, changes: { addTags: [''] } }],
      ['changes.addTags', { ids, changes: { addTags: ['a', 'b'], removeTags: ['b'] } }],
      ['changes.taskName', { ids, changes: { taskName: 'all alike' } }],
    ])('the problem names %s of %j', async (field, body) => {
      const answer = await start(body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, field]);
    });
  });

  test('403: a viewer changes nothing', async () => {
    const { id } = await givenTask();
    const answer = await start({ ids: [id], changes: { priority: 'low' } }, await givenUser(api, 'viewer'));
    expect([answer.status, answer.body.code]).toEqual([403, 'auth.forbidden']);
  });
});
