import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FaultProxy } from './fault-proxy.js';
import { until } from './until.js';

let echo: Server;
let proxy: FaultProxy;
const clients = new Set<Client>();

/** A connection that remembers what it received and how it ended. */
class Client {
  received = '';
  error: string | null = null;
  readonly socket: Socket;

  constructor() {
    this.socket = connect(proxy.port, '127.0.0.1');
    this.socket.on('data', (chunk: Buffer) => (this.received += chunk.toString()));
    this.socket.on('error', (error: NodeJS.ErrnoException) => (this.error = error.code ?? error.message));
    clients.add(this);
  }

  async says(text: string): Promise<void> {
    const expected = this.received + text;
    this.socket.write(text);
    await until(() => this.received === expected, { what: `${text} came back` });
  }
}

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await FaultProxy.start({ targetPort: (echo.address() as AddressInfo).port });
});
afterEach(async () => {
  for (const client of clients) client.socket.destroy();
  clients.clear();
  await proxy.close();
  echo.close();
});

describe('FaultProxy', () => {
  test('passes bytes and the end of the stream both ways', async () => {
    const client = new Client();
    await client.says('hello');
    const big = 'x'.repeat(300_000);
    await client.says(big);
    client.socket.end('bye');
    await once(client.socket, 'end');
    expect(client.received).toBe(`hello${big}bye`);
    await until(() => proxy.connections === 0, { what: 'no connection is left' });
  });

  test('refuses new connections, lets open ones go on, and listens again on the same port', async () => {
    const open = new Client();
    await open.says('a');
    await proxy.setMode('refuse');
    const refused = new Client();
    await until(() => refused.error === 'ECONNREFUSED', { what: 'the refusal' });
    await open.says('b');
    await proxy.setMode('pass');
    await new Client().says('c');
  });

  test('cuts open and new connections with a reset', async () => {
    const open = new Client();
    await open.says('a');
    await proxy.setMode('cut');
    await until(() => open.error === 'ECONNRESET', { what: 'the reset of the open one' });
    const late = new Client();
    await until(() => late.error === 'ECONNRESET', { what: 'the reset of the new one' });
  });

  test('holds all bytes in a black hole and delivers them afterwards', async () => {
    const client = new Client();
    await client.says('a');
    await proxy.setMode('black-hole');
    client.socket.write('b');
    await expect(until(() => client.received === 'ab', { what: 'b', timeoutMs: 100 })).rejects.toThrow(
      'in vain',
    );
    expect(client.error).toBeNull();
    await proxy.setMode('pass');
    await until(() => client.received === 'ab', { what: 'the held byte arrived' });
  });

  test('delays each direction', async () => {
    const client = new Client();
    await client.says('a');
    await proxy.setMode('delay', 60);
    const startedAt = performance.now();
    await client.says('b');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(115);
  });

  test('cuts or holds the one connection whose chunk the interceptor names', async () => {
    proxy.intercept = (chunk) => (chunk.includes('bomb') ? 'cut' : chunk.includes('void') ? 'hold' : 'pass');
    const [cut, held, other] = [new Client(), new Client(), new Client()];
    for (const client of [cut, held, other]) await client.says('a');
    cut.socket.write('bomb');
    held.socket.write('void');
    await until(() => cut.error === 'ECONNRESET', { what: 'the reset' });
    await other.says('b');
    held.socket.write('c');
    await expect(until(() => held.received !== 'a', { what: 'c', timeoutMs: 100 })).rejects.toThrow(
      'in vain',
    );
  });
});
