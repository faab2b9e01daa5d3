import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { createLogger } from '@carillon/telemetry';
import type { Logger } from '@carillon/telemetry';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import winston from 'winston';
import { createApp } from './create-app.js';
import { serve } from './serve.js';

const settings = { failCalls: [7, 11], failStatus: 500, latencyMinMs: 0, latencyMaxMs: 0 };
const usual = { failPercent: null, answer: { behaviour: 'answer', status: 200, headers: {}, body: null } };
let app: NestExpressApplication;
let server: Server;
let logged: string;
let logger: Logger;

beforeEach(async () => {
  logged = '';
  logger = createLogger({ service: 'dummy-webhook', level: 'info', format: 'json' });
  const stream = new Writable({
    write: (line: Buffer, _encoding, done) => {
      logged += line.toString();
      done();
    },
  });
  logger.clear().add(new winston.transports.Stream({ stream }));
  app = await createApp(settings, logger);
  await app.listen(0, '127.0.0.1');
  server = app.getHttpServer();
});
afterEach(() => app.close());

/** Calls one after the other; the statuses in order. */
async function callTimes(times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let call = 1; call <= times; call += 1) {
    statuses.push((await request(server).post('/webhook').send({ call })).status);
  }
  return statuses;
}

describe('the pattern of failures', () => {
  test('is the 7th and the 11th of every eleven calls', async () => {
    const statuses = await callTimes(33);
    const failed = statuses.flatMap((status, index) => (status === 500 ? [index + 1] : []));
    expect(failed).toEqual([7, 11, 18, 22, 29, 33]);
    expect(statuses.filter((status) => status === 200)).toHaveLength(27);
  });

  test('is told in the answer', async () => {
    await callTimes(6);
    const { body } = await request(server).post('/webhook').send({});
    expect(body).toEqual({
      ok: false,
      error: 'Call 7 of the cycle fails on purpose (failing calls: 7, 11)',
      count: 7,
      position: 7,
      latencyMs: 0,
    });
  });

  test('counts calls of every method and path under /webhook together', async () => {
    for (const path of ['/webhook', '/webhook/a', '/webhook/a/b?c=d']) {
      expect((await request(server).put(path)).status).toBe(200);
      expect((await request(server).get(path)).status).toBe(200);
    }
    expect((await request(server).delete('/webhook/x')).status).toBe(500);
    expect((await request(server).post('/elsewhere')).status).toBe(404);
  });

  test('can be set, and with no failing call at all', async () => {
    await request(server)
      .put('/settings')
      .send({ failCalls: [2], failStatus: 503 })
      .expect(200);
    expect(await callTimes(4)).toEqual([200, 503, 200, 503]);
    await request(server).put('/settings').send({ failCalls: [] }).expect(200);
    expect(await callTimes(12)).toEqual(Array(12).fill(200));
  });

  test('is left alone by calls that ask for their status', async () => {
    await callTimes(6);
    await request(server).post('/webhook?status=204').expect(204);
    const scripted = await request(server).post('/webhook?status=429&delayMs=0').expect(429);
    expect(scripted.body).toMatchObject({ ok: false, position: null, count: 8 });
    expect(await callTimes(1)).toEqual([500]);
  });
});

describe('the chance of failures', () => {
  test('a percentage takes the place of the pattern, until it is null again', async () => {
    const set = (failPercent: number | null) => request(server).put('/settings').send({ failPercent });
    await set(100).expect(200);
    expect(await callTimes(3)).toEqual([500, 500, 500]);
    const { body } = await request(server).post('/webhook');
    expect(body.error).toBe('The call fails on purpose, as 100 of 100 calls do');
    await set(0);
    expect(await callTimes(11)).toEqual(Array(11).fill(200));
    await set(50);
    expect(new Set(await callTimes(60))).toEqual(new Set([200, 500]));
    await request(server).post('/reset');
    await set(null);
    expect(await callTimes(7)).toEqual([200, 200, 200, 200, 200, 200, 500]);
  });
});

describe('the usual answer', () => {
  const set = (answer: object) => request(server).put('/settings').send({ answer }).expect(200);

  test('has the status, the headers and the body that were set, and failing calls have theirs', async () => {
    await set({ status: 202, headers: { 'X-Shard': 'eu 1' }, body: 'taken' });
    const answer = await request(server).post('/webhook');
    expect([answer.status, answer.text]).toEqual([202, 'taken']);
    expect(answer.headers).toMatchObject({ 'x-shard': 'eu 1', 'content-type': 'text/plain; charset=utf-8' });
    await set({ headers: { 'content-type': 'application/json' }, body: '{"result":1}' });
    const json = await request(server).post('/webhook');
    expect([json.status, json.body, json.headers['x-shard']]).toEqual([202, { result: 1 }, undefined]);
    expect((await callTimes(5)).at(-1)).toBe(500);
    expect((await request(server).post('/webhook?status=200')).body).toMatchObject({ ok: true });
    expect((await request(server).get('/settings')).body.answer).toEqual({
      ...{ behaviour: 'answer', status: 202, body: '{"result":1}' },
      headers: { 'content-type': 'application/json' },
    });
  });

  test('may be a failure, which says why', async () => {
    await set({ status: 503 });
    const { body } = await request(server).post('/webhook').expect(503);
    expect(body).toMatchObject({ ok: false, error: 'Status 503, as the settings say' });
    expect((await request(server).get('/stats')).body).toMatchObject({ failed: 1, succeeded: 0 });
  });

  test('may never come, or break the connection, while failing calls and those that ask for an answer get one', async () => {
    const { port } = server.address() as AddressInfo;
    const call = () => fetch(`http://127.0.0.1:${port}/webhook`, { signal: AbortSignal.timeout(1_000) });
    await set({ behaviour: 'hang' });
    await expect(call()).rejects.toThrow('timeout');
    await request(server).post('/webhook?status=204').expect(204);
    await set({ behaviour: 'reset' });
    await expect(call()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    await request(server)
      .put('/settings')
      .send({ failCalls: [3] });
    await request(server).post('/webhook').expect(500);
    const { body } = await request(server).get('/requests');
    expect(body.map(({ status }: { status: number | null }) => status)).toEqual([500, null, 204, null]);
    server.closeAllConnections();
  });
});

describe('the latency', () => {
  test('is drawn anew for each call, within its bounds, and waited for', async () => {
    await request(server).put('/settings').send({ latencyMinMs: 20, latencyMaxMs: 60, failCalls: [] });
    const startedAt = performance.now();
    const answers = await Promise.all(Array.from({ length: 30 }, () => request(server).post('/webhook')));
    const drawn = answers.map(({ body }) => body.latencyMs as number);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(60);
    expect(new Set(drawn).size).toBeGreaterThan(3);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(Math.max(...drawn) - 2);
  });

  test('of one call can be asked for', async () => {
    const startedAt = performance.now();
    await request(server).post('/webhook?delayMs=80').expect(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(78);
  });
});

describe('what was received', () => {
  test('is logged with its body', async () => {
    await request(server).post('/webhook').set('webhook-id', 'run-1').send({ order: 42 });
    const lines = logged.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { message: 'webhook called', body: '{"order":42}', status: 200, position: 1, webhookId: 'run-1' },
    ]);
  });

  test('is listed newest first, with the body as it came and the headers that matter', async () => {
    await request(server).post('/webhook').send({ a: 1 });
    const headers = { 'webhook-id': 'run-2', 'carillon-task-id': 'task-1', authorization: 'secret' };
    await request(server).post('/webhook/x').set(headers).type('text/plain').send('{ not json');
    const { body } = await request(server).get('/requests').expect(200);
    expect(body).toMatchObject([
      { method: 'POST', path: '/webhook/x', body: '{ not json', status: 200, position: 2 },
      { method: 'POST', path: '/webhook', body: '{"a":1}', position: 1 },
    ]);
    expect(body[0].headers).toEqual({
      'webhook-id': 'run-2',
      'carillon-task-id': 'task-1',
      'content-type': 'text/plain',
    });
    expect(Date.parse(body[0].at as string)).toBeGreaterThan(Date.now() - 10_000);
  });

  test('goes back a hundred calls', async () => {
    await callTimes(103);
    const { body } = await request(server).get('/requests');
    expect(body).toHaveLength(100);
    expect([body[0].body, body[99].body]).toEqual(['{"call":103}', '{"call":4}']);
  });

  test('stays beyond them where it is pinned, until it is unpinned', async () => {
    await callTimes(3);
    expect((await request(server).put('/requests/2/pin').expect(200)).body.pinned).toEqual([2]);
    await callTimes(100);
    const numbers = async () =>
      (await request(server).get('/requests')).body.map(({ number }: { number: number }) => number);
    const [held] = [await numbers()];
    expect([held.length, held[0], held.at(-2), held.at(-1)]).toEqual([100, 103, 5, 2]);
    expect((await request(server).delete('/requests/2/pin').expect(200)).body.pinned).toEqual([]);
    await callTimes(1);
    expect((await numbers()).at(-1)).toBe(5);
  });

  test('can be pinned beside 49 others', async () => {
    await callTimes(51);
    for (let number = 1; number <= 50; number += 1)
      await request(server).put(`/requests/${number}/pin`).expect(200);
    await request(server).put('/requests/50/pin').expect(200);
    expect((await request(server).put('/requests/51/pin').expect(400)).body.detail).toContain('At most 50');
  });

  test('is shown and deleted alone, pinned or not; the others and the counts stay', async () => {
    await callTimes(3);
    expect((await request(server).get('/requests/2').expect(200)).body).toMatchObject({ body: '{"call":2}' });
    await request(server).put('/requests/2/pin');
    const { body } = await request(server).delete('/requests/2').expect(200);
    expect(body).toMatchObject({ count: 3, pinned: [] });
    expect((await request(server).get('/requests')).body).toMatchObject([{ number: 3 }, { number: 1 }]);
  });

  test.each(['/requests/1', '/requests/1/pin'])('that is not held is not found: %s', async (path) => {
    const refusal = await request(server).delete(path).expect(404);
    expect(refusal.body).toMatchObject({ status: 404, detail: 'Call 1 is not held, or no longer.' });
    await request(server).delete(path.replace('1', 'x')).expect(400);
  });

  test('is counted, and forgotten on reset', async () => {
    await callTimes(8);
    expect((await request(server).get('/stats')).body).toEqual({
      count: 8,
      position: 8,
      failed: 1,
      succeeded: 7,
      pinned: [],
      keptMax: 100,
    });
    await request(server).put('/requests/1/pin').expect(200);
    const empty = { count: 0, position: 0, failed: 0, succeeded: 0, pinned: [], keptMax: 100 };
    expect((await request(server).post('/reset').expect(200)).body).toEqual(empty);
    expect((await request(server).get('/stats')).body).toEqual(empty);
    expect((await request(server).get('/requests')).body).toEqual([]);
    expect(await callTimes(7)).toEqual([200, 200, 200, 200, 200, 200, 500]);
  });

  test('may be a megabyte long and no more', async () => {
    const send = (bytes: number) =>
      request(server).post('/webhook').type('text/plain').send('x'.repeat(bytes));
    await send(1_048_576).expect(200);
    const refusal = await send(1_048_577).expect(413);
    expect(refusal.headers['content-type']).toContain('application/problem+json');
    const { body } = await request(server).get('/requests');
    expect(body).toMatchObject([{ bodyLength: 1_048_576 }]);
    expect(body[0].body).toHaveLength(16_384);
  });
});

describe('the settings', () => {
  test('are shown and changed in part', async () => {
    expect((await request(server).get('/settings')).body).toEqual({ ...settings, ...usual });
    const changed = { ...settings, ...usual, latencyMaxMs: 5 };
    expect((await request(server).put('/settings').send({ latencyMaxMs: 5 })).body).toEqual(changed);
    expect((await request(server).get('/settings')).body).toEqual(changed);
  });

  test.each([
    [{ failCalls: [0] }, 'failCalls.0'],
    [{ failCalls: '7' }, 'failCalls'],
    [{ failStatus: 200 }, 'failStatus'],
    [{ latencyMinMs: -1 }, 'latencyMinMs'],
    [{ latencyMinMs: 1.5 }, 'latencyMinMs'],
    [{ latencyMinMs: 9, latencyMaxMs: 8 }, 'latencyMaxMs'],
    [{ latencyMinMs: 9 }, 'latencyMinMs'],
    [{ colour: 'red' }, 'colour'],
    [{ failPercent: 101 }, 'failPercent'],
    [{ answer: { status: 199 } }, 'answer.status'],
    [{ answer: { behaviour: 'sulk' } }, 'answer.behaviour'],
    [{ answer: { headers: { 'a b': 'c' } } }, 'answer.headers.a b'],
    [{ answer: { headers: { 'Content-Length': '3' } } }, 'answer.headers.Content-Length'],
    [{ answer: { headers: { a: 'b\r\nc: d' } } }, 'answer.headers.a'],
    [{ answer: { body: 'x'.repeat(16_385) } }, 'answer.body'],
  ])('refuse %j naming the field, and stay as they were', async (change, path) => {
    const refusal = await request(server).put('/settings').send(change).expect(400);
    expect(refusal.headers['content-type']).toContain('application/problem+json');
    expect(refusal.body).toMatchObject({ status: 400, fieldErrors: [{ path }] });
    expect((await request(server).get('/settings')).body).toEqual({ ...settings, ...usual });
  });

  test('refuse what is not JSON', async () => {
    const refusal = await request(server).put('/settings').type('json').send('{"failCalls":').expect(400);
    expect(refusal.body).toMatchObject({ title: 'Bad Request', status: 400 });
  });

  test.each(['status=700', 'status=abc', 'delayMs=-1'])('refuse the override %s', async (query) => {
    const refusal = await request(server).post(`/webhook?${query}`).expect(400);
    expect(refusal.body.fieldErrors).toHaveLength(1);
    expect((await request(server).get('/stats')).body.count).toBe(0);
  });
});

describe('health', () => {
  test('is ok while the process lives', async () => {
    expect((await request(server).get('/health').expect(200)).body).toEqual({ status: 'ok' });
  });
});

describe('a port that is taken', () => {
  test('is named together with the variable that changes it', async () => {
    const { port } = server.address() as AddressInfo;
    const second = await createApp(settings, logger);
    await expect(serve(second, { host: '127.0.0.1', port }, logger)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is already in use: stop what uses it, or set CARILLON_DUMMY_PORT`,
    );
    await second.close();
  });
});
