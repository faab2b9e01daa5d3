import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { until } from '@carillon/testkit';
import type { Work } from './answers.js';
import { later } from './answers.js';
import { Receiver } from './receiver.js';
import type { Callback } from './delivery.js';
import { CallbackError, createRun } from './run.js';
import { MemorySeenStore } from './seen-store.js';
import { signedHeaders, testSecret } from './testing/index.js';

type Script = { status: number; code?: string; headers?: Record<string, string> } | 'reset';

/** A stand-in for Carillon's API, which answers as `script` says, and 200 when that is at its end. */
let script: Script[];
let reports: { request: IncomingMessage; body: unknown }[];
let callback: Callback;
const server = createServer((request, response) => {
  void (async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    reports.push({ request, body: JSON.parse(Buffer.concat(chunks).toString()) });
    const next = script.shift() ?? { status: 200 };
    if (next === 'reset') return request.socket.resetAndDestroy();
    response
      .writeHead(next.status, next.headers)
      .end(JSON.stringify({ code: next.code, detail: 'Said so.' }));
  })();
});

beforeEach(async () => {
  script = [];
  reports = [];
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/runs/run-1/status`;
  callback = { url, token: 'crt_1', webhookId: 'run-1', claim: 'claim-1' };
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const makeRun = (seen?: MemorySeenStore) => createRun(callback, { seen, retryDelaysMs: [1, 1, 1] });
const bodies = () => reports.map(({ body }) => body);

describe('A report', () => {
  test('is a PUT to the address that the delivery named, with the run’s own token', async () => {
    await makeRun().progress(50, 'half of it');
    const { method, url, headers } = reports[0]!.request;
    expect([method, url]).toEqual(['PUT', '/api/runs/run-1/status']);
    expect(headers).toMatchObject({ authorization: 'Bearer crt_1', 'content-type': 'application/json' });
  });

  test('says how far the work is, how long it takes, how it ended and what it cost', async () => {
    const run = makeRun();
    await run.progress(50, 'half of it');
    await run.progress(60);
    await run.extend(90_000);
    expect(run.ended).toBe(false);
    await run.complete({ result: { rows: 3 }, cost: 0.25, qualityScore: 98 });
    expect(run.ended).toBe(true);
    await makeRun().fail(new Error('no stock'));
    expect(bodies()).toEqual([
      { progress: 50, log: ['half of it'] },
      { progress: 60 },
      { extendMs: 90_000 },
      { status: 'completed', result: { rows: 3 }, cost: 0.25, qualityScore: 98 },
      { status: 'failed', error: 'no stock' },
    ]);
  });

  test('is not refused for digits or characters that cannot be kept', async () => {
    await makeRun().progress(1, 'x'.repeat(5_000));
    await makeRun().complete({ cost: 0.1 + 0.2, qualityScore: 99.9999 });
    await makeRun().fail(`a\0b${'x'.repeat(15_996)}🚀`);
    expect(bodies()).toEqual([
      { progress: 1, log: ['x'.repeat(4_000)] },
      { status: 'completed', cost: 0.3, qualityScore: 100 },
      { status: 'failed', error: `ab${'x'.repeat(15_996)}\ufffd` },
    ]);
  });

  test.each<[string, Script]>([
    ['a connection that breaks', 'reset'],
    ['425', { status: 425 }],
    ['429', { status: 429 }],
    ['503', { status: 503 }],
    ['a run that does not wait yet', { status: 409, code: 'run.not_waiting_yet' }],
  ])('is tried again after %s', async (_name, refusal) => {
    script = [refusal, refusal];
    await makeRun().complete();
    expect(reports).toHaveLength(3);
  });

  test.each<[string, Script, object]>([
    ['another 409', { status: 409, code: 'run.state_conflict' }, { status: 409, code: 'run.state_conflict' }],
    ['401', { status: 401 }, { status: 401 }],
    ['a redirect', { status: 307, headers: { location: '/elsewhere' } }, { status: 307 }],
  ])('is given up at once after %s', async (_name, refusal, told) => {
    script = [refusal];
    await expect(makeRun().complete()).rejects.toMatchObject({ name: 'CallbackError', ...told });
    expect(reports).toHaveLength(1);
  });

  test('is given up after the last try, with what was wrong', async () => {
    script = Array<Script>(4).fill({ status: 503 });
    await expect(makeRun().fail('x')).rejects.toThrow('The report was not taken: 503 Said so.');
    expect(reports).toHaveLength(4);
  });

  test('waits as long as Retry-After says', async () => {
    script = [{ status: 503, headers: { 'retry-after': '1' } }];
    const startedAt = performance.now();
    await makeRun().complete();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
  });

  test('of progress that cannot be told does not end the work; of a run that has ended it does', async () => {
    script = Array<Script>(4).fill('reset');
    expect(await makeRun().progress(50)).toBe(false);
    script = [{ status: 409, code: 'run.state_conflict' }];
    await expect(makeRun().progress(50)).rejects.toThrow(CallbackError);
  });

  test('cannot be made where no call-back was offered', async () => {
    await expect(createRun(null).complete()).rejects.toThrow('offered no call-back');
    await expect(createRun(null).progress(50)).rejects.toThrow('offered no call-back');
  });
});

describe('The claim on a delivery', () => {
  test.each<[string, 'done' | 'claimed', (seen: MemorySeenStore) => Promise<void>]>([
    ['is done once the run is completed', 'done', (seen) => makeRun(seen).complete()],
    ['is given up once the run has failed', 'claimed', (seen) => makeRun(seen).fail('x')],
  ])('%s, by whatever process, and although the report is refused', async (_name, state, report) => {
    const seen = new MemorySeenStore();
    await seen.claim('run-1', 'claim-1', 60_000);
    script = [{ status: 401 }];
    await report(seen).catch(() => {});
    expect(await seen.claim('run-1', 'another', 60_000)).toBe(state);
  });

  test('is held for as long as the run was extended', async () => {
    let now = 0;
    const seen = new MemorySeenStore({ now: () => now });
    await seen.claim('run-1', 'claim-1', 1_000);
    await makeRun(seen).extend(60_000);
    now = 59_999;
    expect(await seen.claim('run-1', 'another', 1_000)).toBe('in_progress');
  });
});

describe('Work after a 202', () => {
  async function run(work: Work): Promise<{ errors: unknown[]; again: number }> {
    const errors: unknown[] = [];
    let ended!: () => void;
    const end = new Promise<void>((resolve) => (ended = resolve));
    const receiver = new Receiver(
      { secrets: testSecret, retryDelaysMs: [1], onError: (error) => errors.push(error) },
      () => later({ withinSeconds: 60, work: (its) => work(its).finally(ended) }),
    );
    const headers = signedHeaders('', {
      'carillon-callback-url': callback.url,
      'carillon-callback-token': 'crt_1',
    });
    const send = () => receiver.receive({ headers, body: Buffer.alloc(0) });
    expect((await send()).status).toBe(202);
    expect(reports).toEqual([]);
    await end;
    await until(() => reports.length > 0, { what: 'the report of the end' });
    return { errors, again: (await send()).status };
  }

  test('completes the run with what it returns', async () => {
    expect(await run(() => Promise.resolve({ result: 1, cost: 2 }))).toEqual({ errors: [], again: 200 });
    expect(bodies()).toEqual([{ status: 'completed', result: 1, cost: 2 }]);
  });

  test('fails the run with what it throws, and the delivery may be handled again', async () => {
    const { errors, again } = await run(() => Promise.reject(new Error('no stock')));
    expect({ errors, again }).toEqual({ errors: [new Error('no stock')], again: 202 });
    expect(bodies()[0]).toEqual({ status: 'failed', error: 'no stock' });
  });

  test('may report the end itself, which is not reported twice', async () => {
    const { errors } = await run(async (its) => its.complete({ result: 'mine' }));
    expect(errors).toEqual([]);
    expect(bodies()).toEqual([{ status: 'completed', result: 'mine' }]);
  });
});
