import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claimRuns, recordOutcomes } from '@carillon/db';
import { insertRun, insertTask, insertWorker } from '@carillon/db/testing';
import { noWishes } from '@carillon/domain';
import type { TestUser } from '../testing/accounts.js';
import { givenUser, password } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi, unknownId } from '../testing/api.js';

interface Entry {
  id: string;
  actor: string;
  action: string;
  subjectType: string;
  subjectId: string | null;
  details: Record<string, unknown>;
  ipAddress: string;
  requestId: string;
}

describeApi('the audit log', () => {
  let api: TestApi;
  let admin: TestUser;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false, trustedProxies: ['127.0.0.1'] });
    admin = await givenUser(api, 'admin');
  });
  afterAll(() => api.close());

  async function read(query: object = {}): Promise<Entry[]> {
    const { status, body } = await api.request.get('/api/audit').set(admin.bearer).query(query);
    expect(status).toBe(200);
    return body.items as Entry[];
  }
  const call = (method: 'post' | 'patch' | 'put' | 'delete', path: string, body: object = {}) =>
    api.request[method](path).set(admin.bearer).send(body);

  test('tells who did what to which, from where, newest first', async () => {
    const { body: task } = await api.request
      .post('/api/tasks')
      .set({ ...admin.bearer, 'x-request-id': 'request-1', 'x-forwarded-for': '203.0.113.9' })
      .send({ ...plainTask, start: 'manual' });
    await call('post', `/api/tasks/${task.id}/pause`, { reason: 'lunch' });
    await call('delete', `/api/tasks/${task.id}`);
    const entries = await read({ subjectType: 'tasks', subjectId: task.id });
    expect(entries.map(({ action }) => action)).toEqual(['removeTask', 'pauseTask', 'createTask']);
    expect(entries.map(({ actor }) => actor)).toEqual(Array(3).fill(admin.email));
    expect(entries[1]).toMatchObject({ details: { reason: 'lunch' }, ipAddress: '127.0.0.1' });
    expect(entries[2]).toMatchObject({ requestId: 'request-1', ipAddress: '203.0.113.9' });
  });

  test('tells whoever sees a task what was done with it, but not from where', async () => {
    const viewer = await givenUser(api, 'viewer');
    const { body: task } = await call('post', '/api/tasks', { ...plainTask, start: 'manual' });
    await call('patch', `/api/tasks/${task.id}`, { maxRetry: 7 }).expect(200);
    await call('post', `/api/tasks/${task.id}/pause`, { reason: 'lunch' }).expect(200);
    const page = async (query: object) => {
      const path = `/api/tasks/${task.id}/history`;
      const { body } = await api.request.get(path).set(viewer.bearer).query(query);
      return body as { items: Entry[]; nextCursor: string | null };
    };
    const first = await page({ limit: 2 });
    expect(first.items).toMatchObject([
      { action: 'pauseTask', details: { reason: 'lunch' }, actor: admin.email },
      { action: 'updateTask', details: { maxRetry: 7 } },
    ]);
    expect(Object.keys(first.items[0]!)).not.toContain('ipAddress');
    const second = await page({ cursor: first.nextCursor });
    expect(second.items.map(({ action }) => action)).toEqual(['createTask']);
    expect(second.nextCursor).toBeNull();
    const none = `/api/tasks/${unknownId}/history`;
    expect((await api.request.get(none).set(viewer.bearer)).status).toBe(404);
  });

  test('holds every change by an operator or an administrator, and no secret', async () => {
    const { body: task } = await call('post', '/api/tasks', {
      ...plainTask,
      httpHeaders: { 'x-api-key': 'canary-1' },
      jsonPayload: { nested: [{ accessToken: 'canary-2' }], blob: 'x'.repeat(5_000) },
      start: 'manual',
    });
    const { body: run } = await call('post', `/api/tasks/${task.id}/run`);
    await call('post', `/api/runs/${run.id}/cancel`).expect(200);
    await call('patch', `/api/tasks/${task.id}`, { taskName: 'renamed' }).expect(200);
    await call('post', '/api/secrets', { name: 'a-secret', value: 'canary-3' }).expect(201);
    await call('put', '/api/secrets/a-secret', { value: 'canary-4' }).expect(200);
    await call('delete', '/api/secrets/a-secret').expect(204);
    await call('post', '/api/queue/pause').expect(200);
    await call('post', '/api/queue/resume').expect(200);
    const { body: user } = await call('post', '/api/users', {
      email: 'b@carillon.test',
      password: `${password} canary-5`,
    });
    await call('patch', `/api/users/${user.id}`, { role: 'operator' }).expect(200);
    const { body: key } = await call('post', '/api/api-keys', { name: 'a key' });
    await call('delete', `/api/api-keys/${key.id}`).expect(204);
    const entries = await read({ actor: admin.email, limit: 100 });
    expect(entries.slice(0, 13).map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ['removeApiKey', key.id],
      ['createApiKey', key.id],
      ['updateUser', user.id],
      ['createUser', user.id],
      ['resumeQueue', null],
      ['pauseQueue', null],
      ['removeSecret', 'a-secret'],
      ['replaceSecret', 'a-secret'],
      ['createSecret', 'a-secret'],
      ['updateTask', task.id],
      ['cancelRun', run.id],
      ['runTask', task.id],
      ['createTask', task.id],
    ]);
    const stored = JSON.stringify((await api.database.pool.query('select * from audit_log')).rows);
    expect(stored).not.toMatch(/canary/);
    expect(stored).not.toContain(key.key.slice(-43));
    expect(stored.length).toBeLessThan(20_000);
  });

  test('leaves out what changes nothing and what was refused', async () => {
    const before = (await read({ limit: 100 })).length;
    await call('post', '/api/schedules/preview', { taskSchedule: '* * * * *' }).expect(200);
    await call('post', '/api/tasks', { nothing: 'good' }).expect(400);
    await api.request.get('/api/tasks').set(admin.bearer).expect(200);
    expect((await read({ limit: 100 })).length).toBe(before);
  });

  test('holds what was repeated under its Idempotency-Key, and what was so already, once', async () => {
    const key = { ...admin.bearer, 'idempotency-key': 'the-same' };
    const create = () =>
      api.request
        .post('/api/tasks')
        .set(key)
        .send({ ...plainTask, start: 'manual' });
    const { body: task } = await create();
    expect((await create()).headers['idempotency-replayed']).toBe('true');
    for (const verb of ['archive', 'archive', 'unarchive', 'unarchive']) {
      await call('post', `/api/tasks/${task.id}/${verb}`).expect(200);
    }
    await call('patch', `/api/tasks/${task.id}`, { maxRetry: 7 }).expect(200);
    const entries = await read({ subjectId: task.id });
    expect(entries.map(({ action }) => action)).toEqual([
      'updateTask',
      'unarchiveTask',
      'archiveTask',
      'createTask',
    ]);
  });

  test('what a proxy forwards that is no address keeps nobody from a change', async () => {
    const { status, body } = await api.request
      .post('/api/tasks')
      .set({ ...admin.bearer, 'x-forwarded-for': '203.0.113.9:4711' })
      .send({ ...plainTask, start: 'manual' });
    expect(status).toBe(201);
    expect(await read({ subjectId: body.id })).toMatchObject([{ action: 'createTask', ipAddress: null }]);
  });

  test('is read page by page', async () => {
    const all = await read({ limit: 100 });
    const seen: Entry[] = [];
    let cursor: string | null = null;
    do {
      const query = { limit: 7, ...(cursor === null ? {} : { cursor }) };
      const { body } = await api.request.get('/api/audit').set(admin.bearer).query(query);
      seen.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  test('is never rewritten', async () => {
    const { pool } = api.database;
    await expect(pool.query(`update audit_log set actor = 'somebody else'`)).rejects.toThrow(
      'only ever added to',
    );
    await expect(pool.query('delete from audit_log')).rejects.toThrow('only ever added to');
    await expect(pool.query('truncate audit_log')).rejects.toThrow('only ever added to');
  });

  test('tells in the history of a task of a pause that its receiver asked for, in the order of time', async () => {
    const { pool } = api.database;
    const task = await insertTask(pool, { taskSchedule: '0 0 1 1 *' });
    await call('patch', `/api/tasks/${task.id}`, { maxRetry: 7 }).expect(200);
    const claim = { workerId: await insertWorker(pool), leaseMs: 5_000 };
    const [claimed] = await claimRuns(pool, [await insertRun(pool, task)], claim);
    await recordOutcomes(pool, [
      {
        ...claimed!,
        ...{ executionTimeMs: 1, message: '', messageTruncated: false, httpStatus: 410, errorCode: null },
        phases: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 1 },
        ...{ backoffMs: 0, responseHeaders: null, wishes: { ...noWishes, stopsTask: 'gone' } },
        runStatus: 'failed',
      },
    ]);
    await call('post', `/api/tasks/${task.id}/resume`).expect(200);
    const { body } = await api.request.get(`/api/tasks/${task.id}/history`).set(admin.bearer);
    const entries = body.items as Entry[];
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
      ['resumeTask', admin.email],
      ['pauseTask', 'receiver'],
      ['updateTask', admin.email],
    ]);
    expect(entries[1]!.details).toEqual({ reason: 'The receiver answered 410 Gone.' });
  });

  describe('403', () => {
    test('for operators', async () => {
      const { bearer } = await givenUser(api, 'operator');
      expect((await api.request.get('/api/audit').set(bearer)).status).toBe(403);
    });
  });
});
