import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebhookSink } from '@carillon/testkit';
import { givenUser } from '../testing/accounts.js';
import type { TestApi } from '../testing/api.js';
import { describeApi, startTestApi } from '../testing/api.js';

describeApi('POST /api/tasks/target-check', () => {
  let api: TestApi;
  let sink: WebhookSink;
  beforeAll(async () => {
    api = await startTestApi({ outboundAllow: ['127.0.0.1'], rateLimitPerMinute: 20 });
    sink = await WebhookSink.start();
  });
  afterAll(() => Promise.all([api.close(), sink.close()]));

  const check = (body: object) => api.request.post('/api/tasks/target-check').send(body);

  describe('200', () => {
    test('says what the host leads to, and sends nothing', async () => {
      const { status, body } = await check({ webhookUrl: sink.url('/hook') });
      expect([status, body]).toEqual([
        200,
        {
          ...{ ok: true, addresses: ['127.0.0.1'], allowed: true, tls: null },
          ...{ errorCode: null, message: null, explanation: null },
        },
      ]);
      expect([sink.connections, sink.received]).toEqual([1, 0]);
    });

    test('an address that the policy forbids is told so, with what helps', async () => {
      const { body } = await check({ webhookUrl: 'http://169.254.169.254/latest' });
      expect(body).toMatchObject({ ok: false, allowed: false, tls: null, errorCode: 'blocked' });
      expect(body.explanation.advice).toContain('CARILLON_OUTBOUND_ALLOW');
    });

    test('a receiver without TLS, and a proxy that is forbidden', async () => {
      const webhookUrl = sink.url('/hook').replace('http:', 'https:');
      expect((await check({ webhookUrl })).body).toMatchObject({ ok: false, allowed: true, tls: null });
      const deliveryOptions = { proxyUrl: 'http://127.0.0.1:1' };
      const proxied = await check({ webhookUrl, deliveryOptions });
      expect(proxied.body).toMatchObject({ ok: false, allowed: false, errorCode: 'blocked' });
    });

    test('stands in the audit log as test requests do', async () => {
      await check({ webhookUrl: sink.url('/audited') });
      const { rows } = await api.database.pool.query(
        `select details ->> 'webhookUrl' as url from audit_log where action = 'makeTargetCheck' order by created_at desc limit 1`,
      );
      expect(rows).toEqual([{ url: sink.url('/audited') }]);
    });
  });

  test('400: no URL, or what no task may have', async () => {
    for (const body of [{}, { webhookUrl: 'ftp://a.test' }, { webhookUrl: sink.url('/'), lane: 'a' }]) {
      expect((await check(body)).status).toBe(400);
    }
  });

  test('403: a viewer connects to nobody', async () => {
    const { bearer } = await givenUser(api, 'viewer');
    const before = sink.connections;
    const { status } = await check({ webhookUrl: sink.url('/hook') }).set(bearer);
    expect([status, sink.connections]).toEqual([403, before]);
  });

  test('429: each counts like a test request', async () => {
    const { bearer } = await givenUser(api, 'operator');
    const statuses: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      statuses.push((await check({ webhookUrl: sink.url('/hook') }).set(bearer)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 429]);
  });
});
