import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import fastify from 'fastify';
import type { Delivery } from './delivery.js';
import { fastifyReceiver } from './fastify.js';
import { nodeHandler } from './node.js';
import { Receiver } from './receiver.js';
import { signedHeaders, testSecret } from './testing/index.js';
import { webHandler } from './web.js';

let close: (() => Promise<unknown>) | undefined;
afterEach(() => close?.());

let delivered: Delivery[];
function makeReceiver(): Receiver {
  delivered = [];
  const options = { secrets: testSecret, bodyBytesMax: 1_000 };
  return new Receiver(options, (delivery) => void delivered.push(delivery));
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
}

type Send = (init: RequestInit) => Promise<Response>;

const adapters: Record<string, () => Promise<Send>> = {
  'node:http': async () => {
    const handler = nodeHandler(makeReceiver());
    const url = await listen((request, response) => void handler(request, response));
    return (init) => fetch(url, init);
  },
  Express: async () => {
    const app = express();
    app.all('/webhook', nodeHandler(makeReceiver()));
    const url = await listen(app);
    return (init) => fetch(url, init);
  },
  'Express after express.raw()': async () => {
    const app = express();
    app.use(express.raw({ type: () => true }));
    app.all('/webhook', nodeHandler(makeReceiver()));
    const url = await listen(app);
    return (init) => fetch(url, init);
  },
  Fastify: async () => {
    const app = fastify();
    await app.register(fastifyReceiver(makeReceiver()), { prefix: '/webhook' });
    app.post('/other', ({ body }) => body);
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    close = () => app.close();
    const other = await fetch(`${url}/other`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"parsed":true}',
    });
    expect(await other.json()).toEqual({ parsed: true });
    return (init) => fetch(`${url}/webhook`, init);
  },
  'the Web': () => {
    const handler = webHandler(makeReceiver());
    return Promise.resolve((init) => handler(new Request('http://receiver.example/webhook', init)));
  },
};

describe.each(Object.entries(adapters))('Under %s', (_name, start) => {
  test('a delivery is verified over its bytes, whatever their spacing, and answered', async () => {
    const send = await start();
    const body = '{ "order" : 42, "name": "Zoë 🚀", "rate": 1.0 }\n';
    const reply = await send({ method: 'POST', headers: signedHeaders(body), body });
    expect([reply.status, await reply.json()]).toEqual([200, {}]);
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    expect(delivered).toMatchObject([{ taskId: 'task-1', payload: { order: 42, name: 'Zoë 🚀', rate: 1 } }]);
  });

  test('a body that was parsed and written again is refused', async () => {
    const send = await start();
    const body = '{"rate": 1.0}';
    const written = JSON.stringify(JSON.parse(body));
    const reply = await send({ method: 'POST', headers: signedHeaders(body), body: written });
    expect([reply.status, await reply.json()]).toEqual([401, { error: 'signature_mismatch' }]);
    expect(delivered).toEqual([]);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'image/png'])('%s is taken', async (type) => {
    const send = await start();
    const headers = signedHeaders('a=1', { 'content-type': type });
    expect((await send({ method: 'PUT', headers, body: 'a=1' })).status).toBe(200);
    expect(delivered[0]!.payload).toBe('a=1');
  });

  test('a GET without a body is taken', async () => {
    const send = await start();
    const { 'content-type': _none, ...headers } = signedHeaders('');
    expect((await send({ headers })).status).toBe(200);
    expect(delivered[0]!.payload).toBeNull();
  });

  test('a body that is too long is answered 413', async () => {
    const send = await start();
    const body = JSON.stringify('x'.repeat(1_000));
    expect((await send({ method: 'POST', headers: signedHeaders(body), body })).status).toBe(413);
    expect(delivered).toEqual([]);
  });
});

test('Behind a parser that leaves no raw body, Express says what is to be done', async () => {
  const app = express();
  app.use(express.json());
  app.post('/webhook', nodeHandler(makeReceiver()));
  const url = await listen(app);
  const reply = await fetch(url, { method: 'POST', headers: signedHeaders('{}'), body: '{}' });
  expect([reply.status, await reply.text()]).toEqual([500, expect.stringContaining('before express.json()')]);
  expect(delivered).toEqual([]);
});

test('A body without an end is answered 413 as soon as it is too long', async () => {
  const handler = nodeHandler(makeReceiver());
  const url = await listen((request, response) => void handler(request, response));
  const sending = httpRequest(url, { method: 'POST' });
  sending.on('error', () => {});
  sending.write('x'.repeat(2_000));
  const [response] = (await once(sending, 'response')) as [{ statusCode: number }];
  expect(response.statusCode).toBe(413);
  sending.destroy();
});

test('A sender that goes away in the middle of its body harms nobody', async () => {
  const handler = nodeHandler(makeReceiver());
  let ended: Promise<void> | undefined;
  const url = await listen((request, response) => (ended = handler(request, response)) as unknown as void);
  const sending = httpRequest(url, { method: 'POST', headers: { 'content-length': '100' } });
  sending.on('error', () => {});
  sending.write('x');
  while (ended === undefined) await new Promise(setImmediate);
  sending.destroy();
  await ended;
  expect((await fetch(url, { method: 'POST', headers: signedHeaders('{}'), body: '{}' })).status).toBe(200);
});
