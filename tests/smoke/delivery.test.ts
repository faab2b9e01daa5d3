import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import type { Delivery } from '@carillon/receiver';
import { later, nodeHandler, Receiver } from '@carillon/receiver';
import { until } from '@carillon/testkit';
import { Stack } from '../stack.js';

const promise = hasTestDatabase ? test : test.skip;

interface RunView {
  id: string;
  runStatus: string;
  progress: number | null;
  result: unknown;
  cost: number | null;
  attempts: Record<string, unknown>[];
  history: { status: string }[];
  logLines: { line: string }[];
}

/** A listener, an API and a receiver made of the kit: what was signed, steered and reported, from end to end. */
describe('a delivery and its receiver', () => {
  let stack: Stack;
  let server: Server;
  const deliveries: Delivery[] = [];

  beforeAll(async () => {
    if (!hasTestDatabase) return;
    stack = await Stack.start({ database: await createTestDatabase(), redisUrl: null });
    const api = await stack.spawn('api');
    await stack.spawn('publisher');
    await stack.spawn('listener', { CARILLON_PUBLIC_URL: api.healthUrl });
    server = await startReceiver();
  }, 60_000);

  afterAll(async () => {
    server?.close();
    await stack?.stop();
  }, 60_000);

  const startReceiver = async (): Promise<Server> => {
    const { items } = await until(
      async () => {
        const page = await stack.request<{ items: { id: string }[] }>('GET', '/signing-secrets');
        return page.items.length > 0 && page;
      },
      { what: 'the listener made the default signing secret' },
    );
    const { secret } = await stack.request<{ secret: string }>(
      'POST',
      `/signing-secrets/${items[0]!.id}/reveal`,
    );
    const receiver = new Receiver({ secrets: secret }, (delivery) => {
      deliveries.push(delivery);
      const { kind } = delivery.payload as { kind?: string };
      if (kind !== 'long') return;
      return later({
        withinSeconds: 60,
        work: async (run) => {
          await run.progress(50, 'half of it');
          await run.complete({ result: { rows: 3 }, cost: 0.25 });
        },
      });
    });
    const handle = nodeHandler(receiver);
    const started = createServer((request, response) => {
      if (request.url === '/gone') response.writeHead(410).end('no more');
      else void handle(request, response);
    });
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    return started;
  };
  const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const runOf = async (taskId: string, status: string): Promise<RunView> =>
    until(
      async () => {
        const { items } = await stack.request<{ items: { id: string }[] }>('GET', `/tasks/${taskId}/runs`);
        if (items.length === 0) return false;
        const run = await stack.request<RunView>('GET', `/runs/${items[0]!.id}`);
        return run.runStatus === status && run;
      },
      { what: `the run is ${status}`, timeoutMs: 15_000 },
    );
  const create = (body: object) =>
    stack.request<{ id: string }>('POST', '/tasks', { taskName: 'delivery', start: 'now', ...body });

  promise('is signed so that the kit verifies it, and filled in from the run', async () => {
    await stack.request('POST', '/secrets', { name: 'TOKEN', value: 'canary-of-the-smoke-test' });
    const task = await create({
      webhookUrl: url('/hook'),
      jsonPayload: { id: '{{runId}}', n: '{{attempt}}' },
      deliveryOptions: { templates: true, auth: { type: 'bearer', tokenSecret: 'TOKEN' } },
    });
    const run = await runOf(task.id, 'completed');
    expect(deliveries.at(-1)).toMatchObject({ runId: run.id, payload: { id: run.id, n: '1' } });
  });

  promise('that takes long waits, shows its progress, and ends by the receiver’s report', async () => {
    const task = await create({ webhookUrl: url('/hook'), jsonPayload: { kind: 'long' } });
    const run = await runOf(task.id, 'completed');
    expect(run).toMatchObject({ progress: 100, result: { rows: 3 }, cost: 0.25 });
    expect(run.logLines.map(({ line }) => line)).toEqual(['half of it']);
    expect(run.history.map(({ status }) => status)).toEqual(['pending', 'running', 'waiting', 'completed']);
    expect(run.attempts).toMatchObject([{ status: 'finish', httpStatus: 202 }]);
  });

  promise('answered with 410 stops its task', async () => {
    const task = await create({ webhookUrl: url('/gone'), taskSchedule: '* * * * * *', start: undefined });
    const run = await runOf(task.id, 'failed');
    expect(run.attempts).toMatchObject([{ errorCode: 'status_410', message: 'no more' }]);
    const stopped = await stack.request('GET', `/tasks/${task.id}`);
    expect(stopped).toMatchObject({ taskStatus: 'paused', pauseReason: 'The receiver answered 410 Gone.' });
  });

  promise('to an inner address, written by SQL, is blocked, explained, and not tried again', async () => {
    const { rows } = await stack.database.pool.query<{ id: string }>(
      `insert into tasks (task_name, webhook_url, run_at) values ('by SQL', 'http://169.254.169.254/', now()) returning id`,
    );
    const run = await runOf(rows[0]!.id, 'failed');
    expect(run.attempts).toMatchObject([{ errorCode: 'blocked', httpStatus: null, retryCount: 0 }]);
    expect(run.attempts[0]).toHaveProperty(
      'explanation.advice',
      expect.stringContaining('CARILLON_OUTBOUND_ALLOW'),
    );
  });
});
