import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { until } from './until.js';
import { WebhookSink } from './webhook-sink.js';

let sink: WebhookSink;
beforeEach(async () => {
  sink = await WebhookSink.start();
});
afterEach(() => sink.close());

const post = (path: string, body = ''): Promise<Response> =>
  fetch(sink.url(path), {
    method: 'POST',
    body,
    headers: { 'webhook-id': 'run-1', 'webhook-attempt': '2' },
    signal: AbortSignal.timeout(5_000),
  });

describe('WebhookSink', () => {
  test('records what arrived', async () => {
    await post('/a?x=1', '{"é":1}');
    await post('/b');
    expect(sink.received).toBe(2);
    expect(sink.requestsTo('/a')).toMatchObject([
      { method: 'POST', path: '/a', search: '?x=1', body: '{"é":1}', attempt: 2, webhookId: 'run-1' },
    ]);
    expect(Math.abs(Date.now() - (sink.requests[0]?.at ?? 0))).toBeLessThan(5_000);
  });

  test('answers each path as scripted, fixed or by the number of the call', async () => {
    sink.answer('/fixed', { status: 418, body: 'short and stout', headers: { 'x-pot': 'tea' } });
    sink.answer('/flaky', (_request, call) => ({ status: call === 1 ? 500 : 200 }));
    const fixed = await post('/fixed');
    expect([fixed.status, await fixed.text(), fixed.headers.get('x-pot')]).toEqual([
      418,
      'short and stout',
      'tea',
    ]);
    expect([(await post('/flaky')).status, (await post('/flaky')).status]).toEqual([500, 200]);
    expect((await post('/other')).status).toBe(200);
  });

  test('delays an answer and drips a body', async () => {
    sink.answer('/late', { delayMs: 80 });
    sink.answer('/drip', { body: 'abcd', dripMs: 20 });
    const startedAt = performance.now();
    await post('/late');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(75);
    const dripping = await post('/drip');
    const headersAt = performance.now();
    expect(await dripping.text()).toBe('abcd');
    expect(performance.now() - headersAt).toBeGreaterThanOrEqual(50);
  });

  test.each(['before-headers', 'mid-headers', 'mid-body'] as const)(
    'resets the connection %s',
    async (drop) => {
      sink.answer('/', { drop, body: 'half' });
      await expect(post('/').then((response) => response.text())).rejects.toThrow();
      expect(sink.received).toBe(1);
    },
  );

  test('notes when the answer was out', async () => {
    sink.answer('/', { delayMs: 60 });
    await (await post('/')).text();
    const [request] = sink.requests;
    await until(() => request!.closedAt !== null, { what: 'the answer was out' });
    expect(request!.closedAt! - request!.at).toBeGreaterThanOrEqual(55);
  });

  test('closes although a request was never answered', async () => {
    sink.answer('/', { neverAnswer: true });
    const answer = post('/').then(
      () => 'answered',
      () => 'ended',
    );
    await until(() => sink.received === 1, { what: 'the request arrived' });
    await sink.close();
    expect(await answer).toBe('ended');
    sink = await WebhookSink.start();
  });

  test('has each request on file before the answer leaves', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'carillon-sink-'));
    const file = join(folder, 'requests.jsonl');
    const filing = await WebhookSink.start({ file, keepRequests: false });
    await fetch(filing.url('/kept'), { method: 'POST', body: 'one' });
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ path: '/kept', body: 'one' }]);
    expect([filing.received, filing.requests.length]).toEqual([1, 0]);
    await filing.close();
    await rm(folder, { recursive: true });
  });
});
