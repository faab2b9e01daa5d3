import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findStoredHeaders } from '@carillon/db';
import { newId } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';

describeApi('POST /api/tasks/:id/restore', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const create = async (overrides: object = {}) => {
    const { body } = await api.request
      .post('/api/tasks')
      .send({ ...plainTask, start: 'manual', ...overrides });
    return body as { id: string; version: number; maxRetry: number };
  };
  const change = (id: string, body: object) => api.request.patch(`/api/tasks/${id}`).send(body).expect(200);
  const history = async (id: string) =>
    (await api.request.get(`/api/tasks/${id}/history`)).body.items as {
      id: string;
      action: string;
      details: object;
    }[];
  const restore = (id: string, historyId: string, headers: Record<string, string> = {}) =>
    api.request.post(`/api/tasks/${id}/restore`).set(headers).send({ historyId });

  describe('200', () => {
    test('the settings are as they were after that entry, defaults too, and secrets are as they are now', async () => {
      const task = await create({ httpHeaders: { authorization: 'Bearer first', 'x-team': 'a' } });
      await change(task.id, { maxRetry: 9, tags: ['later'] });
      await change(task.id, { httpHeaders: { authorization: 'Bearer second', 'x-team': 'b' } });
      const { authorization } = await findStoredHeaders(api.database.pool, task.id);
      const made = (await history(task.id)).at(-1)!;
      const { status, body, headers } = await restore(task.id, made.id);
      expect([status, body.restored.sort(), body.unknown]).toEqual([
        200,
        ['httpHeaders', 'maxRetry', 'tags'],
        [],
      ]);
      expect(body.task).toMatchObject({ maxRetry: task.maxRetry, tags: [], version: 4 });
      expect(headers.etag).toBe('"4"');
      expect(await findStoredHeaders(api.database.pool, task.id)).toEqual({ authorization, 'x-team': 'a' });
      const [entry] = await history(task.id);
      expect(entry).toMatchObject({
        action: 'restoreTask',
        details: { maxRetry: task.maxRetry, before: { maxRetry: 9, tags: ['later'] } },
      });
      expect(JSON.stringify(await history(task.id))).not.toContain('Bearer');
    });

    test('a restored task can be restored to what it was before that', async () => {
      const task = await create();
      await change(task.id, { maxRetry: 9 });
      const [changed, made] = await history(task.id);
      await restore(task.id, made!.id);
      expect((await restore(task.id, changed!.id)).body.task.maxRetry).toBe(9);
    });

    test('where nothing is to be changed, nothing is', async () => {
      const task = await create();
      const [made] = await history(task.id);
      const { body } = await restore(task.id, made!.id);
      expect([body.restored, body.task.version]).toEqual([[], task.version]);
      expect(await history(task.id)).toHaveLength(1);
    });
  });

  test('400: without an entry', async () => {
    const { status, body } = await restore((await create()).id, 'x');
    expect([status, body.fieldErrors[0].path]).toEqual([400, 'historyId']);
  });

  test('404: an entry of another task', async () => {
    const [other] = await history((await create()).id);
    expect((await restore((await create()).id, other!.id)).status).toBe(404);
    expect((await restore(newId(), other!.id)).status).toBe(404);
  });

  test('412: a version that it no longer has', async () => {
    const task = await create();
    await change(task.id, { maxRetry: 9 });
    const entries = await history(task.id);
    const { status } = await restore(task.id, entries.at(-1)!.id, { 'if-match': '"1"' });
    expect(status).toBe(412);
  });
});
