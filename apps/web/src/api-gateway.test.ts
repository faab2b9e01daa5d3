import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLogger } from '@carillon/telemetry';
import { freePort, until } from '@carillon/testkit';
import { readPlace } from '../features/shell/place.js';
import { answerWith } from './answer-with.js';
import { ApiGateway } from './api-gateway.js';

interface Asked {
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let asked: Asked[];
let api: Server;
let front: Server;
let gateway: ApiGateway;
/** What was served as a page. */
let pages: string[];
let upgrades: string[];
/** Of every server and client; one that was upgraded would keep its server from closing. */
let sockets: Socket[];

beforeEach(async () => {
  asked = [];
  pages = [];
  upgrades = [];
  sockets = [];
  api = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      asked.push({ url: request.url!, headers: request.headers, body });
      response.writeHead(201, { 'set-cookie': 'a=b', 'content-type': 'text/plain' }).end('from the API');
    });
  });
  api.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    asked.push({ url: request.url!, headers: request.headers, body: '' });
    socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n');
    socket.on('data', (data: Buffer) => socket.write(`echo ${data.toString()}`));
    socket.on('error', () => undefined);
  });
  await listen(api);
  await openFront(`http://127.0.0.1:${portOf(api)}`);
});

afterEach(async () => {
  gateway.close();
  for (const socket of sockets) socket.destroy();
  for (const server of [front, api]) {
    if (server.listening) await new Promise((closed) => server.close(closed));
  }
});

const quietLogger = createLogger({ service: 'web', level: 'error', format: 'json' });

async function openFront(apiUrl: string, logger = quietLogger): Promise<void> {
  gateway = new ApiGateway(apiUrl, logger);
  const { answer, upgrade } = answerWith({
    gateway,
    dev: false,
    place: { workspace: 'Käserei', environment: 'prod', grafanaUrl: 'https://grafana.example.com/' },
    logger,
    servePage: (request, response) => {
      pages.push(request.url!);
      const names = ['content-security-policy', 'x-middleware-subrequest'];
      response.setHeader('told-place', String(request.headers['carillon-place']));
      response.end(`page, told ${names.map((name) => request.headers[name]).join('')}`);
      return Promise.resolve();
    },
    upgradePage: (request) => {
      upgrades.push(request.url!);
      return Promise.resolve();
    },
  });
  front = createServer(answer).on('upgrade', upgrade);
  await listen(front);
}

async function listen(server: Server): Promise<void> {
  server.on('connection', (socket: Socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
}
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Sends the path as it is: no client tidies it. */
function get(path: string, options: { method?: string; headers?: object; body?: string } = {}) {
  return new Promise<Answered>((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const sent = httpRequest(
      { host: '127.0.0.1', port: portOf(front), path, method, headers: headers as IncomingHttpHeaders },
      (response) => {
        let text = '';
        response.on('data', (part: Buffer) => (text += part.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode!, headers: response.headers, body: text }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function upgradeTo(
  path: string,
): Promise<{ socket: Socket; heard: () => string; isOpen: () => boolean }> {
  const socket = connect(portOf(front), '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  let heard = '';
  let isOpen = true;
  socket.on('data', (data: Buffer) => (heard += data.toString()));
  socket.on('close', () => (isOpen = false));
  socket.on('error', () => undefined);
  socket.write(
    `GET ${path} HTTP/1.1\r\nhost: carillon.example\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`,
  );
  return { socket, heard: () => heard, isOpen: () => isOpen };
}

test.each(['/api', '/api/tasks?status=failed', '/graphql', '/admin/queues', '/admin/queues/static/a.js'])(
  'hands %s on to the API as it came, with the answer',
  async (path) => {
    const answer = await get(path, {
      method: 'POST',
      body: '{"a":1}',
      headers: { host: 'carillon.example' },
    });
    expect(answer).toMatchObject({ status: 201, body: 'from the API', headers: { 'set-cookie': ['a=b'] } });
    expect(asked).toMatchObject([{ url: path, body: '{"a":1}', headers: { host: 'carillon.example' } }]);
    expect(pages).toEqual([]);
  },
);

test('says who asked, after what others have said', async () => {
  await get('/api/tasks');
  await get('/api/tasks', { headers: { 'x-forwarded-for': '203.0.113.9' } });
  const told = asked.map(({ headers }) => String(headers['x-forwarded-for']).replaceAll('::ffff:', ''));
  expect(told[0]).toBe('127.0.0.1');
  expect(told[1]!.split(/, ?/)).toEqual(['203.0.113.9', '127.0.0.1']);
});

test('answers with a problem document that asks to come again while the API is away', async () => {
  gateway.close();
  front.close();
  await openFront(`http://127.0.0.1:${await freePort()}`);
  const { status, headers, body } = await get('/api/tasks');
  expect(status).toBe(502);
  expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'retry-after': '1' });
  expect(JSON.parse(body)).toMatchObject({
    status: 502,
    code: 'api.unreachable',
    detail: expect.any(String),
  });
});

test('logs no secret of a request that it could not pass on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-gateway-'));
  const logger = createLogger({ service: 'web', level: 'debug', format: 'json', directory: folder });
  logger.transports[0]!.silent = true;
  gateway.close();
  front.close();
  await openFront(`http://user:canary1@127.0.0.1:${await freePort()}`, logger);
  const answer = await fetch(`http://127.0.0.1:${portOf(front)}/api/tasks?token=canary2`, {
    method: 'POST',
    headers: { authorization: 'Bearer canary3-canary3', cookie: 'carillon_session=canary4' },
    body: JSON.stringify({ password: 'canary5' }),
  });
  expect([answer.status, await answer.text()]).toEqual([502, expect.not.stringContaining('canary')]);
  const log = await until(async () => (await readFile(join(folder, 'combined.log'), 'utf8')) || false, {
    what: 'it is logged',
  });
  expect(log).toContain('The API did not answer');
  expect(log).not.toContain('canary');
  await rm(folder, { recursive: true });
});

test('passes the live socket in both directions', async () => {
  const { socket, heard } = await upgradeTo('/api/socket/?EIO=4&transport=websocket');
  await until(() => heard().includes('101 Switching'), { what: 'the upgrade' });
  socket.write('hello');
  await until(() => heard().includes('echo hello'), { what: 'the echo' });
  expect(asked[0]).toMatchObject({ url: '/api/socket/?EIO=4&transport=websocket' });
  expect(asked[0]!.headers['x-forwarded-for']).toMatch(/127\.0\.0\.1$/);
  socket.destroy();
});

test('a live socket whose API is away is closed, and nothing falls', async () => {
  gateway.close();
  front.close();
  await openFront(`http://127.0.0.1:${await freePort()}`);
  const { isOpen } = await upgradeTo('/api/socket/');
  await until(() => !isOpen(), { what: 'the socket is closed' });
  expect((await get('/')).status).toBe(200);
});

test.each(['/', '/api/tasks', '/graphql', '/api/socketed', '/%61pi/socket/', '//api/socket/'])(
  'refuses any other upgrade: %s',
  async (path) => {
    const { isOpen } = await upgradeTo(path);
    await until(() => !isOpen(), { what: 'the socket is closed' });
    expect(asked).toEqual([]);
    expect(upgrades).toEqual([]);
  },
);

test.each([
  '//api/tasks',
  '/%61pi/tasks',
  '/apis',
  '/api%2Ftasks',
  '/API/tasks',
  '/tasks/../api/tasks',
  '/./api/tasks',
  'http://elsewhere.example/api/tasks',
  '/graphqlx',
  '/admin/queuesx',
  '/admin',
])('an address that only resembles one of the API is a page: %s', async (path) => {
  const { status } = await get(path);
  expect(status).toBe(200);
  expect(asked).toEqual([]);
  expect(pages).toEqual([path]);
});

test.each(['/admin/queues/../../tasks', '/api/../tasks', '/api/%2e%2e/tasks', '/api/..%2ftasks'])(
  'an address that leaves the API by dots is refused: %s',
  async (path) => {
    const { status } = await get(path);
    expect(status).toBe(400);
    expect(asked).toEqual([]);
    expect(pages).toEqual([]);
  },
);

test('each page has a nonce of its own, which Next is told of, and what else protects it', async () => {
  const [first, second] = [await get('/'), await get('/tasks')];
  const nonces = [first, second].map(
    ({ headers }) => /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1],
  );
  expect(nonces[0]).toHaveLength(24);
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(first.body).toBe(`page, told ${String(first.headers['content-security-policy'])}`);
  expect(first.headers).toMatchObject({
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  expect(String(first.headers['content-security-policy'])).not.toContain('unsafe-eval');
});

test('what Next says to itself is not believed of a browser', async () => {
  const { body } = await get('/', { headers: { 'x-middleware-subrequest': 'middleware:middleware' } });
  expect(body).not.toContain('middleware');
});

test('a policy and a name that a browser sends along are not those that hold', async () => {
  const sent = { 'content-security-policy': "script-src 'nonce-mine'", 'carillon-place': 'mine' };
  const { body, headers } = await get('/', { headers: sent });
  expect(body).not.toContain('nonce-mine');
  expect(readPlace(String(headers['told-place']))).toEqual({
    workspace: 'Käserei',
    environment: 'prod',
    grafanaUrl: 'https://grafana.example.com/',
    hasGraphiql: false,
  });
});
