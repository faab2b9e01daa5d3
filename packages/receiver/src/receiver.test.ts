import { describe, expect, test } from '@jest/globals';
import { answer, gone, later, neverRetry, pause, retryAt, runAgainIn } from './answers.js';
import type { Delivery } from './delivery.js';
import type { Handler, ReceiverOptions } from './receiver.js';
import { Receiver } from './receiver.js';
import { MemorySeenStore } from './seen-store.js';
import { signedHeaders, testSecret } from './testing/index.js';

const callback = {
  'carillon-callback-url': 'https://carillon.example/api/runs/run-1/status',
  'carillon-callback-token': 'crt_1',
};

function makeReceiver(handler: Handler, options: Partial<ReceiverOptions> = {}) {
  const receiver = new Receiver({ secrets: testSecret, ...options }, handler);
  const send = (headers: Record<string, string> = {}, body = '{"order":42}') =>
    receiver.receive({ headers: signedHeaders(body, headers), body: Buffer.from(body) });
  return { receiver, send };
}

/** A handler that does not return until it is told to. */
function makeGate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let calls = 0;
  const handler = async () => {
    calls += 1;
    await opened;
  };
  return { open, handler, calls: () => calls };
}

describe('A delivery', () => {
  test('is handed over with all that its headers say', async () => {
    let seen: Delivery | undefined;
    const { send } = makeReceiver((delivery) => void (seen = delivery));
    const reply = await send({ 'webhook-attempt': '3', 'webhook-previous-outcome': 'unknown', ...callback });
    expect(reply).toMatchObject({ status: 200, body: '{}' });
    expect(seen).toEqual({
      id: 'run-1',
      taskId: 'task-1',
      runId: 'run-1',
      scheduledFor: new Date('2026-01-01T00:00:00Z'),
      attempt: 3,
      previousOutcome: 'unknown',
      payload: { order: 42 },
      body: Buffer.from('{"order":42}'),
      callback: {
        url: callback['carillon-callback-url'],
        token: 'crt_1',
        webhookId: 'run-1',
        claim: expect.any(String),
      },
    });
  });

  test.each([
    ['nothing', '', 'application/json', null],
    ['JSON of a kind', '[1]', 'application/vnd.api+json; charset=utf-8', [1]],
    ['text', 'a=1', 'text/plain', 'a=1'],
  ])('has a payload that is %s', async (_name, body, type, payload) => {
    let seen: unknown;
    const { send } = makeReceiver((delivery) => void (seen = delivery.payload));
    expect((await send({ 'content-type': type }, body)).status).toBe(200);
    expect(seen).toEqual(payload);
  });

  test.each<[string, Record<string, string>, string]>([
    ['a body that is called JSON and is none', {}, '{"order":'],
    ['no task', { 'carillon-task-id': '' }, '{}'],
    ['no run', { 'carillon-run-id': '' }, '{}'],
    ['an instant that is none', { 'carillon-scheduled-for': 'today' }, '{}'],
    ['an attempt that is none', { 'webhook-attempt': '0' }, '{}'],
    ['a call-back elsewhere', { ...callback, 'carillon-callback-url': 'https://elsewhere.example/' }, '{}'],
  ])('with %s is refused with 400', async (_name, headers, body) => {
    const { send } = makeReceiver(() => expect(true).toBe(false), {
      callbackOrigins: ['https://carillon.example'],
    });
    expect((await send(headers, body)).status).toBe(400);
  });

  test('with a call-back by something else than HTTP is refused, although any origin may be called', async () => {
    const { send } = makeReceiver(() => expect(true).toBe(false));
    const url = 'data:application/json,{}';
    expect((await send({ ...callback, 'carillon-callback-url': url })).status).toBe(400);
  });

  test('that is not signed is refused with 401 and the reason, and nothing is remembered of it', async () => {
    let calls = 0;
    const { send } = makeReceiver(() => void (calls += 1));
    expect(await send({ 'webhook-signature': 'v1,forged' })).toMatchObject({
      status: 401,
      body: '{"error":"signature_mismatch"}',
    });
    expect(await send({ 'webhook-timestamp': '1614265330' })).toMatchObject({
      status: 401,
      body: '{"error":"timestamp_too_old"}',
    });
    expect(calls).toBe(0);
    expect((await send()).status).toBe(200);
  });
});

describe('A delivery that comes again', () => {
  test('is answered 200 and not handled when it was handled', async () => {
    let calls = 0;
    const { send } = makeReceiver(() => void (calls += 1));
    await send();
    expect(await send({ 'webhook-attempt': '2' })).toMatchObject({ status: 200, body: '{"duplicate":true}' });
    expect((await send({ 'webhook-id': 'run-2' })).status).toBe(200);
    expect(calls).toBe(2);
  });

  test('is answered 409 while it is being handled, and 200 afterwards', async () => {
    const gate = makeGate();
    const { send } = makeReceiver(gate.handler);
    const first = send();
    expect(await Promise.all([send(), send()])).toMatchObject([{ status: 409 }, { status: 409 }]);
    gate.open();
    expect((await first).status).toBe(200);
    expect((await send()).status).toBe(200);
    expect(gate.calls()).toBe(1);
  });

  test.each<[string, Handler]>([
    ['threw', () => Promise.reject(new Error('no stock'))],
    ['answered with a failure', () => answer(503, { error: 'no stock' })],
  ])('is handled again when the handler %s', async (_name, fails) => {
    let calls = 0;
    const { send } = makeReceiver((delivery, run) => (++calls === 1 ? fails(delivery, run) : undefined));
    const refused = await send();
    expect(refused.status).toBeGreaterThanOrEqual(500);
    expect(refused.body).toBe('{"error":"no stock"}');
    expect((await send()).status).toBe(200);
    expect(calls).toBe(2);
  });

  test('is handled again when the handler has not come back within its lease', async () => {
    const gate = makeGate();
    let now = Date.now();
    const seen = new MemorySeenStore({ now: () => now });
    const { send } = makeReceiver(gate.handler, { seen, leaseMs: 60_000 });
    const lost = send();
    now += 60_000;
    const second = send();
    expect((await send()).status).toBe(409);
    gate.open();
    await Promise.all([lost, second]);
    expect(gate.calls()).toBe(2);
    expect((await send()).body).toBe('{"duplicate":true}');
  });
});

describe('A store that fails', () => {
  test('before the handler is a 500, for the delivery to come again', async () => {
    const told: unknown[] = [];
    const seen = new MemorySeenStore();
    seen.claim = () => Promise.reject(new Error('store down'));
    const { send } = makeReceiver(() => expect(true).toBe(false), {
      seen,
      onError: (error) => told.push(error),
    });
    expect(await send()).toMatchObject({ status: 500, body: '{"error":"store down"}' });
    expect(told).toEqual([new Error('store down')]);
  });

  test('after the handler does not undo what was done', async () => {
    const told: unknown[] = [];
    const seen = new MemorySeenStore();
    seen.finish = () => Promise.reject(new Error('store down'));
    const { send } = makeReceiver(() => {}, { seen, onError: (error) => told.push(error) });
    expect((await send()).status).toBe(200);
    expect(told).toEqual([new Error('store down')]);
  });
});

describe('The answers', () => {
  test.each([
    ['pause', pause(), 200, { 'carillon-pause': 'true' }],
    ['neverRetry', neverRetry(), 422, { 'carillon-never-retry': 'true' }],
    ['retryAt', retryAt(new Date(0)), 425, { 'carillon-retry-at': '1970-01-01T00:00:00.000Z' }],
    ['runAgainIn', runAgainIn(90), 200, { 'carillon-run-again-in': '90s' }],
    ['gone', gone(), 410, {}],
    [
      'later',
      later({ withinSeconds: 1.2 }),
      202,
      { 'carillon-callback': 'required', 'carillon-callback-timeout': '2' },
    ],
  ])('%s asks by status and headers', async (_name, asked, status, headers) => {
    const { send } = makeReceiver(() => asked);
    const reply = await send(callback);
    expect(reply.status).toBe(status);
    expect(reply.headers).toMatchObject(headers);
  });

  test.each([0, -1, NaN, Infinity])('know no %d seconds', (seconds) => {
    expect(() => later({ withinSeconds: seconds })).toThrow(RangeError);
    expect(() => runAgainIn(seconds)).toThrow(RangeError);
  });

  test('later is a failure where no call-back is offered: nobody would ever hear of the end', async () => {
    const { send } = makeReceiver(() => later({ withinSeconds: 60 }));
    expect(await send()).toMatchObject({ status: 500, body: expect.stringContaining('no call-back') });
  });

  test('later keeps the delivery in progress until its time has passed', async () => {
    let now = Date.now();
    const seen = new MemorySeenStore({ now: () => now });
    const { send } = makeReceiver(() => later({ withinSeconds: 3_600 }), { seen });
    await send(callback);
    now += 3_599_000;
    expect((await send(callback)).status).toBe(409);
    now += 1_000;
    expect((await send(callback)).status).toBe(202);
  });
});
