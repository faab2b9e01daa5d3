import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { advanceBulkOperation, createBulkOperation, holdBulkOperation, nextBulkIds } from '@carillon/db';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import { newId } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { idempotentRequest } from '../http/idempotency.js';
import { TaskActionsService } from '../tasks/task-actions.service.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';
import { BulkWorker } from './bulk-worker.js';

describeApi('/api/bulk-operations', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const path = '/api/bulk-operations';
  const start = (body: object) => api.request.post(path).send(body);
  const read = async (id: string) => (await api.request.get(`${path}/${id}`)).body;
  const ended = async (id: string) => {
    await until(async () => (await read(id)).bulkStatus !== 'running', { what: 'the end of the operation' });
    return read(id);
  };
  const insertTasks = async (tag: string, count: number, overrides: Partial<Task> = {}) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index += 1) {
      ids.push((await insertTask(api.database.pool, { tags: [tag], ...overrides })).id);
    }
    return ids;
  };
  const tasksOf = async (tag: string) =>
    (await api.request.get('/api/tasks').query({ tag, limit: 100 })).body.items;

  describe('202', () => {
    test('all tasks that match are acted on, and progress is told', async () => {
      await insertTasks('paused', 12);
      await insertTasks('others', 1);
      const { status, body, headers } = await start({ action: 'pause', filter: 'tag:paused' });
      expect([status, headers.location]).toEqual([202, `${path}/${body.id}`]);
      expect(body).toMatchObject({
        action: 'pause',
        filter: 'tag:paused',
        total: 12,
        createdBy: expect.any(String),
      });
      const operation = await ended(body.id);
      expect(operation).toMatchObject({
        bulkStatus: 'completed',
        done: 12,
        failed: 0,
        errors: [],
        total: 12,
      });
      expect(operation.finishedAt).not.toBeNull();
      const states = async (tag: string) =>
        new Set((await tasksOf(tag)).map(({ taskStatus }: Task) => taskStatus));
      expect(await states('paused')).toEqual(new Set(['paused']));
      expect(await states('others')).toEqual(new Set(['ready']));
    });

    test.each([
      ['resume', { taskStatus: 'paused' }, { taskStatus: 'ready' }],
      ['run', {}, { activeRuns: 1 }],
      ['retry', { taskStatus: 'failed' }, { taskStatus: 'ready' }],
      ['cancel', {}, { activeRuns: 0 }],
    ] as const)('%s does what the single action does', async (action, before, after) => {
      const ids = await insertTasks(action, 2, before);
      const { body } = await start({ action, ids });
      expect(await ended(body.id)).toMatchObject({ done: 2, failed: 0, filter: null });
      expect(await tasksOf(action)).toMatchObject([after, after]);
    });

    test('acknowledge says the same of each failed task, in its history too', async () => {
      const ids = await insertTasks('known', 2, { taskStatus: 'failed' });
      const [well] = await insertTasks('known', 1);
      const { body } = await start({ action: 'acknowledge', ids: [...ids, well], note: 'The host moves.' });
      const operation = await ended(body.id);
      expect(operation).toMatchObject({ done: 2, failed: 1, note: 'The host moves.' });
      expect(operation.errors).toMatchObject([{ taskId: well, code: 'task.state_conflict' }]);
      for (const id of ids) {
        const { acknowledgement } = (await api.request.get(`/api/tasks/${id}`)).body;
        expect(acknowledgement).toMatchObject({ by: operation.createdBy, note: 'The host moves.' });
        expect((await api.request.get(`/api/tasks/${id}/history`)).body.items).toMatchObject([
          { action: 'acknowledgeTask', details: { note: 'The host moves.', bulkOperationId: body.id } },
        ]);
      }
    });

    test('archive leaves tasks with open runs, unless these are to be cancelled; unarchive takes them back', async () => {
      const [idle, busy] = await insertTasks('old', 2);
      await api.request.post(`/api/tasks/${busy}/run`).send();
      const { body: careful } = await start({ action: 'archive', filter: 'tag:old' });
      const hint = expect.stringContaining('let its open runs be cancelled');
      expect(await ended(careful.id)).toMatchObject({ done: 1, failed: 1, errors: [{ taskId: busy, hint }] });
      const { body } = await start({ action: 'archive', ids: [idle, busy], cancelRuns: true });
      expect(await ended(body.id)).toMatchObject({ done: 2, failed: 0, cancelRuns: true });
      expect(await tasksOf('old')).toEqual([]);
      const { body: none } = await start({ action: 'run', filter: 'tag:old' });
      expect(none).toMatchObject({ total: 0, bulkStatus: 'completed' });
      const { body: back } = await start({ action: 'unarchive', filter: 'archived:yes tag:old' });
      expect(await ended(back.id)).toMatchObject({ total: 2, done: 2 });
      expect(await tasksOf('old')).toMatchObject([{ taskStatus: 'paused' }, { taskStatus: 'paused' }]);
    });

    test('delete removes them; the same id twice is one task', async () => {
      const ids = await insertTasks('deleted', 2);
      const { body } = await start({ action: 'delete', ids: [...ids, ...ids] });
      expect(await ended(body.id)).toMatchObject({ total: 2, done: 2 });
      expect(await tasksOf('deleted')).toEqual([]);
    });

    test('a task that refuses is an error of its own, the first 100 of which are kept', async () => {
      await insertTasks('mixed', 105);
      const [paused] = await insertTasks('mixed', 1, { taskStatus: 'paused' });
      const { body } = await start({ action: 'resume', filter: 'tag:mixed' });
      const operation = await ended(body.id);
      expect(operation).toMatchObject({ bulkStatus: 'completed', total: 106, done: 1, failed: 105 });
      expect(operation.errors).toHaveLength(100);
      expect(operation.errors[0]).toEqual({
        taskId: expect.any(String),
        code: 'task.state_conflict',
        message: expect.stringContaining('only a task that is paused, failed can be resumed'),
      });
      expect((await api.request.get(`/api/tasks/${paused}`)).body.taskStatus).toBe('ready');
    });

    test('whoever asked for it stands at every task and every run that it made', async () => {
      const [ran] = await insertTasks('whose run', 1);
      const [failed] = await insertTasks('whose retry', 1, { taskStatus: 'failed' });
      const finishedAt = new Date().toISOString();
      await insertRun(api.database.pool, { id: failed! }, { runStatus: 'failed', finishedAt });
      const { body: running } = await start({ action: 'run', ids: [ran] });
      const { body: retrying } = await start({ action: 'retry', ids: [failed] });
      await ended(running.id);
      const { createdBy } = await ended(retrying.id);
      for (const [taskId, action, operation] of [
        [ran, 'runTask', running],
        [failed, 'retryTask', retrying],
      ]) {
        const { body: runs } = await api.request.get(`/api/tasks/${taskId}/runs`);
        const { body: run } = await api.request.get(`/api/runs/${runs.items[0].id}`);
        expect(run.history[0]).toMatchObject({ actor: createdBy });
        const { body: history } = await api.request.get(`/api/tasks/${taskId}/history`);
        expect(history.items).toMatchObject([
          { actor: createdBy, action, details: { bulkOperationId: operation.id } },
        ]);
      }
    });

    test('a request that comes again under its Idempotency-Key makes one operation', async () => {
      const ids = await insertTasks('once', 2);
      const again = () => api.request.post(path).set('idempotency-key', 'once').send({ action: 'run', ids });
      const [first, second] = [await again(), await again()];
      expect([first.status, second.status]).toEqual([202, 202]);
      expect([second.body.id, second.headers['idempotency-replayed']]).toEqual([first.body.id, 'true']);
      await ended(first.body.id);
      expect(await tasksOf('once')).toMatchObject([{ activeRuns: 1 }, { activeRuns: 1 }]);
    });

    test('of nothing it is completed at once', async () => {
      const { status, body } = await start({ action: 'delete', filter: 'tag:nothing-has-this' });
      expect([status, body.bulkStatus, body.total]).toEqual([202, 'completed', 0]);
    });
  });

  describe('200', () => {
    test('the list has the newest first, page by page', async () => {
      const made = [];
      for (let index = 0; index < 3; index += 1)
        made.push((await start({ action: 'run', filter: 'tag:none' })).body.id);
      const first = (await api.request.get(path).query({ limit: 2 })).body;
      expect(first.items.map(({ id }: { id: string }) => id)).toEqual([made[2], made[1]]);
      const second = (await api.request.get(path).query({ limit: 1, cursor: first.nextCursor })).body;
      expect(second.items).toMatchObject([{ id: made[0] }]);
    });

    test('cancel: it comes to no further tasks', async () => {
      const { pool } = api.database;
      const taskIds = await insertTasks('cancelled', 3);
      const operation = {
        id: newId(),
        action: 'pause',
        filter: null,
        createdBy: 'me',
        ids: taskIds,
      } as const;
      await createBulkOperation(pool, operation);
      const { status, body } = await api.request.post(`${path}/${operation.id}/cancel`);
      expect([status, body.bulkStatus, body.done]).toEqual([200, 'cancelled', 0]);
      api.app.get(BulkWorker, { strict: false }).wake();
      const { body: other } = await start({ action: 'pause', filter: 'tag:others' });
      await ended(other.id);
      expect(await tasksOf('cancelled')).toMatchObject(Array(3).fill({ taskStatus: 'ready' }));
    });
  });

  test('200: cancel half-way keeps and counts what is done, what is under way too, and comes to no further tasks', async () => {
    const ids = await insertTasks('half-way', 30);
    const locker = await api.database.pool.connect();
    let id: string;
    try {
      // Whoever else wants the twelfth task waits: the operation stands in the third of its slices of five.
      await locker.query('begin');
      await locker.query('select from tasks where id = $1 for update', [ids[11]]);
      ({ id } = (await start({ action: 'pause', ids })).body);
      await until(async () => (await read(id)).done === 10, { what: 'two slices are done' });
      const paused = async () =>
        (await tasksOf('half-way')).filter(({ taskStatus }: Task) => taskStatus === 'paused').length;
      await until(async () => (await paused()) === 14, { what: 'the rest of the third waits for one' });
      const { status, body } = await api.request.post(`${path}/${id}/cancel`);
      expect([status, body.bulkStatus, body.done]).toEqual([200, 'cancelled', 10]);
    } finally {
      await locker.query('rollback');
      locker.release();
    }
    await until(async () => (await read(id)).done === 15, { what: 'what was under way counts' });
    const { body: after } = await start({ action: 'pause', ids: ids.slice(0, 1) });
    await ended(after.id);
    expect(await read(id)).toMatchObject({ bulkStatus: 'cancelled', total: 30, done: 15, failed: 0 });
    const states = await Promise.all(
      ids.map(async (taskId) => (await api.request.get(`/api/tasks/${taskId}`)).body),
    );
    expect(states.map(({ taskStatus }: Task) => taskStatus)).toEqual([
      ...Array<string>(15).fill('paused'),
      ...Array<string>(15).fill('ready'),
    ]);
  });

  describe('when the process that works one off dies', () => {
    const leaseMs = 60_000;

    test('another one goes on behind what was noted, and runs nothing twice', async () => {
      const { pool } = api.database;
      const taskIds = await insertTasks('taken over', 8);
      const id = newId();
      await createBulkOperation(pool, { id, action: 'run', filter: null, createdBy: 'me', ids: taskIds });
      const holderId = newId();
      expect(await holdBulkOperation(pool, { holderId, leaseMs })).toMatchObject({ id });
      // Two are done and noted; the third was run, and died before it was noted.
      for (const taskId of taskIds.slice(0, 3)) {
        const once = idempotentRequest(id, `POST /api/tasks/${taskId}/run`, {});
        await api.app.get(TaskActionsService, { strict: false }).run(taskId, {}, once, 'me');
      }
      const noted = { id, holderId, leaseMs, done: 2, errors: [] };
      expect(await advanceBulkOperation(pool, noted)).toBe(true);
      expect(await holdBulkOperation(pool, { holderId: newId(), leaseMs })).toBeNull();
      await pool.query(`update bulk_operations set lease_until = now() where id = $1`, [id]);
      api.app.get(BulkWorker, { strict: false }).wake();
      expect(await ended(id)).toMatchObject({ bulkStatus: 'completed', done: 8, failed: 0 });
      expect(await tasksOf('taken over')).toMatchObject(Array(8).fill({ activeRuns: 1 }));
    });

    test('the first one, if it was only slow, changes nothing any more', async () => {
      const { pool } = api.database;
      const taskIds = await insertTasks('slow', 2);
      const id = newId();
      await createBulkOperation(pool, { id, action: 'run', filter: null, createdBy: 'me', ids: taskIds });
      const [slow, quick] = [newId(), newId()];
      await holdBulkOperation(pool, { holderId: slow, leaseMs: 0 });
      await until(async () => (await holdBulkOperation(pool, { holderId: quick, leaseMs })) !== null, {
        what: 'the second holder',
      });
      expect(await nextBulkIds(pool, { id, holderId: slow, limit: 100 })).toEqual([]);
      expect(await advanceBulkOperation(pool, { id, holderId: slow, leaseMs, done: 2, errors: [] })).toBe(
        false,
      );
      expect(await nextBulkIds(pool, { id, holderId: quick, limit: 1 })).toEqual(taskIds.slice(0, 1));
      await api.request.post(`${path}/${id}/cancel`);
    });
  });

  describe('400', () => {
    test.each([
      ['action', { action: 'explode', filter: 'tag:a' }],
      ['filter', { action: 'run' }],
      ['filter', { action: 'run', filter: 'tag:a', ids: [unknownId] }],
      ['filter', { action: 'delete', filter: '  ' }],
      ['filter', { action: 'delete', filter: 'colour:red' }],
      ['ids', { action: 'run', ids: [] }],
      ['ids.0', { action: 'run', ids: ['x'] }],
      ['until', { action: 'pause', filter: 'tag:a', until: 'later' }],
    ])('the problem names %s of %j', async (field, body) => {
      const answer = await start(body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, field]);
    });
  });

  describe('404', () => {
    test.each(['get', 'cancel'])('%s of one that is not there', async (action) => {
      const { status, body } =
        action === 'get'
          ? await api.request.get(`${path}/${unknownId}`)
          : await api.request.post(`${path}/${unknownId}/cancel`);
      expect([status, body.code]).toEqual([404, 'bulk_operation.not_found']);
    });
  });

  describe('409', () => {
    test('cancel of one that has ended', async () => {
      const { body } = await start({ action: 'run', filter: 'tag:none' });
      const answer = await api.request.post(`${path}/${body.id}/cancel`);
      expect([answer.status, answer.body.code]).toEqual([409, 'bulk_operation.state_conflict']);
    });
  });
});
