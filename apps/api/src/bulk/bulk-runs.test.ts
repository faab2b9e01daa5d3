import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { holdBulkOperation, createBulkOperation } from '@carillon/db';
import { insertRun, insertTask } from '@carillon/db/testing';
import type { Run, RunStatus, Task } from '@carillon/domain';
import { newId } from '@carillon/domain';
import { until } from '@carillon/testkit';
import { idempotentRequest } from '../http/idempotency.js';
import { RunsService } from '../runs/runs.service.js';
import type { TestUser } from '../testing/accounts.js';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';
import { BulkWorker } from './bulk-worker.js';

describeApi('/api/bulk-operations on runs', () => {
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
  const send = (body: object, { as = operator, at = path } = {}) =>
    api.request.post(at).set(as.bearer).send(body);
  const start = (body: object) => send({ of: 'runs', ...body });
  const ended = async (id: string) => {
    const look = async () => (await get(`${path}/${id}`)).bulkStatus !== 'running';
    await until(look, { what: 'the end of the operation' });
    return get(`${path}/${id}`);
  };
  const isOpen = (runStatus: RunStatus) => ['held', 'pending'].includes(runStatus);
  /** A task with a run of each of these states; the ids of the runs in this order. */
  async function given(tag: string, statuses: RunStatus[], overrides: Partial<Task> = {}) {
    const { pool } = api.database;
    const task = await insertTask(pool, {
      tags: [tag],
      webhookUrl: 'https://own.example/x',
      ...overrides,
    });
    const runIds: string[] = [];
    for (const runStatus of statuses) {
      const finishedAt = isOpen(runStatus) ? null : new Date().toISOString();
      runIds.push((await insertRun(pool, task, { runStatus, finishedAt })).id);
    }
    return { task, runIds };
  }
  const runsOf = async (tag: string): Promise<Run[]> =>
    (await get('/api/runs', { filter: `tag:${tag}`, limit: 100, sort: 'createdAt' })).items;

  describe('200', () => {
    test.each([
      [{ of: 'runs', action: 'retry', filter: 'tag:counted status:failed' }, 2],
      [{ of: 'runs', action: 'replay', filter: 'tag:counted' }, 3],
      [{ of: 'runs', action: 'cancel', ids: [unknownId, unknownId] }, 1],
      [{ action: 'pause', filter: 'tag:counted' }, 1],
    ])('a dry run of %j says that it would act on %i', async (body, total) => {
      if ((await runsOf('counted')).length === 0) await given('counted', ['failed', 'failed', 'completed']);
      const viewer = await givenUser(api, 'viewer');
      const answer = await send(body, { as: viewer, at: `${path}/dry-run` });
      expect([answer.status, answer.body]).toEqual([200, { total }]);
      expect(await runsOf('counted')).toHaveLength(3);
    });
  });

  describe('202', () => {
    test('all runs that match are tried again, each as a new run; the others refuse', async () => {
      const { runIds } = await given('again', ['failed', 'abandoned', 'cancelled', 'completed']);
      const { status, body } = await start({ action: 'retry', filter: 'tag:again' });
      expect([status, body]).toMatchObject([
        202,
        { of: 'runs', action: 'retry', filter: 'tag:again', total: 4 },
      ]);
      const operation = await ended(body.id);
      expect(operation).toMatchObject({ bulkStatus: 'completed', done: 3, failed: 1 });
      expect(operation.errors).toEqual([
        { runId: runIds[3], code: 'run.state_conflict', message: expect.stringContaining('completed') },
      ]);
      const made = (await runsOf('again')).filter(({ trigger }) => trigger === 'retry');
      const origins = await Promise.all(
        made.map(async ({ id }) => (await get(`/api/runs/${id}`)).originRunId),
      );
      expect(origins.sort()).toEqual(runIds.slice(0, 3).sort());
    });

    test('what was sent is sent once more, also of runs that went well', async () => {
      const { runIds } = await given('anew', ['completed', 'failed']);
      const { body } = await start({ action: 'replay', ids: [...runIds, runIds[0]] });
      expect(await ended(body.id)).toMatchObject({ total: 2, done: 2, filter: null });
      const made = (await runsOf('anew')).filter(({ trigger }) => trigger === 'replay');
      expect(made).toHaveLength(2);
    });

    test('open runs are cancelled, and the schedule of their task stays', async () => {
      await given('stop', ['pending', 'held', 'completed'], { lane: null });
      const { body } = await start({ action: 'cancel', filter: 'tag:stop status:held,pending' });
      expect(await ended(body.id)).toMatchObject({ total: 2, done: 2, failed: 0 });
      expect((await runsOf('stop')).map(({ runStatus }) => runStatus).sort()).toEqual([
        'cancelled',
        'cancelled',
        'completed',
      ]);
    });

    test('failures are acknowledged at their tasks, with one note; a run that went well refuses', async () => {
      const { task, runIds } = await given('known', ['failed', 'failed', 'completed'], {
        taskStatus: 'failed',
      });
      const { body } = await start({ action: 'acknowledge', filter: 'tag:known', note: 'The host moves.' });
      const operation = await ended(body.id);
      expect(operation).toMatchObject({ done: 2, failed: 1, note: 'The host moves.' });
      expect(operation.errors).toMatchObject([{ runId: runIds[2], code: 'run.state_conflict' }]);
      const { acknowledgement } = await get(`/api/tasks/${task.id}`);
      expect(acknowledgement).toMatchObject({ by: operator.email, note: 'The host moves.' });
    });

    test('the audit log tells of each run who did it, as if it had been done one by one', async () => {
      const admin = await givenUser(api, 'admin');
      const { runIds } = await given('told', ['pending']);
      const { body } = await start({ action: 'cancel', ids: runIds });
      await ended(body.id);
      const { body: page } = await api.request
        .get('/api/audit')
        .set(admin.bearer)
        .query({ subjectType: 'runs', subjectId: runIds[0] });
      expect(page.items).toMatchObject([
        { action: 'cancelRun', actor: operator.email, details: { bulkOperationId: body.id } },
      ]);
    });

    test('one that is cancelled comes to no further runs', async () => {
      const { runIds } = await given('spared', ['pending']);
      const id = newId();
      const operation = {
        id,
        of: 'runs',
        action: 'cancel',
        filter: null,
        createdBy: 'me',
        ids: runIds,
      } as const;
      await createBulkOperation(api.database.pool, operation);
      const { status } = await send({}, { at: `${path}/${id}/cancel` });
      expect(status).toBe(200);
      api.app.get(BulkWorker, { strict: false }).wake();
      await ended((await start({ action: 'cancel', filter: 'tag:nobody' })).body.id);
      expect(await runsOf('spared')).toMatchObject([{ runStatus: 'pending' }]);
    });

    test('another process goes on where one died, and makes no run twice', async () => {
      const { pool } = api.database;
      const { runIds } = await given('taken', ['failed', 'failed', 'failed']);
      const id = newId();
      const operation = {
        id,
        of: 'runs',
        action: 'retry',
        filter: null,
        createdBy: 'me',
        ids: runIds,
      } as const;
      await createBulkOperation(pool, operation);
      await holdBulkOperation(pool, { holderId: newId(), leaseMs: 60_000 });
      // One is tried again, and its process died before that was noted.
      const once = idempotentRequest(id, `POST /api/runs/${runIds[0]}/retry`, {});
      await api.app.get(RunsService, { strict: false }).retry(runIds[0]!, once, 'me');
      await pool.query(`update bulk_operations set lease_until = now() where id = $1`, [id]);
      api.app.get(BulkWorker, { strict: false }).wake();
      expect(await ended(id)).toMatchObject({ done: 3, failed: 0 });
      expect((await runsOf('taken')).filter(({ trigger }) => trigger === 'retry')).toHaveLength(3);
    });
  });

  describe('400', () => {
    test.each([
      ['action', { action: 'pause', filter: 'tag:a' }],
      ['action', { of: 'tasks', action: 'replay', filter: 'tag:a' }],
      ['of', { of: 'lanes', action: 'cancel', filter: 'tag:a' }],
      ['filter', { action: 'cancel', filter: ' ' }],
      ['filter', { action: 'cancel', filter: 'colour:red' }],
      ['filter', { action: 'retry', filter: 'slow:yes' }],
      ['failures', { action: 'retry', failures: { window: '24h' } }],
      ['note', { action: 'retry', filter: 'tag:a', note: 'x' }],
    ])('the problem names %s of %j', async (field, body) => {
      for (const at of [path, `${path}/dry-run`]) {
        const answer = await send({ of: 'runs', ...body }, { at });
        expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, field]);
      }
    });
  });

  test('403: a viewer acts on nothing', async () => {
    const viewer = await givenUser(api, 'viewer');
    const answer = await send({ of: 'runs', action: 'cancel', filter: 'tag:a' }, { as: viewer });
    expect([answer.status, answer.body.code]).toEqual([403, 'auth.forbidden']);
  });
});
