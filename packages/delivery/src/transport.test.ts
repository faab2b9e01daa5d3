import { once } from 'node:events';
import type { LookupAddress } from 'node:dns';
import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { responseBytesMax } from '@carillon/domain';
import { WebhookSink, freePort, until } from '@carillon/testkit';
import type { HttpRequest, Transport } from './exchange.js';
import type { TransportOptions } from './transport.js';
import { createTransport } from './transport.js';

/** Where the receivers of these tests stand. */
const allow = ['127.0.0.1'];

let sink: WebhookSink;
const transports: Transport[] = [];
beforeEach(async () => {
  sink = await WebhookSink.start();
});
afterEach(async () => {
  await Promise.all(transports.splice(0).map((transport) => transport.close()));
  await sink.close();
});

function open(options: TransportOptions = {}): Transport {
  const transport = createTransport(options);
  transports.push(transport);
  return transport;
}

function request(url: string, overrides: Partial<HttpRequest> = {}): HttpRequest {
  const plain = { headers: [], body: null, proxyUrl: null, tls: null };
  return { url, method: 'POST', timeoutMs: 3_000, ...plain, ...overrides };
}

const nothingSent = { status: null, headers: null, bodyComplete: false };
const blocked = { ...nothingSent, failure: { errorCode: 'blocked' } };
const ipv4 = (...addresses: string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: 4 }));

describe('an exchange', () => {
  test('has the response as it came, whatever its status', async () => {
    sink.answer('/hook', { status: 500, body: 'boom', headers: { 'X-A': 'b', 'set-cookie': 'a=b' } });
    const exchange = await open({ allow }).send(request(sink.url('/hook')));
    expect(exchange).toMatchObject({
      status: 500,
      headers: { 'x-a': 'b' },
      bodyComplete: true,
      failure: null,
    });
    expect(exchange.headers).not.toHaveProperty('set-cookie');
    expect(exchange.body.toString()).toBe('boom');
  });

  test.each([
    [responseBytesMax, true],
    [responseBytesMax + 1, false],
    [10_000_000, false],
  ])('of a body of %i bytes has it whole: %s', async (length, bodyComplete) => {
    sink.answer('/hook', { body: 'x'.repeat(length) });
    const exchange = await open({ allow }).send(request(sink.url('/hook')));
    expect(exchange).toMatchObject({ status: 200, failure: null, bodyComplete });
    expect(exchange.body).toHaveLength(Math.min(length, responseBytesMax));
  });

  test('of a name that is not known differs from one that could not be asked for', async () => {
    const code = { value: 'ENOTFOUND' };
    const resolve = () =>
      Promise.reject(Object.assign(new Error('no'), { code: code.value, syscall: 'getaddrinfo' }));
    const transport = open({ resolve });
    const send = async () => (await transport.send(request('http://receiver.test/'))).failure?.errorCode;
    expect(await send()).toBe('dns_not_found');
    code.value = 'EAI_AGAIN';
    expect(await send()).toBe('dns_failed');
  });

  test('of a connection that does not come about in its own time is no timeout of the whole', async () => {
    const mute = createTcpServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const url = `https://127.0.0.1:${(mute.address() as AddressInfo).port}/`;
    const exchange = await open({ allow, connectTimeoutMs: 100 }).send(request(url));
    expect(exchange).toMatchObject({ ...nothingSent, failure: { errorCode: 'connect_timeout' } });
    mute.close();
  });
});

describe('the address guard', () => {
  test('is on unless somebody allows a target', async () => {
    expect(await open().send(request(sink.url('/')))).toMatchObject(blocked);
    expect(await open({ allow: ['10.0.0.0/8'] }).send(request(sink.url('/')))).toMatchObject(blocked);
    expect(sink.connections).toBe(0);
    expect(await open({ allow }).send(request(sink.url('/')))).toMatchObject({ status: 200 });
  });

  test.each([
    ['private', ['127.0.0.1']],
    ['public and private, which signals rebinding', ['8.8.8.8', '127.0.0.1']],
    ['private and public', ['127.0.0.1', '8.8.8.8']],
    ['an IPv4 address in IPv6 clothes', ['::ffff:127.0.0.1']],
  ])('refuses a name whose addresses are %s', async (_what, addresses) => {
    const transport = open({ resolve: () => Promise.resolve(ipv4(...addresses)) });
    const exchange = await transport.send(request(`http://receiver.test:${sink.port}/`));
    expect(exchange).toMatchObject(blocked);
    expect(exchange.failure?.message).toContain('receiver.test leads to a loopback address');
    expect(sink.connections).toBe(0);
  });

  test('judges a name again with each connection, and connects to what it judged', async () => {
    const answers = [ipv4('127.0.0.1'), ipv4('127.0.0.2')];
    const asked: string[] = [];
    const resolve = (name: string) => {
      asked.push(name);
      return Promise.resolve(answers.shift() ?? []);
    };
    sink.answer('/hook', { headers: { connection: 'close' } });
    const transport = open({ allow, resolve });
    const rebound = request(`http://rebind.test:${sink.port}/hook`);
    expect(await transport.send(rebound)).toMatchObject({ status: 200 });
    expect(await transport.send(rebound)).toMatchObject(blocked);
    expect([asked, sink.received]).toEqual([['rebind.test', 'rebind.test'], 1]);
  });

  test.each(['http', 'https'])(
    'judges where the socket has really gone before the first byte of %s',
    async (scheme) => {
      let bytes = 0;
      const server = createTcpServer((socket) => socket.on('data', (chunk) => (bytes += chunk.length)));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const accepted = once(server, 'connection') as Promise<[Socket]>;
      let looks = 0;
      // Reads as public when it is judged, and as the loopback from then on.
      const liar = {
        family: 4,
        get address() {
          return (looks += 1) === 1 ? '8.8.8.8' : '127.0.0.1';
        },
      };
      const transport = open({ resolve: () => Promise.resolve([liar]) });
      const url = `${scheme}://liar.test:${(server.address() as AddressInfo).port}/`;
      expect(await transport.send(request(url))).toMatchObject(blocked);
      const [socket] = await accepted;
      if (!socket.closed) await once(socket.resume(), 'close');
      expect(bytes).toBe(0);
      server.close();
    },
  );

  test('refuses a password, a fragment and plain http where it is switched off, without a connection', async () => {
    const invalid = { ...nothingSent, failure: { errorCode: 'invalid_request' } };
    const url = sink.url('/hook');
    expect(await open({ allow }).send(request(url.replace('//', '//a:b@')))).toMatchObject(invalid);
    expect(await open({ allow }).send(request(`${url}#part`))).toMatchObject(invalid);
    expect(await open({ allow, allowHttp: false }).send(request(url))).toMatchObject(blocked);
    expect(sink.connections).toBe(0);
  });
});

describe('through a proxy', () => {
  let proxy: Server;
  let proxyUrl: string;
  /** The first lines of what the proxy was asked, with the credentials. */
  let asked: string[];
  let answer: number;
  beforeEach(async () => {
    asked = [];
    answer = 200;
    const note = ({ method, url, headers }: IncomingMessage) =>
      asked.push(`${method} ${url} ${headers['proxy-authorization'] ?? ''}`.trim());
    proxy = createServer((incoming, response) => {
      note(incoming);
      response.writeHead(answer).end(`for ${incoming.headers.host}`);
    }).on('connect', (incoming: IncomingMessage, socket: Socket) => {
      note(incoming);
      socket.end(`HTTP/1.1 ${answer} x\r\n\r\n`);
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    proxyUrl = `http://user:pa%20ss@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  const credentials = `Basic ${Buffer.from('user:pa ss').toString('base64')}`;

  test('plain http is handed over whole; the name is resolved by the proxy alone', async () => {
    const resolve = () => Promise.reject(new Error('nobody may ask'));
    const exchange = await open({ proxyUrl, resolve }).send(request('http://receiver.test/a?b=c'));
    expect(exchange).toMatchObject({ status: 200, failure: null });
    expect(exchange.body.toString()).toBe('for receiver.test');
    expect(asked).toEqual([`POST http://receiver.test/a?b=c ${credentials}`]);
  });

  test.each([403, 407, 502])(
    'a tunnel that is answered with %i is a failure of the proxy',
    async (status) => {
      answer = status;
      const exchange = await open({ proxyUrl }).send(request('https://receiver.test/a'));
      expect(exchange).toMatchObject({ ...nothingSent, failure: { errorCode: 'proxy_failed' } });
      expect(exchange.failure?.message).toContain(`it answered ${status}`);
      expect(exchange.failure?.message).not.toContain('pa');
      expect(asked).toEqual([`CONNECT receiver.test:443 ${credentials}`]);
    },
  );

  test('a demand for a password, or a proxy that is not there, is a failure of the proxy', async () => {
    answer = 407;
    const failed = { failure: { errorCode: 'proxy_failed' } };
    expect(await open({ proxyUrl }).send(request('http://receiver.test/'))).toMatchObject(failed);
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    for (const scheme of ['http', 'https']) {
      const exchange = await open({ proxyUrl: nowhere }).send(request(`${scheme}://receiver.test/`));
      expect(exchange).toMatchObject({ ...failed, ...nothingSent });
    }
  });

  test.each(['http://127.0.0.1/', 'https://[::1]/', 'http://metadata.google.internal/', 'https://10.0.0.1/'])(
    '%s is refused before the proxy is asked',
    async (url) => {
      expect(await open({ proxyUrl }).send(request(url))).toMatchObject(blocked);
      expect(asked).toEqual([]);
    },
  );

  test('an inner name has to be allowed by name, since nobody here sees where it leads', async () => {
    const inner = request('http://billing.internal/');
    expect(await open({ proxyUrl, allow: ['10.0.0.0/8'] }).send(inner)).toMatchObject(blocked);
    expect(asked).toEqual([]);
    expect(await open({ proxyUrl, allow: ['billing.internal'] }).send(inner)).toMatchObject({ status: 200 });
  });

  test('of a task goes that task alone, and only if the guard lets the proxy through', async () => {
    const proxied = request('http://receiver.test/', { proxyUrl });
    let connections = 0;
    proxy.on('connection', () => (connections += 1));
    expect(await open().send(proxied)).toMatchObject(blocked);
    expect(connections).toBe(0);
    const transport = open({ allow });
    expect(await transport.send(proxied)).toMatchObject({ status: 200 });
    expect(await transport.send(request(sink.url('/')))).toMatchObject({ status: 200 });
    expect([asked.length, sink.received]).toEqual([1, 1]);
    const rebound = open({ resolve: () => Promise.resolve(ipv4('127.0.0.1')) });
    const named = { proxyUrl: proxyUrl.replace('127.0.0.1', 'proxy.test') };
    expect(await rebound.send(request('http://receiver.test/', named))).toMatchObject({
      failure: { errorCode: 'blocked' },
    });
  });

  test('a URL that is none of a proxy is refused: an outcome of a task, an error of the installation', async () => {
    const exchange = await open().send(request('http://receiver.test/', { proxyUrl: 'socks5://x:1' }));
    expect(exchange).toMatchObject({ failure: { errorCode: 'invalid_request' } });
    expect(() => createTransport({ proxyUrl: 'https://x:1' })).toThrow('proxy must be http://');
  });

  test('of ever new kinds does not pile up connections, nor lose requests', async () => {
    const transport = open({ allow });
    const kinds = Array.from({ length: 150 }, (_, index) => proxyUrl.replace('user', `user${index}`));
    const send = (kind: string) => transport.send(request('http://receiver.test/', { proxyUrl: kind }));
    const exchanges = await Promise.all(kinds.map(send));
    expect(exchanges.filter(({ status }) => status === 200)).toHaveLength(150);
    const connections = () =>
      new Promise<number>((resolve) => proxy.getConnections((_, count) => resolve(count)));
    // Sooner than they would be closed for being idle.
    await until(async () => (await connections()) <= 100, { what: 'old ones are closed', timeoutMs: 1_500 });
  });
});
