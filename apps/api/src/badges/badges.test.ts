import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertTask } from '@carillon/db/testing';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

describeApi('badges of tasks', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ openOnLoopback: false });
  });
  afterAll(() => api.close());

  const ofTask = (id: string) => `/api/tasks/${id}/badge`;
  const given = async (overrides: object = {}) => {
    const operator = await givenUser(api, 'operator');
    const { id } = await insertTask(api.database.pool, { taskName: 'Nightly backup', ...overrides });
    const turnOn = async (): Promise<string> =>
      (await api.request.post(ofTask(id)).set(operator.bearer).send({})).body.path;
    return { id, operator, turnOn };
  };
  const entries = async (id: string) =>
    (
      await api.database.pool.query(
        `select action from audit_log where subject_id = $1 and action like '%adge%' order by id`,
        [id],
      )
    ).rows.length;

  describe('200', () => {
    test('a task has none until one is asked for; asked again, it keeps its address', async () => {
      const { id, operator, turnOn } = await given();
      const viewer = await givenUser(api, 'viewer');
      const read = async () => (await api.request.get(ofTask(id)).set(viewer.bearer)).body;
      expect(await read()).toEqual({ path: null, createdAt: null, createdBy: null });
      const path = await turnOn();
      expect(path).toMatch(/^\/api\/badges\/[\w-]{43}\.svg$/);
      expect(await turnOn()).toBe(path);
      expect(await read()).toMatchObject({ path, createdBy: expect.any(String) });
      expect(await entries(id)).toBe(1);
      expect((await api.request.delete(ofTask(id)).set(operator.bearer)).status).toBe(204);
      expect(await entries(id)).toBe(2);
    });

    test('whoever knows the address sees name and state, wherever a page shows it, and a cache keeps it shortly', async () => {
      const { turnOn } = await given({ taskName: '<b>&"Nightly"', taskStatus: 'failed' });
      const { status, headers, body } = await api.request.get(await turnOn());
      expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
      expect(headers).toMatchObject({
        'cache-control': 'public, max-age=30',
        'cross-origin-resource-policy': 'cross-origin',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
      const picture = String(body);
      expect(picture).toContain('&lt;b&gt;&amp;&quot;Nightly&quot;');
      expect(picture).toContain('>failed</text>');
      expect(picture).not.toContain('<b>');
    });

    test('a long name is shortened, and an archived task is called so', async () => {
      const { turnOn } = await given({
        ...{ taskName: 'x'.repeat(200), taskStatus: 'paused', nextRunAt: null },
        archivedAt: new Date(),
      });
      const picture = String((await api.request.get(await turnOn())).body);
      expect(picture).toContain(`>${'x'.repeat(39)}…</text>`);
      expect(picture).toContain('>archived</text>');
    });
  });

  describe('304', () => {
    test('while the state is the same, and 200 once it is another', async () => {
      const { id, turnOn } = await given({ taskStatus: 'ready' });
      const path = await turnOn();
      const etag = (await api.request.get(path)).headers['etag']!;
      const again = () => api.request.get(path).set('if-none-match', etag);
      expect((await again()).status).toBe(304);
      await api.database.pool.query(`update tasks set task_status = 'failed' where id = $1`, [id]);
      expect((await again()).status).toBe(200);
    });
  });

  describe('401, 403', () => {
    test('strangers learn of no badge, and viewers make and remove none', async () => {
      const { id } = await given();
      expect((await api.request.get(ofTask(id))).status).toBe(401);
      const viewer = await givenUser(api, 'viewer');
      expect((await api.request.post(ofTask(id)).set(viewer.bearer).send({})).status).toBe(403);
      expect((await api.request.delete(ofTask(id)).set(viewer.bearer)).status).toBe(403);
    });
  });

  describe('404', () => {
    test('an address that was taken away, or never was, leads nowhere; the next one is another', async () => {
      const { id, operator, turnOn } = await given();
      const path = await turnOn();
      await api.request.delete(ofTask(id)).set(operator.bearer);
      expect((await api.request.get(path)).body.code).toBe('badge.not_found');
      expect(await turnOn()).not.toBe(path);
      expect((await api.request.get('/api/badges/none.svg')).status).toBe(404);
    });

    test('a task that is not there', async () => {
      const { operator } = await given();
      const answer = await api.request.post(ofTask(unknownId)).set(operator.bearer).send({});
      expect([answer.status, answer.body.code]).toEqual([404, 'task.not_found']);
    });
  });
});
