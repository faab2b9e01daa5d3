import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newHmacSecret, signingKeyOf, signWebhook } from '@carillon/delivery';
import { newId } from '@carillon/domain';
import type { CarillonProcess } from '@carillon/testkit';
import { freePort, startCarillonProcess, WebhookSink } from '@carillon/testkit';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, plainTask, startTestApi } from '../testing/api.js';

/** The real one, as `carillon up` starts it. */
const dummyWebhook = fileURLToPath(new URL('../../../dummy-webhook/dist/main.js', import.meta.url));

describeApi('/api/inspector', () => {
  let receiver: CarillonProcess;
  let receiverUrl: string;
  let api: TestApi;
  beforeAll(async () => {
    const port = await freePort();
    receiverUrl = `http://127.0.0.1:${port}`;
    receiver = await startCarillonProcess([dummyWebhook], {
      env: {
        CARILLON_DUMMY_PORT: String(port),
        CARILLON_DUMMY_LATENCY_MIN_MS: '0',
        CARILLON_DUMMY_LATENCY_MAX_MS: '0',
      },
      logFile: join(await mkdtemp(join(tmpdir(), 'carillon-inspector-')), 'receiver.log'),
    });
    api = await startTestApi({ dummyUrl: receiverUrl, outboundAllow: ['127.0.0.1'] });
  });
  beforeEach(() => api.request.post('/api/inspector/reset').send({}));
  afterAll(async () => {
    await api.close();
    await receiver.end('SIGTERM');
  });

  const call = (path: string, headers: Record<string, string> = {}, body = '{"a":1}') =>
    fetch(receiverUrl + path, { method: 'POST', body, headers });
  const list = async (query: object = {}) =>
    (await api.request.get('/api/inspector/requests').query(query)).body;

  describe('200', () => {
    test('where the receiver is, how it behaves, what it counted and what it can be asked for', async () => {
      await call('/webhook');
      const { status, body } = await api.request.get('/api/inspector');
      expect(status).toBe(200);
      expect(body).toMatchObject({
        url: `${receiverUrl}/webhook`,
        settings: { failCalls: [7, 11], failStatus: 500, latencyMinMs: 0, latencyMaxMs: 0 },
        stats: { count: 1, position: 1, failed: 0, succeeded: 1, pinned: [], keptMax: 100 },
      });
      expect(body.scenarios).toContainEqual({ name: 'hang', description: 'No answer at all' });
    });

    test('what was received, the newest first, and what came since', async () => {
      await call('/webhook/orders?status=503', { 'webhook-id': 'run-1' });
      await call('/webhook', {}, '{"b":2}');
      const { items, last } = await list();
      expect(items).toMatchObject([
        { path: '/webhook', query: '', body: '{"b":2}', status: 200, signature: 'none' },
        { path: '/webhook/orders', query: '?status=503', status: 503, webhookId: 'run-1', position: null },
      ]);
      expect(last).toBe(items[0].number);
      expect(await list({ after: last })).toEqual({ items: [], last });
      await call('/webhook/later');
      expect((await list({ after: last })).items).toMatchObject([{ path: '/webhook/later' }]);
    });

    test('a change holds, and what it leaves out stays', async () => {
      const changed = await api.request
        .put('/api/inspector/settings')
        .send({ failCalls: [1], failStatus: 503 });
      expect([changed.status, changed.body.latencyMaxMs]).toEqual([200, 0]);
      expect((await call('/webhook')).status).toBe(503);
      await api.request.put('/api/inspector/settings').send({ failCalls: [7, 11], failStatus: 500 });
    });

    test('the usual answer is what was set, and the rest of it stays', async () => {
      const put = (change: object) => api.request.put('/api/inspector/settings').send(change).expect(200);
      const answer = { behaviour: 'answer', status: 202, headers: { 'x-shard': 'eu' }, body: 'taken' };
      const { body } = await put({ failPercent: 0, answer: { ...answer, status: 201 } });
      expect(body).toMatchObject({ failPercent: 0, answer: { ...answer, status: 201 } });
      expect((await put({ answer: { status: 202 } })).body.answer).toEqual(answer);
      const response = await call('/webhook');
      expect([response.status, response.headers.get('x-shard'), await response.text()]).toEqual([
        ...[202, 'eu', 'taken'],
      ]);
      await put({ failPercent: null, answer: { status: 200, headers: {}, body: null } });
    });

    test('reset: everything is forgotten', async () => {
      await call('/webhook');
      const { status, body } = await api.request.post('/api/inspector/reset').send({});
      expect([status, body.count]).toEqual([200, 0]);
      expect((await list()).items).toEqual([]);
    });

    test('signatures are judged by the secret of the task', async () => {
      const secret = newHmacSecret();
      const made = await api.request.post('/api/signing-secrets').send({ name: 'mine', secret });
      const task = await api.request
        .post('/api/tasks')
        .send({ ...plainTask, signingSecretId: made.body.id, start: 'manual' });
      const signed = (text: string, body: string, taskId = task.body.id as string) => {
        const timestampS = Math.floor(Date.now() / 1_000);
        const signature = signWebhook([signingKeyOf(text)], { id: 'run-1', timestampS, body });
        return call(
          '/webhook',
          {
            ...{ 'webhook-id': 'run-1', 'webhook-timestamp': String(timestampS) },
            ...{ 'webhook-signature': signature, 'carillon-task-id': taskId },
          },
          body,
        );
      };
      await signed(secret, '{"n":1}');
      await signed(newHmacSecret(), '{"n":1}');
      await signed(secret, '{"n":1}', newId());
      await signed(secret, `"${'x'.repeat(20_000)}"`);
      await call('/webhook', { 'webhook-signature': 'v1,abc' });
      const { items } = await list();
      expect(items.map(({ signature }: { signature: string }) => signature)).toEqual([
        'invalid',
        'unknown',
        'unknown',
        'invalid',
        'valid',
      ]);
    });

    test('a pinned request is named until it is unpinned; a deleted one is gone', async () => {
      await call('/webhook');
      await call('/webhook');
      const [second, first] = (await list()).items.map(({ number }: { number: number }) => number);
      const pin = (pinned: boolean) =>
        api.request.put(`/api/inspector/requests/${first}/pin`).send({ pinned });
      expect((await pin(true)).body.pinned).toEqual([first]);
      expect((await pin(false)).body.pinned).toEqual([]);
      const { status, body } = await api.request.delete(`/api/inspector/requests/${first}`);
      expect([status, body.count]).toEqual([200, 2]);
      expect((await list()).items).toMatchObject([{ number: second }]);
      const { rows } = await api.database.pool.query(
        `select action, details from audit_log where action ~ 'Request$' order by id`,
      );
      expect(rows).toEqual([
        { action: 'pinInspectorRequest', details: { pinned: true } },
        { action: 'pinInspectorRequest', details: { pinned: false } },
        { action: 'deleteInspectorRequest', details: {} },
      ]);
    });

    test('a replay repeats method, body, type, id and attempt, and is signed anew; or gets an id of its own', async () => {
      const made = await api.request
        .post('/api/signing-secrets')
        .send({ name: 'replayed', secret: newHmacSecret() });
      const task = await api.request
        .post('/api/tasks')
        .send({ ...plainTask, signingSecretId: made.body.id, start: 'manual' });
      const id = newId();
      await call(
        '/webhook/orders?a=1',
        {
          ...{ 'webhook-id': id, 'webhook-attempt': '3', 'content-type': 'text/plain' },
          ...{ 'webhook-timestamp': '1', 'webhook-signature': 'v1,old', 'carillon-task-id': task.body.id },
        },
        'not JSON',
      );
      const { items } = await list();
      const replay = (body: object) =>
        api.request.post(`/api/inspector/requests/${items[0].number}/replay`).send(body);
      const same = await replay({});
      expect([same.status, same.body.ok, same.body.request.url]).toEqual([
        200,
        true,
        `${receiverUrl}/webhook/orders?a=1`,
      ]);
      expect((await list()).items).toMatchObject([
        {
          ...{ method: 'POST', path: '/webhook/orders', query: '?a=1', body: 'not JSON' },
          ...{ webhookId: id, attempt: 3, signature: 'valid', headers: { 'content-type': 'text/plain' } },
        },
        { signature: 'invalid' },
      ]);
      await replay({ url: `${receiverUrl}/webhook/elsewhere`, isNew: true }).expect(200);
      const [other] = (await list()).items;
      expect(other).toMatchObject({ path: '/webhook/elsewhere', attempt: 1, signature: 'valid' });
      expect(other.webhookId).not.toBe(id);
    });

    test('a replay reaches no address that webhooks may not call', async () => {
      await call('/webhook');
      const { items } = await list();
      const { status, body } = await api.request
        .post(`/api/inspector/requests/${items[0].number}/replay`)
        .send({ url: 'http://169.254.169.254/latest/meta-data' });
      expect([status, body.ok, body.response, body.errorCode]).toEqual([200, false, null, 'blocked']);
    });

    test('an installation without a receiver says so', async () => {
      const without = await startTestApi({}, undefined, api.database);
      const { body } = await without.request.get('/api/inspector');
      expect(body).toEqual({ url: null, settings: null, stats: null, scenarios: null });
      expect((await without.request.get('/api/inspector/requests')).body).toEqual({ items: [], last: 0 });
      expect((await without.request.post('/api/inspector/reset').send({})).body.code).toBe(
        'inspector.unreachable',
      );
      await without.close();
    });
  });

  describe('400', () => {
    test.each([
      ['failStatus', { failStatus: 200 }],
      ['colour', { colour: 'red' }],
      ['latencyMinMs', { latencyMinMs: 9 }],
      ['failPercent', { failPercent: 101 }],
      ['answer.status', { answer: { status: 700 } }],
      ['answer.headers.content-length', { answer: { headers: { 'content-length': '3' } } }],
    ])('the problem names %s, be it found here or by the receiver', async (path, change) => {
      const { status, body } = await api.request.put('/api/inspector/settings').send(change);
      expect([status, body.fieldErrors[0].path]).toEqual([400, path]);
    });
  });

  describe('400', () => {
    test('a replay of what was kept in part, or of no method of webhooks', async () => {
      await call('/webhook', {}, 'x'.repeat(20_000));
      await fetch(`${receiverUrl}/webhook`, { method: 'OPTIONS' });
      const { items } = await list();
      for (const { number } of items) {
        const { status, body } = await api.request.post(`/api/inspector/requests/${number}/replay`).send({});
        expect([status, body.code]).toEqual([400, 'request.invalid']);
      }
      const wrong = await api.request
        .post(`/api/inspector/requests/${items[0].number}/replay`)
        .send({ url: 'ftp://x.test' });
      expect(wrong.body.fieldErrors[0].path).toBe('url');
    });
  });

  describe('404', () => {
    test('of a request that is not held', async () => {
      const path = '/api/inspector/requests/999999';
      const answers = [
        await api.request.put(`${path}/pin`).send({ pinned: true }),
        await api.request.delete(path),
        await api.request.post(`${path}/replay`).send({}),
      ];
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
        answers.map(() => [404, 'inspector.request_not_found']),
      );
    });
  });

  describe('403', () => {
    test('viewers read, and change nothing', async () => {
      const viewer = await givenUser(api, 'viewer');
      const as = { authorization: `Bearer ${viewer.accessToken}` };
      expect((await api.request.get('/api/inspector').set(as)).status).toBe(200);
      expect((await api.request.get('/api/inspector/requests').set(as)).status).toBe(200);
      expect((await api.request.put('/api/inspector/settings').set(as).send({})).status).toBe(403);
      expect((await api.request.post('/api/inspector/reset').set(as).send({})).status).toBe(403);
      const path = '/api/inspector/requests/1';
      expect((await api.request.put(`${path}/pin`).set(as).send({ pinned: true })).status).toBe(403);
      expect((await api.request.delete(path).set(as)).status).toBe(403);
      expect((await api.request.post(`${path}/replay`).set(as).send({})).status).toBe(403);
    });
  });

  describe('503', () => {
    test('a receiver that does not run, and one that is something else', async () => {
      const sink = await WebhookSink.start();
      for (const [dummyUrl, what] of [
        [`http://127.0.0.1:${await freePort()}`, 'It does not answer.'],
        [new URL(sink.url()).origin, 'not as the dummy webhook does.'],
      ] as const) {
        const other = await startTestApi({ dummyUrl }, undefined, api.database);
        const { status, body } = await other.request.get('/api/inspector');
        expect([status, body.code]).toEqual([503, 'inspector.unreachable']);
        expect(body.detail).toContain(what);
        expect(body.hint).toContain('CARILLON_DUMMY_URL');
        await other.close();
      }
      await sink.close();
    });
  });
});
