import 'reflect-metadata';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@carillon/telemetry';
import { until } from '@carillon/testkit';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { createApp } from './create-app.js';

let app: NestExpressApplication;
let server: Server;
let url: string;

beforeEach(async () => {
  const logger = createLogger({ service: 'dummy-webhook', level: 'error', format: 'json' });
  app = await createApp({ failCalls: [7, 11], failStatus: 500, latencyMinMs: 0, latencyMaxMs: 0 }, logger);
  await app.listen(0, '127.0.0.1');
  server = app.getHttpServer();
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
});
afterEach(async () => {
  server.closeAllConnections();
  await app.close();
});

describe('A scenario', () => {
  test.each([
    ['gone', 410, {}],
    ['pause', 200, { 'carillon-pause': 'true' }],
    ['never-retry', 422, { 'carillon-never-retry': 'true' }],
    ['retry-at', 425, { 'carillon-retry-at': expect.stringMatching(/^\d{4}-.*Z$/) }],
    ['run-again', 200, { 'carillon-run-again-in': '60s' }],
    ['redirect', 302, { location: '/webhook' }],
    ['result', 200, {}],
  ])('%s answers %d and says the rest in its headers', async (scenario, status, headers) => {
    const answer = await request(server).post(`/webhook?scenario=${scenario}`).redirects(0);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({ ...headers, 'content-type': 'application/json; charset=utf-8' });
    expect(answer.body).toMatchObject({ ok: status < 400, position: null });
  });

  test('result tells a cost and a quality score', async () => {
    const { body } = await request(server).post('/webhook?scenario=result').expect(200);
    expect(body).toMatchObject({ cost: 0.25, qualityScore: 98 });
  });

  test('leaves the pattern of the other calls as it is', async () => {
    for (let call = 1; call <= 6; call += 1) await request(server).post('/webhook').expect(200);
    await request(server).post('/webhook?scenario=pause').expect(200);
    await request(server).post('/webhook').expect(500);
  });

  test('may have another status, and a Retry-After of any form', async () => {
    const answer = await request(server).post('/webhook?status=429&retryAfter=30').expect(429);
    expect(answer.headers['retry-after']).toBe('30');
    const odd = await request(server)
      .post('/webhook?scenario=gone&status=503&retryAfter=-1%20soon')
      .expect(503);
    expect(odd.headers['retry-after']).toBe('-1 soon');
  });

  test.each(['scenario=unheard', 'retryAfter=%0d%0a', 'callbackMs=-1'])('%s is refused', async (query) => {
    const refusal = await request(server).post(`/webhook?${query}`).expect(400);
    expect(refusal.body.fieldErrors).toHaveLength(1);
  });
});

describe('A receiver that is ill', () => {
  test('drips: the answer begins and does not end', async () => {
    const response = await fetch(`${url}?scenario=drip`);
    expect(response.status).toBe(200);
    const reader = response.body!.getReader();
    const startedAt = performance.now();
    for (let read = 0; read < 3; read += 1) {
      expect(Buffer.from((await reader.read()).value ?? []).toString()).toMatch(/^\.+$/);
    }
    expect(performance.now() - startedAt).toBeGreaterThan(150);
    await reader.cancel();
  });

  test('is huge: ten megabytes', async () => {
    const response = await fetch(`${url}?scenario=huge`);
    expect((await response.arrayBuffer()).byteLength).toBe(10_485_760);
  });

  test('hangs: there is no answer, and the call is counted as failed', async () => {
    await expect(fetch(`${url}?scenario=hang`, { signal: AbortSignal.timeout(300) })).rejects.toThrow(
      'timeout',
    );
    const { body } = await request(server).get('/requests');
    expect(body).toMatchObject([{ status: null, position: null }]);
    expect((await request(server).get('/stats')).body).toMatchObject({ count: 1, failed: 1 });
  });

  test('resets the connection', async () => {
    await expect(fetch(`${url}?scenario=reset`)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  });
});

describe('A call-back', () => {
  interface Report {
    authorization: string | undefined;
    body: unknown;
  }
  const reports: Report[] = [];
  const carillon = createServer((incoming, response) => {
    void incoming.toArray().then((chunks) => {
      const body: unknown = JSON.parse(Buffer.concat(chunks as Buffer[]).toString());
      reports.push({ authorization: incoming.headers.authorization, body });
      response.end('{}');
    });
  });
  let offered: Record<string, string>;
  beforeEach(async () => {
    reports.length = 0;
    carillon.listen(0, '127.0.0.1');
    await once(carillon, 'listening');
    const { port } = carillon.address() as AddressInfo;
    offered = {
      'carillon-callback-url': `http://127.0.0.1:${port}/api/runs/run-1/status`,
      'carillon-callback-token': 'crt_secret',
    };
  });
  afterEach(async () => {
    carillon.closeAllConnections();
    carillon.close();
    await once(carillon, 'close');
  });
  const call = (query: string, headers: Record<string, string>) =>
    request(server).post(`/webhook?scenario=callback${query}`).set(headers);

  test('is promised with 202, and follows: half of it at half the time, then the end', async () => {
    const answer = await call('&callbackMs=100', offered).expect(202);
    expect(answer.headers).toMatchObject({
      'carillon-callback': 'required',
      'carillon-callback-timeout': '7200',
    });
    expect(reports).toEqual([]);
    await until(() => reports.length === 2, { what: 'the report of the end' });
    expect(reports).toEqual([
      { authorization: 'Bearer crt_secret', body: { progress: 50, log: ['half of it is done'] } },
      {
        authorization: 'Bearer crt_secret',
        body: { status: 'completed', result: { greeting: 'dong' }, cost: 0.25, qualityScore: 98 },
      },
    ]);
  });

  test.each<[string, Record<string, string | undefined>]>([
    ['that is not offered', { 'carillon-callback-url': undefined, 'carillon-callback-token': undefined }],
    ['without a token', { 'carillon-callback-token': undefined }],
    ['to where no run is', { 'carillon-callback-url': 'http://127.0.0.1:1/admin?/api/runs/run-1/status' }],
    ['by something else than HTTP', { 'carillon-callback-url': 'ftp://127.0.0.1/api/runs/run-1/status' }],
  ])('%s is not promised', async (_name, change) => {
    const headers = Object.entries({ ...offered, ...change }).filter(([, value]) => value !== undefined);
    const { body } = await call(
      '&callbackMs=0',
      Object.fromEntries(headers) as Record<string, string>,
    ).expect(500);
    expect(body.error).toBe('The call offers no call-back');
  });

  test('leaves no token where anybody can read it', async () => {
    await call('&callbackMs=0', offered).expect(202);
    const { text } = await request(server).get('/requests');
    expect(text).toContain('carillon-callback-url');
    expect(text).not.toContain('crt_secret');
    await until(() => reports.length === 2, { what: 'the report of the end' });
  });
});

test('A listed call tells its id, its attempt and whether it is signed', async () => {
  const headers = { 'webhook-id': 'run-1', 'webhook-attempt': '2', 'webhook-signature': 'v1,abc' };
  await request(server).post('/webhook').set(headers);
  await request(server).post('/webhook');
  const { body } = await request(server).get('/requests');
  expect(body).toMatchObject([
    { webhookId: null, attempt: null, signed: false },
    { webhookId: 'run-1', attempt: 2, signed: true },
  ]);
});
