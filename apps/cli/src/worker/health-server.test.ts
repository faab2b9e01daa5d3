import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createMetrics } from '@carillon/telemetry';
import { startHealthServer } from './health-server.js';

let server: Server;
afterEach(async () => {
  const closed = once(server, 'close');
  server.close();
  await closed;
});

async function start(token: string | null, read?: () => Promise<string>): Promise<string> {
  const { registry } = createMetrics({ service: 'publisher' });
  server = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, portVariable: 'A_PORT' },
    checks: () => ({ postgres: true }),
    status: () => ({}),
    metrics: { token, read: read ?? (() => registry.metrics()) },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
}

const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers });

describe('/metrics of a worker', () => {
  test('200: in the format of Prometheus', async () => {
    const answer = await get(await start(null));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await answer.text()).toContain('# TYPE carillon_published_runs_total counter');
  });

  test('401: without the token, where one is set', async () => {
    const url = await start('sixteen-characters');
    expect((await get(url)).status).toBe(401);
    expect((await get(url, { authorization: 'Bearer something-else' })).status).toBe(401);
    expect((await get(url, { authorization: 'Bearer sixteen-characters' })).status).toBe(200);
    expect((await get(url.replace('/metrics', '/health/ready'))).status).toBe(200);
  });

  test('503: when they cannot be had, and nothing of the reason is told', async () => {
    const answer = await get(await start(null, () => Promise.reject(new Error('canary'))));
    expect([answer.status, await answer.text()]).toEqual([503, '{"status":"unavailable"}\n']);
  });
});
