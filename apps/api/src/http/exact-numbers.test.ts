import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { claimRuns } from '@carillon/db';
import { insertRun, insertTask } from '@carillon/db/testing';
import { newId } from '@carillon/domain';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';

/** As PostgreSQL writes it, so that what comes back is the same text. */
const document = '{"id": 12345678901234567890, "list": [9007199254740993, -1.50], "price": 1.10}';
const compact = document.replaceAll(': ', ':').replaceAll(', ', ',');

describeApi('numbers of any length in payloads and results', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.close());

  const send = (method: 'post' | 'patch', path: string, body: string, headers: Record<string, string> = {}) =>
    api.request[method](path)
      .set({ 'content-type': 'application/json', ...headers })
      .send(body);
  const taskWith = (payload: string) => `${JSON.stringify(plainTask).slice(0, -1)},"jsonPayload":${payload}}`;
  const make = async (): Promise<string> =>
    (await send('post', '/api/tasks', taskWith(document))).body.id as string;
  const claimedBody = async (run: { id: string; scheduledFor: string }) => {
    const [claimed] = await claimRuns(api.database.pool, [run], { workerId: newId(), leaseMs: 60_000 });
    return claimed!.body;
  };

  describe('are as they were given', () => {
    test('in a task that is made, read, listed, changed and exported', async () => {
      const made = await send('post', '/api/tasks', taskWith(document));
      expect([made.status, made.headers['content-type']]).toEqual([201, 'application/json; charset=utf-8']);
      const path = `/api/tasks/${made.body.id}`;
      const changed = await send('patch', path, `{"jsonPayload":{"next":${document}},"maxRetry":2.0}`);
      expect([changed.status, changed.body.maxRetry]).toEqual([200, 2]);
      for (const { text } of [made, await api.request.get('/api/exports/tasks.json')]) {
        expect(text).toContain(compact);
      }
      for (const { text } of [changed, await api.request.get(path), await api.request.get('/api/tasks')]) {
        expect(text).toContain(`"jsonPayload":{"next":${compact}}`);
      }
      const { text: csv } = await api.request.get('/api/exports/tasks.csv');
      expect(csv.replaceAll('""', '"')).toContain(compact);
    });

    test('in a batch, and in the payload of an imported command', async () => {
      const batch = await send('post', '/api/tasks/batch', `{"tasks":[${taskWith(document)}]}`);
      const stored = await api.request.get(`/api/tasks/${batch.body.results[0].task.id}`);
      expect(stored.text).toContain(compact);
      const command = `curl https://x.test -d '${document}'`;
      const { text } = await api.request.post('/api/imports/curl').send({ command });
      expect(text).toContain(compact);
    });

    test('in what a run is sent with, its own payload as well as that of its task', async () => {
      const id = await make();
      const { body: run } = await send('post', `/api/tasks/${id}/run`, '{}');
      expect((await api.request.get(`/api/runs/${run.id}`)).text).toContain(compact);
      expect(await claimedBody(run)).toBe(document);
      const { body: own } = await send('post', `/api/runs/${run.id}/replay`, `{"jsonPayload":[${document}]}`);
      expect((await api.request.get(`/api/runs/${own.id}`)).text).toContain(`"jsonPayload":[${compact}]`);
      expect(await claimedBody(own)).toBe(`[${document}]`);
    });

    test('in the result that is reported of a run', async () => {
      const task = await insertTask(api.database.pool, {});
      const run = await insertRun(api.database.pool, task, { runStatus: 'waiting' });
      const body = `{"status":"completed","result":${document}}`;
      const { status, text } = await send('patch', `/api/runs/${run.id}/status`, body);
      expect([status, text]).toEqual([200, expect.stringContaining(`"result":${compact}`)]);
      expect((await send('patch', `/api/runs/${run.id}/status`, body)).status).toBe(200);
    });

    test('in an answer that is given again; another number is another request', async () => {
      const headers = { 'idempotency-key': 'exact' };
      const first = await send('post', '/api/tasks', taskWith('12345678901234567890'), headers);
      const again = await send('post', '/api/tasks', taskWith('12345678901234567890'), headers);
      expect([again.headers['idempotency-replayed'], again.body.id]).toEqual(['true', first.body.id]);
      expect(again.text).toContain('"jsonPayload":12345678901234567890');
      const other = await send('post', '/api/tasks', taskWith('12345678901234567891'), headers);
      expect([other.status, other.body.code]).toEqual([409, 'idempotency.conflict']);
    });

    test('in the history of a task, and when a change is taken back', async () => {
      const id = await make();
      await send('patch', `/api/tasks/${id}`, '{"jsonPayload":{}}');
      const history = await api.request.get(`/api/tasks/${id}/history`);
      expect(history.text).toContain(`"before":{"jsonPayload":${compact}`);
      const entry = history.body.items.at(-1).id as string;
      const restored = await send('post', `/api/tasks/${id}/restore`, JSON.stringify({ historyId: entry }));
      expect([restored.status, restored.text]).toEqual([200, expect.stringContaining(compact)]);
    });

    test('over GraphQL, in the text of an operation, in a variable and in the answer', async () => {
      const operation = (query: string, variables = '{}') =>
        send('post', '/graphql', `{"query":${JSON.stringify(query)},"variables":${variables}}`);
      const literal = await operation(
        'mutation { createTask(input: { taskName: "a", webhookUrl: "http://r.test", jsonPayload: { price: 1.10, id: 12345678901234567890 } }) { jsonPayload } }',
      );
      expect(literal.text).toContain('{"id":12345678901234567890,"price":1.10}');
      const variable = await operation(
        'mutation ($input: CreateTaskInput!) { createTask(input: $input) { jsonPayload } }',
        `{"input":${taskWith(document)}}`,
      );
      expect(variable.text).toContain(`"jsonPayload":${compact}`);
    });
  });

  test.each(['1e400', '-1e400', '1e-400', '12e4000000'])(
    '400: %s, which most receivers could not read',
    async (number) => {
      const { status, body } = await send('post', '/api/tasks', taskWith(`{"id":${number}}`));
      expect([status, body.fieldErrors?.[0].path]).toEqual([400, 'jsonPayload.id']);
    },
  );
});
