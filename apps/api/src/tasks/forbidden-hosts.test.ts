import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertTask } from '@carillon/db/testing';
import type { Task } from '@carillon/domain';
import { forbiddenHosts } from '@carillon/testkit';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';

/** Every door of the API that a URL comes in by. What names lead to is judged when a request is sent. */
describeApi('a URL that leads inside', () => {
  let api: TestApi;
  let task: Task;
  beforeAll(async () => {
    api = await startTestApi();
    task = await insertTask(api.database.pool, { webhookUrl: 'https://receiver.test/' });
  });
  afterAll(() => api.close());

  describe.each(forbiddenHosts)('%s', (host) => {
    const webhookUrl = `http://${host}/hook`;

    test('is refused at creating and at changing a task, naming the field', async () => {
      const created = await api.request.post('/api/tasks').send({ ...plainTask, webhookUrl });
      const changed = await api.request.patch(`/api/tasks/${task.id}`).send({ webhookUrl });
      for (const { status, body } of [created, changed]) {
        expect([status, body.fieldErrors?.[0].path]).toEqual([400, 'webhookUrl']);
      }
    });

    test('is refused in the commands that are imported', async () => {
      const command = `curl '${webhookUrl}'`;
      const one = await api.request.post('/api/imports/curl').send({ command });
      expect([one.status, one.body.fieldErrors?.[0].path]).toEqual([400, 'command']);
      const many = await api.request.post('/api/imports/crontab').send({ text: `@daily ${command}` });
      expect(many.body.items).toMatchObject([{ task: null, problem: expect.any(String) }]);
    });

    test('is blocked in a test request, of a draft and of a row that was written by SQL', async () => {
      const stored = await insertTask(api.database.pool, { webhookUrl });
      for (const draft of [{ webhookUrl }, { taskId: stored.id }]) {
        const { body } = await api.request.post('/api/tasks/test-request').send(draft);
        expect(body).toMatchObject({ ok: false, response: null, errorCode: 'blocked' });
      }
    });
  });

  test('is refused as the address of a token endpoint', async () => {
    const auth = { type: 'oauth2', tokenUrl: 'http://127.0.0.1/token', clientId: 'a', clientSecret: 'b' };
    const { body } = await api.request.post('/api/tasks').send({ ...plainTask, deliveryOptions: { auth } });
    expect(body.fieldErrors[0].path).toBe('deliveryOptions.auth.tokenUrl');
  });
});
