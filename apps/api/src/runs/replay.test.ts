import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claimRuns } from '@carillon/db';
import { insertRun, insertTask } from '@carillon/db/testing';
import { newId } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

describeApi('POST /api/runs/:id/replay', () => {
  let api: TestApi;
  let own: { taskId: string; runId: string };
  beforeAll(async () => {
    api = await startTestApi();
    const { pool } = api.database;
    const task = await insertTask(pool, {
      webhookUrl: 'https://own.example/x',
      jsonPayload: { from: 'task' },
    });
    const finishedAt = new Date().toISOString();
    const run = await insertRun(pool, task, { runStatus: 'completed', finishedAt });
    own = { taskId: task.id, runId: run.id };
  });
  afterAll(() => api.close());

  const replay = (body: object = {}, id = own.runId, key?: string) =>
    api.request
      .post(`/api/runs/${id}/replay`)
      .set(key === undefined ? {} : { 'idempotency-key': key })
      .send(body);
  const claim = async (run: { id: string; scheduledFor: string }) => {
    const [claimed] = await claimRuns(api.database.pool, [run], { workerId: newId(), leaseMs: 60_000 });
    return { url: claimed!.webhookUrl, payload: JSON.parse(claimed!.body), trigger: claimed!.trigger };
  };

  describe('202', () => {
    test('a new run sends what the run was sent with', async () => {
      const { status, body, headers } = await replay();
      expect([status, headers.location]).toEqual([202, `/api/runs/${body.id}`]);
      expect(body).toMatchObject({
        taskId: own.taskId,
        trigger: 'replay',
        runStatus: 'pending',
        webhookUrl: null,
      });
      expect(await claim(body)).toEqual({
        url: 'https://own.example/x',
        payload: { from: 'task' },
        trigger: 'replay',
      });
    });

    test('with another payload and to another address, which its replays and retries keep', async () => {
      const given = { jsonPayload: ['other'], webhookUrl: 'https://other.example/y' };
      const first = (await replay(given)).body;
      expect(first.webhookUrl).toBe(given.webhookUrl);
      const { body: second } = await replay({}, first.id);
      await api.request.post(`/api/runs/${second.id}/cancel`);
      const { body: third } = await api.request.post(`/api/runs/${second.id}/retry`);
      for (const run of [first, third]) {
        expect(await claim(run)).toMatchObject({ url: given.webhookUrl, payload: ['other'] });
      }
      const { body: task } = await api.request.get(`/api/tasks/${own.taskId}`);
      expect(task).toMatchObject({ webhookUrl: 'https://own.example/x', jsonPayload: { from: 'task' } });
    });

    test('repeated with its key, there is one run', async () => {
      const key = newId();
      const first = await replay({ jsonPayload: 1 }, own.runId, key);
      const second = await replay({ jsonPayload: 1 }, own.runId, key);
      expect(second.body.id).toBe(first.body.id);
      expect(second.headers['idempotency-replayed']).toBe('true');
    });
  });

  describe('400', () => {
    test.each([
      ['an address of this machine', { webhookUrl: 'http://127.0.0.1:3001/api' }],
      ['a private address, written strangely', { webhookUrl: 'http://0x0a000001/' }],
      ['the service of the cloud’s machines', { webhookUrl: 'http://169.254.169.254/latest' }],
      ['no address', { webhookUrl: 'ftp://x.test' }],
    ])('%s', async (_, body) => {
      const answer = await replay(body);
      expect([answer.status, answer.body.fieldErrors[0].path]).toEqual([400, 'webhookUrl']);
    });

    test('an unknown field', async () => {
      expect((await replay({ httpMethod: 'GET' })).body.fieldErrors[0].path).toBe('httpMethod');
    });
  });

  describe('404', () => {
    test('a run that is not there', async () => {
      const { status, body } = await replay({}, unknownId);
      expect([status, body.code]).toEqual([404, 'run.not_found']);
    });
  });
});
