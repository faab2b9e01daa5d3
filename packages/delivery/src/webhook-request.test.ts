import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DeliveryOptions } from '@carillon/domain';
import { defaultDeliveryOptions } from '@carillon/domain';
import { WebhookSink } from '@carillon/testkit';
import { Webhook } from 'standardwebhooks';
import type { WebhookSender } from './send-webhook.js';
import { createWebhookSender } from './send-webhook.js';
import { newHmacSecret, signingKeyOf } from './signature.js';
import { webhookRequest } from './testing/webhook-requests.js';
import type { WebhookRequest } from './webhook-request.js';

let sink: WebhookSink;
let sender: WebhookSender;
beforeEach(async () => {
  sink = await WebhookSink.start();
  sender = createWebhookSender({ version: 'test', allow: ['127.0.0.1'] });
});
afterEach(async () => {
  await sink.close();
  await sender.close();
});

const request = (overrides: Partial<WebhookRequest> = {}): WebhookRequest =>
  webhookRequest(sink.url('/hook'), {
    taskName: 'Zoë\'s "task"',
    timestamp: Math.floor(Date.now() / 1_000),
    ...overrides,
  });
const options = (given: Partial<DeliveryOptions>): DeliveryOptions => ({
  ...defaultDeliveryOptions,
  ...given,
});
const headersOf = (index = 0) => sink.requests[index]!.headers as Record<string, string>;

describe('a signed request', () => {
  const [current, previous] = [newHmacSecret(), newHmacSecret()];
  const signingKeys = [current, previous].map(signingKeyOf);

  test('is verified by the public library, under the current and the previous secret', async () => {
    await sender.send(request({ signingKeys }));
    const { body } = sink.requests[0]!;
    for (const secret of [current, previous]) {
      expect(new Webhook(secret).verify(body, headersOf())).toEqual({ a: 1 });
    }
    expect(() => new Webhook(newHmacSecret()).verify(body, headersOf())).toThrow('No matching signature');
    expect(() => new Webhook(current).verify(`${body} `, headersOf())).toThrow('No matching signature');
  });

  test('is signed over what templates made of the payload', async () => {
    const body = '{"id": "{{runId}}", "name": "{{taskName}}"}';
    await sender.send(request({ signingKeys, body, options: options({ templates: true }) }));
    const verified = new Webhook(current).verify(sink.requests[0]!.body, headersOf());
    expect(verified).toEqual({ id: request().runId, name: 'Zoë\'s "task"' });
  });

  test('without a body is signed over nothing', async () => {
    await sender.send(request({ signingKeys, method: 'GET', body: '{}' }));
    expect(sink.requests[0]).toMatchObject({ method: 'GET', body: '' });
    expect(headersOf()['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
  });
});

describe('what a request carries', () => {
  test.each([
    ['HEAD', '{"a": 1}', ''],
    ['GET', '{}', ''],
    ['DELETE', 'null', ''],
    ['DELETE', '{"a": 1}', '{"a": 1}'],
    ['POST', '{}', '{}'],
    ['PUT', 'null', 'null'],
    ['PATCH', '[]', '[]'],
  ] as const)('%s with the payload %s has the body %j', async (method, body, expected) => {
    expect(await sender.send(request({ method, body }))).toMatchObject({ ok: true });
    expect(sink.requests[0]).toMatchObject({ method, body: expected });
  });

  test('the credentials of its task win over a header of the same name', async () => {
    await sender.send(
      request({
        headers: { Authorization: 'Bearer forged', 'x-a': '1' },
        options: options({ auth: { type: 'bearer', tokenSecret: 'T' } }),
        secrets: new Map([['T', 'right']]),
      }),
    );
    expect(headersOf()).toMatchObject({ authorization: 'Bearer right', 'x-a': '1' });
  });

  test('is where to report, only where that is possible', async () => {
    await sender.send(request());
    await sender.send(request({ callback: { url: 'https://c.test/x', token: 'crt_1' } }));
    expect(headersOf(0)).not.toHaveProperty('carillon-callback-url');
    expect(headersOf(1)).toMatchObject({
      'carillon-callback-url': 'https://c.test/x',
      'carillon-callback-token': 'crt_1',
    });
  });
});

describe('a request that cannot be composed is not sent', () => {
  test.each([
    ['a secret that is missing', { auth: { type: 'bearer', tokenSecret: 'NONE' } }, 'secret_missing'],
    [
      'a client key that is missing',
      { tls: { ca: null, certificate: 'x', keySecret: 'NONE' } },
      'secret_missing',
    ],
  ] as const)('%s', async (_what, given, errorCode) => {
    const outcome = await sender.send(request({ options: options(given) }));
    expect(outcome).toMatchObject({ ok: false, httpStatus: null, errorCode });
    expect(outcome.message).toMatch(/^There is no secret NONE; nothing was sent$/);
    expect(sink.requests).toEqual([]);
  });

  test('a template that names what is not known', async () => {
    const outcome = await sender.send(
      request({ body: '{"a": "{{nothing}}"}', options: options({ templates: true }) }),
    );
    expect(outcome).toMatchObject({ ok: false, errorCode: 'template_invalid' });
    expect(sink.requests).toEqual([]);
  });
});

test('a secret that the receiver sends back is not kept', async () => {
  sink.answer('/hook', (got) => ({
    body: `you are ${got.headers.authorization}`,
    headers: { 'x-echo': String(got.headers.authorization) },
  }));
  const outcome = await sender.send(
    request({
      options: options({ auth: { type: 'bearer', tokenSecret: 'T' } }),
      secrets: new Map([['T', 'canary-secret']]),
    }),
  );
  expect(JSON.stringify(outcome)).not.toContain('canary-secret');
  expect(outcome).toMatchObject({
    message: 'you are Bearer [redacted]',
    responseHeaders: { 'x-echo': 'Bearer [redacted]' },
  });
});
