import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { messageBytesMax, newId } from '@carillon/domain';
import { WebhookSink, freePort, until } from '@carillon/testkit';
import type { WebhookSender } from './send-webhook.js';
import { createWebhookSender } from './send-webhook.js';
import { webhookRequest } from './testing/webhook-requests.js';
import type { WebhookRequest } from './webhook-request.js';

/** Where the receivers of these tests stand. */
const allow = ['127.0.0.1', 'localhost'];

let sink: WebhookSink;
let sender: WebhookSender;
beforeEach(async () => {
  sink = await WebhookSink.start();
  sender = createWebhookSender({ version: '1.2.3', allow });
});
afterEach(async () => {
  await sink.close();
  await sender.close();
});

const request = (overrides: Partial<WebhookRequest> = {}): WebhookRequest =>
  webhookRequest(sink.url('/hook'), overrides);

describe('what the receiver gets', () => {
  test('is the payload byte for byte', async () => {
    const body = '{ "big": 12345678901234567890, "é":"🚀\\u0000",\n\t"a": 1.0 }';
    await sender.send(request({ body }));
    expect(sink.requests[0]?.body).toBe(body);
    expect(sink.requests[0]?.headers['content-length']).toBe(String(Buffer.byteLength(body)));
  });

  test('carries who sent it, which run it is for and which attempt it is', async () => {
    await sender.send(request());
    expect(sink.requests[0]).toMatchObject({ method: 'POST', path: '/hook' });
    expect(sink.requests[0]?.headers).toEqual({
      host: `127.0.0.1:${sink.port}`,
      connection: 'keep-alive',
      'content-length': '7',
      'content-type': 'application/json',
      'user-agent': 'Carillon/1.2.3',
      'accept-encoding': 'identity',
      'webhook-id': '01990000-0000-7000-8000-000000000001',
      'webhook-timestamp': '1767225600',
      'webhook-attempt': '1',
      'carillon-task-id': '01990000-0000-7000-8000-000000000002',
      'carillon-run-id': '01990000-0000-7000-8000-000000000001',
      'carillon-scheduled-for': '2026-01-01T00:00:00.000Z',
      traceparent: '00-01990000000070008000000000000001-80000000000000a1-01',
    });
  });

  test('has one trace for all attempts of a run and a span for each', async () => {
    const parts = async (attemptId: string) => {
      await sender.send(
        request({ attemptId, headers: { Traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-00` } }),
      );
      const traceparent = String(sink.requests.at(-1)?.headers.traceparent);
      expect(traceparent).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01$/);
      return traceparent.split('-');
    };
    const [first, second] = [await parts(newId()), await parts(newId())];
    expect(second[1]).toBe(first[1]);
    expect(second[2]).not.toBe(first[2]);
  });

  test('has the same webhook-id on every attempt and says how the one before ended', async () => {
    await sender.send(request());
    await sender.send(request({ attempt: 2, previousOutcome: 'unknown' }));
    const [first, second] = sink.requests;
    expect(second?.webhookId).toBe(first?.webhookId);
    expect([first?.attempt, second?.attempt]).toEqual([1, 2]);
    expect(first?.headers['webhook-previous-outcome']).toBeUndefined();
    expect(second?.headers['webhook-previous-outcome']).toBe('unknown');
  });

  test('has the headers of the task, but none of those that are ours', async () => {
    const headers = {
      'X-Token': 'abc',
      'Content-Type': 'application/cloudevents+json',
      Host: 'evil.test',
      'Webhook-Id': 'forged',
      'carillon-run-id': 'forged',
      'Transfer-Encoding': 'chunked',
      'content-length': '1',
      Connection: 'close',
      'Proxy-Authorization': 'forged',
    };
    expect(await sender.send(request({ headers }))).toMatchObject({ ok: true });
    const received = sink.requests[0]?.headers;
    expect(received).toMatchObject({
      'x-token': 'abc',
      'content-type': 'application/cloudevents+json',
      host: `127.0.0.1:${sink.port}`,
      connection: 'keep-alive',
      'content-length': '7',
      'webhook-id': '01990000-0000-7000-8000-000000000001',
      'carillon-run-id': '01990000-0000-7000-8000-000000000001',
    });
    expect(received).not.toHaveProperty('transfer-encoding');
    expect(received).not.toHaveProperty('proxy-authorization');
  });

  test.each(['GET', 'DELETE'] as const)('has no content type on a %s without a body', async (method) => {
    await sender.send(request({ method, body: '', url: sink.url('/hook?a=1') }));
    expect(sink.requests[0]).toMatchObject({ method, search: '?a=1', body: '' });
    expect(sink.requests[0]?.headers).not.toHaveProperty('content-type');
    expect(sink.requests[0]?.headers).not.toHaveProperty('content-length');
  });
});

describe('an answer', () => {
  test('of 200 is a success with its body, its headers and where the time went', async () => {
    const headers = { 'x-a': 'b', 'set-cookie': 'session=secret' };
    sink.answer('/hook', { body: 'thanks', headers, delayMs: 30 });
    const outcome = await sender.send(request());
    expect(outcome).toMatchObject({
      ok: true,
      httpStatus: 200,
      message: 'thanks',
      messageTruncated: false,
      errorCode: null,
      responseHeaders: { 'x-a': 'b' },
      phases: { dnsMs: null, tlsMs: null },
    });
    expect(outcome.responseHeaders).not.toHaveProperty('set-cookie');
    const { connectMs, firstByteMs, totalMs } = outcome.phases;
    expect(connectMs).toBeGreaterThan(0);
    expect(firstByteMs).toBeGreaterThanOrEqual(29);
    expect(totalMs).toBeGreaterThanOrEqual((connectMs ?? 0) + (firstByteMs ?? 0));
  });

  test('of 204 is a success with an empty message', async () => {
    sink.answer('/hook', { status: 204 });
    expect(await sender.send(request())).toMatchObject({ ok: true, httpStatus: 204, message: '' });
  });

  test('of 500 is a failure with its body', async () => {
    sink.answer('/hook', { status: 500, body: 'boom' });
    expect(await sender.send(request())).toMatchObject({
      ok: false,
      httpStatus: 500,
      errorCode: 'status_500',
      message: 'boom',
    });
  });

  test('of 302 is a failure and is not followed', async () => {
    sink.answer('/hook', { status: 302, headers: { location: sink.url('/elsewhere?token=secret') } });
    const outcome = await sender.send(request());
    expect(outcome).toMatchObject({ ok: false, httpStatus: 302, errorCode: 'status_302' });
    expect(outcome.message).toBe(`127.0.0.1:${sink.port} answered 302; redirects are not followed`);
    expect(sink.requests.map(({ path }) => path)).toEqual(['/hook']);
  });

  test('with a listed status is a success, and only that one', async () => {
    sink.answer('/hook', { status: 409, body: 'known' });
    expect(await sender.send(request({ successStatus: [409] }))).toMatchObject({ ok: true, errorCode: null });
    expect(await sender.send(request({ successStatus: [404] }))).toMatchObject({ ok: false });
  });

  test('of ten megabytes is cut at 16 kB, the rest is not read, and a success stays one', async () => {
    sink.answer('/hook', { body: 'x'.repeat(10_000_000) });
    const outcome = await sender.send(request());
    expect(outcome).toMatchObject({ ok: true, httpStatus: 200, messageTruncated: true });
    expect(outcome.message).toBe('x'.repeat(messageBytesMax));
    sink.answer('/hook', { status: 500, body: 'x'.repeat(10_000_000) });
    expect(await sender.send(request())).toMatchObject({ ok: false, errorCode: 'status_500' });
  });

  test('with NUL bytes or invalid UTF-8 becomes text that PostgreSQL can store', async () => {
    sink.answer('/hook', { body: Buffer.from([0x61, 0x00, 0xc3, 0x28, 0x62]) });
    expect((await sender.send(request())).message).toBe('a\uFFFD\uFFFD(b');
  });

  test('that follows informational ones is the one that counts', async () => {
    const hints = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(100);
    sink.answer('/hook', { raw: `${hints}HTTP/1.1 201 Created\r\nconnection: close\r\n\r\nyes` });
    expect(await sender.send(request())).toMatchObject({ ok: true, httpStatus: 201, message: 'yes' });
  });

  test('that is announced by an informational one and never comes has no status', async () => {
    sink.answer('/hook', { raw: 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n' });
    expect(await sender.send(request())).toMatchObject({ httpStatus: null, errorCode: 'connection_lost' });
  });

  test('with headers over 16 kB is not read', async () => {
    sink.answer('/hook', { raw: `HTTP/1.1 200 OK\r\nx-huge: ${'x'.repeat(20_000)}\r\n\r\n` });
    const outcome = await sender.send(request());
    expect(outcome).toMatchObject({ ok: false, httpStatus: null, errorCode: 'headers_too_large' });
  });

  test.each([
    ['that is not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    [
      'that switches protocols',
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
    ],
  ])('%s is an invalid response', async (_what, raw) => {
    sink.answer('/hook', { raw });
    const outcome = await sender.send(request());
    expect(outcome).toMatchObject({ ok: false, httpStatus: null, errorCode: 'invalid_response' });
    expect(outcome.message).toContain(`127.0.0.1:${sink.port}`);
  });
});

describe('the deadline', () => {
  const within = (totalMs: number, deadlineMs: number): void => {
    expect(totalMs).toBeGreaterThanOrEqual(deadlineMs - 2);
    expect(totalMs).toBeLessThan(deadlineMs + 300);
  };

  test('ends an attempt that is never answered', async () => {
    sink.answer('/hook', { neverAnswer: true });
    const { phases, ...outcome } = await sender.send(request({ timeoutMs: 200 }));
    expect(outcome).toMatchObject({ ok: false, httpStatus: null, errorCode: 'timeout' });
    expect(outcome.message).toBe(`Timed out after 200 ms waiting for the response of 127.0.0.1:${sink.port}`);
    within(phases.totalMs, 200);
  });

  test('ends a body that drips for longer', async () => {
    sink.answer('/hook', { body: 'x'.repeat(200), dripMs: 20 });
    const { phases, ...outcome } = await sender.send(request({ timeoutMs: 300 }));
    expect(outcome).toMatchObject({ ok: false, httpStatus: 200, errorCode: 'timeout' });
    within(phases.totalMs, 300);
  });

  test('ends a TLS handshake that hangs, and with it the connection', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const accepted = once(mute, 'connection') as Promise<[Socket]>;
    const url = `https://127.0.0.1:${(mute.address() as AddressInfo).port}/`;
    const { phases, ...outcome } = await sender.send(request({ url, timeoutMs: 200 }));
    const [socket] = await accepted;
    const closed = once(socket.resume(), 'close');
    mute.close();
    expect(outcome).toMatchObject({ errorCode: 'timeout', httpStatus: null });
    expect(outcome.message).toContain('nothing was sent');
    within(phases.totalMs, 200);
    await closed;
  });

  test('counts the wait for a free connection, and what waited in vain is never sent', async () => {
    const narrow = createWebhookSender({ version: '1', allow, connections: 2 });
    sink.answer('/slow', { delayMs: 400 });
    const slow = [1, 2].map(() => narrow.send(request({ url: sink.url('/slow') })));
    const waiting = await narrow.send(request({ timeoutMs: 100 }));
    expect(waiting).toMatchObject({ errorCode: 'timeout' });
    within(waiting.phases.totalMs, 100);
    expect((await Promise.all(slow)).map(({ ok }) => ok)).toEqual([true, true]);
    await narrow.close();
    expect(sink.requestsTo('/hook')).toEqual([]);
  });
});

describe('a connection', () => {
  test('that is refused is named with host and port, without the query', async () => {
    const port = await freePort();
    const outcome = await sender.send(request({ url: `http://127.0.0.1:${port}/hook?token=secret` }));
    expect(outcome).toMatchObject({ ok: false, httpStatus: null, errorCode: 'connect_refused' });
    expect(outcome.message).toBe(`Connection to 127.0.0.1:${port} was refused (ECONNREFUSED)`);
  });

  test('that is refused on every address of a name still says so', async () => {
    const port = await freePort();
    const outcome = await sender.send(request({ url: `http://localhost:${port}/` }));
    expect(outcome.errorCode).toBe('connect_refused');
    expect(outcome.message).toBe(`Connection to localhost:${port} was refused (ECONNREFUSED)`);
    expect(outcome.phases.dnsMs).toBeGreaterThanOrEqual(0);
  });

  test('to a name that does not resolve is a DNS failure', async () => {
    const outcome = await sender.send(request({ url: 'http://nowhere.invalid/hook' }));
    expect(outcome).toMatchObject({ ok: false, httpStatus: null });
    // A machine without any resolver cannot tell.
    expect(outcome.errorCode).toMatch(/^dns_(not_found|failed)$/);
    expect(outcome.message).toMatch(/^Host name of nowhere\.invalid:80 could not be resolved \(E/);
  });

  test('on which no TLS is spoken is a TLS failure', async () => {
    const outcome = await sender.send(request({ url: sink.url('/').replace('http:', 'https:') }));
    expect(outcome).toMatchObject({ ok: false, httpStatus: null, errorCode: 'tls_invalid' });
    expect(outcome.message).toContain(`TLS handshake with 127.0.0.1:${sink.port} failed`);
  });

  test.each([
    ['before-headers', null],
    ['mid-headers', null],
    ['mid-body', 200],
  ] as const)('that is reset %s is lost, and nothing is sent again', async (drop, httpStatus) => {
    sink.answer('/hook', { drop, body: 'half' });
    const outcome = await sender.send(request());
    expect(outcome).toMatchObject({ ok: false, httpStatus, errorCode: 'connection_lost' });
    expect(outcome.message).toContain(`127.0.0.1:${sink.port} was lost`);
    await sender.send(request({ url: sink.url('/after') }));
    expect(sink.requestsTo('/hook')).toHaveLength(1);
  });

  test.each([
    ['mid-headers', 'HTTP/1.1 200 OK\r\ncontent-type: te'],
    ['mid-body of known length', 'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 10\r\n\r\nhalf'],
    ['mid-chunk', 'HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\nff\r\nhalf'],
  ])('that is closed in good order but %s is lost', async (_where, raw) => {
    sink.answer('/hook', { raw });
    expect(await sender.send(request())).toMatchObject({ ok: false, errorCode: 'connection_lost' });
  });

  test('is used again, and then has neither DNS nor connect time', async () => {
    await sender.send(request());
    const reused = async () => {
      const { phases } = await sender.send(request());
      return phases.connectMs === null ? phases : null;
    };
    const phases = await until(reused, { what: 'a connection is used again' });
    expect(phases).toMatchObject({ dnsMs: null, connectMs: null, tlsMs: null });
    expect(phases.firstByteMs).toBeGreaterThan(0);
    expect(sink.connections).toBeLessThan(sink.received);
  });

  test('is opened up to the limit and not beyond', async () => {
    const narrow = createWebhookSender({ version: '1', allow, connections: 3 });
    sink.answer('/hook', { delayMs: 10 });
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => narrow.send(request())));
    expect(outcomes.map(({ ok }) => ok)).toEqual(Array(12).fill(true));
    expect(outcomes.filter(({ phases }) => phases.connectMs !== null)).toHaveLength(3);
    expect(sink.connections).toBe(3);
    await narrow.close();
  });
});

describe('a request that cannot be sent', () => {
  test.each([
    ['no URL', { url: 'not a url' }, 'not a valid URL'],
    ['another scheme', { url: 'ftp://host/file' }, 'not ftp://'],
    ['a password in the URL', { url: 'http://user:hunter2@127.0.0.1/' }, 'user name or a password'],
    ['a line break in a header', { headers: { 'x-a': 'hunter2\r\nx-b: c' } }, 'invalid x-a header'],
    ['a header name with a space', { headers: { 'x a': 'hunter2' } }, 'invalid header key'],
  ] as const)('because of %s is an outcome, and leaks no secret', async (_what, overrides, sentence) => {
    const outcome = await sender.send(request(overrides));
    expect(outcome).toMatchObject({ ok: false, httpStatus: null, errorCode: 'invalid_request' });
    expect(outcome.message).toContain(sentence);
    expect(outcome.message).not.toContain('hunter2');
    expect(sink.requests).toEqual([]);
  });
});

describe('stopping', () => {
  test.each([
    ['lease_lost', 'lease_lost'],
    ['deploy', 'shutdown'],
  ])('with the reason %s ends an open attempt as %s', async (reason, errorCode) => {
    sink.answer('/hook', { neverAnswer: true });
    const stop = new AbortController();
    const outcome = sender.send(request(), stop.signal);
    await until(() => sink.received === 1, { what: 'the request arrived' });
    stop.abort(reason);
    expect(await outcome).toMatchObject({ ok: false, errorCode });
    expect((await outcome).message).toContain('the request had been sent');
  });

  test('before the attempt sends nothing', async () => {
    const outcome = await sender.send(request(), AbortSignal.abort('deploy'));
    expect(outcome).toMatchObject({ ok: false, errorCode: 'shutdown' });
    expect(outcome.message).toContain('nothing was sent');
    expect(sink.requests).toEqual([]);
  });

  test('by close() lets open attempts end and refuses new ones', async () => {
    sink.answer('/hook', { delayMs: 100 });
    const open = sender.send(request());
    await until(() => sink.received === 1, { what: 'the request arrived' });
    const closed = sender.close();
    expect(await sender.send(request())).toMatchObject({ ok: false, errorCode: 'shutdown' });
    expect(await open).toMatchObject({ ok: true });
    await closed;
    expect(sink.received).toBe(1);
  });
});
