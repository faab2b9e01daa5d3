import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signedHeaders, testSecret } from '@carillon/receiver/testing';
import { until } from '@carillon/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const servers: Server[] = [];
beforeAll(() => {
  Object.assign(process.env, { CARILLON_SIGNING_SECRET: testSecret, PORT: '0', STEP_MS: '1' });
});
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

async function addressOf(server: Server): Promise<string> {
  servers.push(server);
  if (!server.listening) await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let deliveries = 0;
/** A new delivery each time. */
function sign(body: string, own: Record<string, string> = {}): RequestInit {
  const headers = signedHeaders(body, { 'webhook-id': `run-${(deliveries += 1)}`, ...own });
  return { method: 'POST', headers, body };
}

describe('receiver-node', () => {
  test('books an order once, and tells of what it never will', async () => {
    const { server } = await import('./receiver-node/server.js');
    const url = `${await addressOf(server)}/`;
    const order = sign('{"order": 42}');
    expect((await fetch(url, order)).status).toBe(200);
    expect(await (await fetch(url, order)).json()).toEqual({ duplicate: true });
    const refused = await fetch(url, sign('{"amount": 1}'));
    expect([refused.status, refused.headers.get('carillon-never-retry')]).toEqual([422, 'true']);
    expect((await fetch(url, { ...order, body: '{"order":42}' })).status).toBe(401);
  });
});

describe('receiver-express', () => {
  test('answers 202, and then reports its progress and its end', async () => {
    const reports: unknown[] = [];
    const carillon = createServer((request, response) => {
      void request.toArray().then((chunks) => {
        reports.push(JSON.parse(Buffer.concat(chunks as Buffer[]).toString()));
        response.end('{}');
      });
    }).listen(0, '127.0.0.1');
    const { server } = await import('./receiver-express/server.js');
    const callback = {
      'carillon-callback-url': `${await addressOf(carillon)}/api/runs/run-1/status`,
      'carillon-callback-token': 'crt_1',
    };
    const url = `${await addressOf(server)}/webhook`;
    const reply = await fetch(url, sign('{}', callback));
    expect([reply.status, reply.headers.get('carillon-callback-timeout')]).toEqual([202, '600']);
    await until(() => reports.length === 4, { what: 'the report of the end' });
    expect(reports.slice(2)).toEqual([
      { progress: 75, log: ['75 % of the report is written'] },
      { status: 'completed', result: { pages: 12 }, cost: 0.25, qualityScore: 98 },
    ]);
    expect((await fetch(url, { ...sign('{}'), body: '{ }' })).status).toBe(401);
  });
});

describe('receiver-fastify', () => {
  test('asks for a later attempt, for one more run, and for nothing', async () => {
    const { app } = await import('./receiver-fastify/server.js');
    const url = `${await addressOf(app.server)}/webhook`;
    const closed = await fetch(url, sign('{"opensAt": "2999-01-01T00:00:00Z"}'));
    expect([closed.status, closed.headers.get('carillon-retry-at')]).toEqual([
      425,
      '2999-01-01T00:00:00.000Z',
    ]);
    const more = await fetch(url, sign('{"pagesLeft": 2}'));
    expect([more.status, more.headers.get('carillon-run-again-in')]).toEqual([200, '60s']);
    const last = await fetch(url, sign('{"pagesLeft": 0}'));
    expect([last.status, last.headers.get('carillon-run-again-in')]).toEqual([200, null]);
  });
});

describe('receiver-next', () => {
  test('answers with a result and its cost', async () => {
    const { POST } = await import('./receiver-next/route.js');
    const send = (init: RequestInit) => POST(new Request('https://next.example/webhook', init));
    const reply = await send(sign('{"name":"Zoë"}'));
    expect([reply.status, await reply.json()]).toEqual([
      200,
      { result: { greeted: { name: 'Zoë' } }, cost: 0.01 },
    ]);
    expect((await send({ ...sign('{"name":"Zoë"}'), body: '{"name":"Zoe"}' })).status).toBe(401);
  });
});
