import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { responseBytesMax } from '@carillon/domain';
import type { Exchange, HttpRequest, Transport } from './exchange.js';
import { createTransport } from './transport.js';

/** Runs as a process of its own, so that what the receivers need is not counted as ours. */
const receivers = `
const { createServer } = require('node:net');
const { gzipSync } = require('node:zlib');
const bomb = gzipSync(Buffer.alloc(50_000_000));
const ok = 'HTTP/1.1 200 OK\\r\\n';
const chunk = Buffer.alloc(65_536, 120);
const drip = (socket, head) => {
  socket.write(head);
  const timer = setInterval(() => socket.write('x'), 20);
  socket.once('close', () => clearInterval(timer));
};
const endless = (socket) => {
  const more = () => { while (!socket.destroyed && socket.write(chunk)); };
  socket.write(ok + '\\r\\n');
  socket.on('drain', more);
  more();
};
const answers = {
  '/header-drip': (socket) => drip(socket, ok + 'x-a: '),
  '/body-drip': (socket) => drip(socket, ok + 'content-length: 60000\\r\\n\\r\\n'),
  '/endless': endless,
  '/bomb': (socket) => {
    socket.write(ok + 'content-encoding: gzip\\r\\ncontent-length: ' + bomb.length + '\\r\\n\\r\\n');
    socket.write(bomb);
  },
  '/huge-headers': (socket) => socket.write(ok + ('x-a: ' + 'y'.repeat(1_000) + '\\r\\n').repeat(1_000) + '\\r\\n'),
  '/many-headers': (socket) => socket.write(ok + 'a: b\\r\\n'.repeat(20_000) + '\\r\\n'),
  '/black-hole': () => undefined,
  '/good': (socket) => socket.write(ok + 'content-length: 2\\r\\n\\r\\nok'),
};
const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.on('data', (data) => answers[/^POST ([^ ]+)/.exec(data)?.[1]]?.(socket));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
`;

let child: ChildProcess;
let origin: string;
let transport: Transport;
beforeAll(async () => {
  child = spawn(process.execPath, ['-e', receivers], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout!, 'data')) as [Buffer];
  origin = `http://127.0.0.1:${String(port).trim()}`;
});
afterAll(() => void child.stdin!.end());
beforeEach(() => {
  transport = createTransport({ allow: ['127.0.0.1'], connections: 200 });
});
afterEach(() => transport.close());

const send = (path: string, timeoutMs: number): Promise<Exchange> => {
  const plain: Omit<HttpRequest, 'url' | 'timeoutMs'> = {
    ...{ method: 'POST', headers: [], body: '{}', proxyUrl: null, tls: null },
  };
  return transport.send({ ...plain, url: origin + path, timeoutMs });
};

describe('a hostile receiver', () => {
  test.each([
    ['/header-drip', null],
    ['/body-drip', 200],
    ['/black-hole', null],
  ])('at %s is held to the one deadline', async (path, status) => {
    const { phases, ...exchange } = await send(path, 300);
    expect(exchange).toMatchObject({ status, bodyComplete: false, failure: { errorCode: 'timeout' } });
    expect(phases.totalMs).toBeGreaterThanOrEqual(298);
    expect(phases.totalMs).toBeLessThan(600);
  });

  test('with an endless body is left as soon as enough is read', async () => {
    const { body, ...exchange } = await send('/endless', 3_000);
    expect(exchange).toMatchObject({ status: 200, bodyComplete: false, failure: null });
    expect(body).toHaveLength(responseBytesMax);
  });

  test('with a gzip bomb has its bytes kept as they are', async () => {
    const { body, headers, bodyComplete } = await send('/bomb', 3_000);
    expect(headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect([body.length <= responseBytesMax, body.readUInt16BE(0), bodyComplete]).toEqual([
      true,
      0x1f8b,
      true,
    ]);
  });

  test.each(['/huge-headers', '/many-headers'])('at %s is not read to the end', async (path) => {
    expect(await send(path, 3_000)).toMatchObject({
      status: null,
      failure: { errorCode: 'headers_too_large' },
    });
  });
});

/**
 * Prints what a hundred calls of hostile receivers add to the memory of their process, in MB, and what a good receiver
 * took meanwhile, in ms. It collects garbage as it goes: what counts is what must be held.
 */
const attack = `
const [modulePath, origin] = process.argv.slice(1);
require('node:v8').setFlagsFromString('--expose_gc');
const collectGarbage = require('node:vm').runInNewContext('gc');
const hostile = ['/header-drip', '/body-drip', '/endless', '/bomb', '/huge-headers', '/black-hole'];
import(modulePath).then(async ({ createTransport }) => {
  const transport = createTransport({ allow: ['127.0.0.1'], connections: 200 });
  const send = (path, timeoutMs) =>
    transport.send({ method: 'POST', url: origin + path, headers: [], body: '{}', proxyUrl: null, tls: null, timeoutMs });
  const attack = (count, timeoutMs) =>
    Promise.all(Array.from({ length: count }, (_, index) => send(hostile[index % hostile.length], timeoutMs)));
  await attack(hostile.length * 2, 200);
  for (let call = 0; call < 50; call += 1) await send('/good', 3_000);
  collectGarbage();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watches = [
    setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10),
    setInterval(collectGarbage, 200),
  ];
  const attacked = attack(100, 2_000);
  const good = [];
  for (const end = performance.now() + 1_900; performance.now() < end;) {
    const { status, phases } = await send('/good', 3_000);
    good.push({ status, totalMs: phases.totalMs });
  }
  const { length } = await attacked;
  watches.forEach(clearInterval);
  await transport.close();
  console.log(JSON.stringify({ exchanges: length, grownMB: (peak - before) / 1_000_000, good }));
});
`;

test('a hundred of them at once cost less than 50 MB and leave a good receiver its speed', async () => {
  const module = new URL('../dist/transport.js', import.meta.url).href;
  const run = await promisify(execFile)(process.execPath, ['-e', attack, module, origin], {
    timeout: 30_000,
  });
  const { exchanges, grownMB, good } = JSON.parse(run.stdout) as {
    exchanges: number;
    grownMB: number;
    good: { status: number; totalMs: number }[];
  };
  expect(exchanges).toBe(100);
  expect(grownMB).toBeLessThan(50);
  expect(new Set(good.map(({ status }) => status))).toEqual(new Set([200]));
  const durations = good.map(({ totalMs }) => totalMs).sort((a, b) => a - b);
  // Everything may stall for a moment, on a busy machine for longer; what counts is the rest. A call that had to wait for
  // one of the hundred would take their two seconds.
  expect(durations[Math.floor(durations.length / 2)]).toBeLessThan(1_000);
});
