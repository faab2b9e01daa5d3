import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { insertTask } from '@carillon/db/testing';
import { WebhookSink } from '@carillon/testkit';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi, unknownId } from '../testing/api.js';

describeApi('POST /api/tasks/test-request', () => {
  let api: TestApi;
  let sink: WebhookSink;
  beforeAll(async () => {
    api = await startTestApi({ outboundAllow: ['127.0.0.1'] });
    await api.request.post('/api/secrets').send({ name: 'API_TOKEN', value: 'canary-"value"' }).expect(201);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    sink = await WebhookSink.start();
  });
  afterEach(() => sink.close());

  const send = (body: object) => api.request.post('/api/tasks/test-request').send(body);

  describe('200', () => {
    test('a draft is sent once, signed, and nothing of it is recorded', async () => {
      sink.answer('/hook', { status: 201, body: '{"token":"mine","n":1}' });
      const answer = await send({ webhookUrl: sink.url('/hook'), jsonPayload: { a: 1 } });
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        ok: true,
        request: { method: 'POST', url: sink.url('/hook'), body: '{"a":1}' },
        response: { status: 201, body: '{"token":"[redacted]","n":1}', truncated: false },
        errorCode: null,
        explanation: null,
      });
      expect(answer.body.phases.totalMs).toBeGreaterThan(0);
      expect(sink.requests).toHaveLength(1);
      expect(sink.requests[0]).toMatchObject({ body: '{"a":1}' });
      expect(sink.requests[0]?.headers['webhook-signature']).toMatch(/^v1,/);
      const { rows } = await api.database.pool.query('select from tasks union all select from task_runs');
      expect(rows).toEqual([]);
    });

    test('a failure comes with its explanation', async () => {
      sink.answer('/hook', { status: 503, headers: { 'retry-after': '7' } });
      const { body } = await send({ webhookUrl: sink.url('/hook') });
      expect(body).toMatchObject({ ok: false, errorCode: 'status_503', wishes: { retryAfterMs: 7_000 } });
      expect(body.explanation.advice).toEqual(expect.any(String));
    });

    test('a draft changes what its task would send, and secrets are never shown', async () => {
      const task = await insertTask(api.database.pool, {
        webhookUrl: sink.url('/hook?key={{secret:API_TOKEN}}'),
        httpHeaders: { 'x-run': '{{taskName}}' },
        deliveryOptions: {
          ...{ templates: true, proxyUrl: null, tls: null, assertion: null, steering: false, retryOn: null },
          auth: { type: 'bearer', tokenSecret: 'API_TOKEN' },
        },
      });
      sink.answer('/hook', { body: 'you sent canary-"value"' });
      const answer = await send({ taskId: task.id, jsonPayload: { text: '{{secret:API_TOKEN}}' } });
      expect(answer.body).toMatchObject({
        request: {
          url: sink.url('/hook?key=[redacted]'),
          body: '{"text":"[redacted]"}',
          headers: { authorization: '[redacted]', 'x-run': 'a task' },
        },
        response: { body: 'you sent [redacted]' },
      });
      expect(answer.text).not.toContain('canary');
      expect(sink.requests[0]).toMatchObject({
        search: `?key=${encodeURIComponent('canary-"value"')}`,
        body: JSON.stringify({ text: 'canary-"value"' }),
      });
      expect(sink.requests[0]?.headers.authorization).toBe('Bearer canary-"value"');
    });

    test('a missing secret and a forbidden address are told, and nothing leaves', async () => {
      const auth = { type: 'bearer', tokenSecret: 'NONE' };
      const missing = await send({ webhookUrl: sink.url('/hook'), deliveryOptions: { auth } });
      expect(missing.body).toMatchObject({
        ok: false,
        request: null,
        response: null,
        errorCode: 'secret_missing',
      });
      const blocked = await send({ webhookUrl: 'http://169.254.169.254/latest/meta-data' });
      expect(blocked.body).toMatchObject({ ok: false, response: null, errorCode: 'blocked' });
      expect(blocked.body.explanation.advice).toContain('CARILLON_OUTBOUND_ALLOW');
      expect(sink.requests).toEqual([]);
    });
  });

  describe('400', () => {
    test('neither a task nor a URL, or fields that no task may have', async () => {
      const neither = await send({ jsonPayload: {} });
      expect([neither.status, neither.body.fieldErrors[0].path]).toEqual([400, 'webhookUrl']);
      const unknown = await send({ webhookUrl: 'http://x.test', lane: 'a' });
      expect(unknown.status).toBe(400);
      const template = { webhookUrl: 'http://x.test/{{nothing}}', deliveryOptions: { templates: true } };
      expect((await send(template)).body.fieldErrors[0].path).toBe('webhookUrl');
    });
  });

  describe('404', () => {
    test('a task that is not there', async () => {
      expect((await send({ taskId: unknownId })).body.code).toBe('task.not_found');
    });
  });
});
