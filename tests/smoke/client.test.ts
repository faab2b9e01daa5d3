import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@carillon/client';
import { ApiProblem, createClient } from '@carillon/client';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import { until } from '@carillon/testkit';
import { Stack } from '../stack.js';

const plainTask = { taskName: 'a task', webhookUrl: 'http://receiver.test/hook', start: 'manual' } as const;

/** What a request is refused with; fails when it is not. */
async function problemOf(request: Promise<unknown>): Promise<ApiProblem> {
  const error = await request.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiProblem);
  return error as ApiProblem;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** A far end that answers what the test says, and then for ever 200. */
async function startServer(answers: ((attempt: number) => { status: number; headers?: object } | null)[]) {
  const seen: { key: string | undefined; method: string | undefined; url: string | undefined }[] = [];
  const server = createServer((request, response) => {
    seen.push({
      key: request.headers['idempotency-key'] as string | undefined,
      method: request.method,
      url: request.url,
    });
    const answer = answers[seen.length - 1]?.(seen.length);
    if (answer === null) return void request.socket.destroy();
    const { status = 200, headers = {} } = answer ?? {};
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{"id":"1"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  servers.push(server);
  return { seen, url };
}

describe('a client whose server stumbles', () => {
  test('repeats a create under one key when the answer was lost, and when the server was not ready', async () => {
    const server = await startServer([() => null, () => ({ status: 503 })]);
    const client = createClient({ baseUrl: server.url });
    expect(await client.request('POST', '/api/tasks', { body: plainTask })).toEqual({ id: '1' });
    const keys = server.seen.map(({ key }) => key);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('repeats no change that might be made twice, unless it was too fast', async () => {
    const server = await startServer([() => ({ status: 503 }), () => ({ status: 429 })]);
    const client = createClient({ baseUrl: server.url });
    const pause = () => client.request('POST', '/api/tasks/{id}/pause', { params: { id: 'a/b' } });
    expect(await problemOf(pause())).toMatchObject({ status: 503, code: 'http.503', requestId: null });
    expect(server.seen).toHaveLength(1);
    await pause();
    expect(server.seen.map(({ url }) => url)).toEqual(Array(3).fill('/api/tasks/a%2Fb/pause'));
  });

  test('gives up after its retries, or when it is to wait for long', async () => {
    const server = await startServer([
      ...Array.from({ length: 3 }, () => () => null),
      () => ({ status: 429, headers: { 'retry-after': '3600' } }),
    ]);
    const list = () => createClient({ baseUrl: server.url }).request('GET', '/api/tasks');
    await expect(list()).rejects.toMatchObject({ name: 'TypeError', message: 'fetch failed' });
    expect(server.seen).toHaveLength(3);
    expect((await problemOf(list())).status).toBe(429);
  });

  test('waits no longer than its timeout', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = createClient({ baseUrl, timeoutMs: 50, retries: 0 });
    await expect(client.request('GET', '/api/tasks')).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

(hasTestDatabase ? describe : describe.skip)('a client of the API', () => {
  let stack: Stack;
  let client: Client;
  beforeAll(async () => {
    stack = await Stack.start({ database: await createTestDatabase(), redisUrl: null });
    await stack.spawn('listener');
    const { healthUrl: baseUrl } = await stack.spawn('api');
    client = createClient({ baseUrl });
  }, 60_000);
  afterAll(() => stack?.stop());

  test('creates a task, runs it and reads the run with its attempts', async () => {
    const task = await client.request('POST', '/api/tasks', {
      body: { ...plainTask, webhookUrl: stack.sink.url('/hook') },
    });
    const run = await client.request('POST', '/api/tasks/{id}/run', {
      params: { id: task.id },
      body: { jsonPayload: { number: 7 } },
    });
    expect(run.taskId).toBe(task.id);
    const read = () => client.request('GET', '/api/runs/{id}', { params: { id: run.id } });
    await until(async () => (await read()).runStatus === 'completed', { what: 'the run completed' });
    expect((await read()).attempts).toMatchObject([{ status: 'finish', httpStatus: 200 }]);
    expect(stack.sink.requestsTo('/hook').map(({ body }) => JSON.parse(String(body)))).toEqual([
      { number: 7 },
    ]);
  });

  test('follows the pages of a list to its end', async () => {
    const tags = ['paged'];
    for (let number = 0; number < 5; number += 1) {
      await client.request('POST', '/api/tasks', {
        body: { ...plainTask, taskName: `task ${number}`, tags },
      });
    }
    const names: string[][] = [];
    const query = { limit: 2, tag: 'paged', sort: 'taskName' } as const;
    for await (const { items } of client.pages('/api/tasks', { query })) {
      names.push(items.map(({ taskName }) => taskName));
    }
    expect(names).toEqual([['task 0', 'task 1'], ['task 2', 'task 3'], ['task 4']]);
  });

  test('makes one task of a create that is sent twice under one key', async () => {
    const create = () =>
      client.request('POST', '/api/tasks', { body: plainTask, idempotencyKey: 'my-own-key' });
    expect((await create()).id).toBe((await create()).id);
  });

  test('is told what is wrong with a request, by field', async () => {
    const problem = await problemOf(
      client.request('POST', '/api/tasks', { body: { ...plainTask, maxRetry: -1 } }),
    );
    expect(problem).toMatchObject({ status: 400, code: 'request.invalid', hint: null });
    expect(problem.fieldErrors.map(({ path }) => path)).toEqual(['maxRetry']);
    expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(problem.message).toContain('maxRetry');
  });

  test('is told what is not there', async () => {
    const params = { id: '0190b5c2-0000-7000-8000-000000000000' };
    const problem = await problemOf(client.request('GET', '/api/tasks/{id}', { params }));
    expect(problem).toMatchObject({ status: 404, code: 'task.not_found' });
  });

  test('changes and removes only the version that it has seen', async () => {
    const { id, version } = await client.request('POST', '/api/tasks', { body: plainTask });
    const rename = (taskName: string) =>
      client.request('PATCH', '/api/tasks/{id}', { params: { id }, body: { taskName }, ifMatch: version });
    const renamed = await rename('the first');
    const stale = await problemOf(rename('the second'));
    expect(stale).toMatchObject({ status: 412, code: 'task.version_conflict' });
    const answer = await client.request('DELETE', '/api/tasks/{id}', {
      params: { id },
      ifMatch: renamed.version,
    });
    expect(answer).toBeUndefined();
  });

  test('is refused with a token that is none', async () => {
    const { healthUrl: baseUrl } = stack.alive('api')[0]!;
    const stranger = createClient({ baseUrl, token: 'nonsense' });
    expect(await problemOf(stranger.request('GET', '/api/tasks'))).toMatchObject({
      status: 401,
      code: 'auth.required',
    });
  });
});
