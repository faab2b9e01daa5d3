import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase } from '@carillon/db/testing';
import type { RedisServer } from '@carillon/testkit';
import { startRedis, until } from '@carillon/testkit';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { Stack } from '../stack.js';
import { backends } from './backends.js';

interface TaskUpdated {
  id: string;
  version: number;
}

interface RunUpdated {
  id: string;
  status: string;
}

describe.each(backends)('two API processes side by side, $name', ({ usesRedis, isAvailable }) => {
  const promise = isAvailable ? test : test.skip;
  let redis: RedisServer | null = null;
  let stack: Stack;
  let urls: string[] = [];
  const sockets: Socket[] = [];

  beforeAll(async () => {
    if (!isAvailable) return;
    redis = usesRedis ? await startRedis() : null;
    stack = await Stack.start({ database: await createTestDatabase(), redisUrl: redis?.url ?? null });
    const apis = await Promise.all([stack.spawn('api'), stack.spawn('api')]);
    urls = apis.map(({ healthUrl }) => healthUrl);
  }, 60_000);

  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await stack?.stop();
    await redis?.stop();
  }, 60_000);

  async function send<T>(url: string, method: string, path: string, body: object = {}): Promise<T> {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}`);
    return (await response.json()) as T;
  }

  const createTask = (url: string) =>
    send<TaskUpdated>(url, 'POST', '/tasks', {
      taskName: 'told',
      webhookUrl: stack.sink.url('/ok'),
      start: 'manual',
    });

  /** Connected clients, and what each of them has heard of tasks. */
  async function connect(url: string, count: number): Promise<TaskUpdated[][]> {
    const heard = Array.from({ length: count }, () => {
      const socket = io(url, { path: '/api/socket', transports: ['websocket'], forceNew: true });
      sockets.push(socket);
      const events: TaskUpdated[] = [];
      socket.on('task.updated', ({ id, version }: TaskUpdated) => events.push({ id, version }));
      return { socket, events };
    });
    await until(() => heard.every(({ socket }) => socket.connected), { what: 'the sockets are connected' });
    return heard.map(({ events }) => events);
  }

  promise('every client of each hears of every change once, whichever of them made it', async () => {
    const clients = (await Promise.all(urls.map((url) => connect(url, 3)))).flat();
    const { id, version: first } = await createTask(urls[0]!);
    const told = [{ id, version: first }];
    const isHeard = (change: TaskUpdated) =>
      clients.every((events) => events.some((event) => event.id === id && event.version === change.version));
    for (let change = 0; change < 10; change += 1) {
      // Of changes that follow one another at once only the last is told.
      await until(() => isHeard(told.at(-1)!), { what: 'everybody has heard of the change' });
      const { version } = await send<TaskUpdated>(urls[change % 2]!, 'PATCH', `/tasks/${id}`, {
        taskName: `change ${change}`,
      });
      told.push({ id, version });
    }
    // Of each process the last word: what it said before has arrived by then.
    for (const url of urls) {
      const last = await createTask(url);
      await until(() => clients.every((events) => events.some((event) => event.id === last.id)), {
        what: 'everybody has heard the last word',
      });
    }
    for (const events of clients) {
      const ofTask = events.filter((event) => event.id === id);
      expect(ofTask.sort((a, b) => a.version - b.version)).toEqual(told);
    }
  });

  promise('a subscription to one hears of every run of the other once', async () => {
    const [own, far] = [urls[0]!, urls[1]!];
    const { id } = await createTask(own);
    const stream = await subscribe(far, `subscription { runUpdated(taskId: "${id}") { id status } }`);
    const runOnce = async (): Promise<string> => (await send<RunUpdated>(own, 'POST', `/tasks/${id}/run`)).id;
    const cancel = (run: string) => send(own, 'POST', `/runs/${run}/cancel`);
    await until(
      async () => {
        await cancel(await runOnce());
        return stream.events().length > 0;
      },
      { what: 'the subscription is heard' },
    );
    const last = await runOnce();
    const ofLast = () => stream.events().filter((event) => event.id === last);
    // Of changes that follow one another at once only the last is told.
    await until(() => ofLast().length >= 1, { what: 'the last run is told' });
    await cancel(last);
    await until(() => ofLast().length >= 2, { what: 'its cancellation is told' });
    expect(ofLast()).toEqual([
      { id: last, status: 'PENDING' },
      { id: last, status: 'CANCELLED' },
    ]);
    const told = stream.events().map((event) => `${event.id} ${event.status}`);
    expect(told).toEqual([...new Set(told)]);
    stream.leave();
  });

  /** A GraphQL subscription over server-sent events. */
  async function subscribe(
    url: string,
    query: string,
  ): Promise<{ events: () => RunUpdated[]; leave: () => void }> {
    const leaving = new AbortController();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    });
    expect(response.status).toBe(200);
    let text = '';
    const read = async (): Promise<void> => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body!) text += decoder.decode(chunk, { stream: true });
    };
    read().catch(() => undefined);
    return {
      events: () =>
        [...text.matchAll(/^data: (\{.*)$/gm)].map(
          ([, data]) => (JSON.parse(data!) as { data: { runUpdated: RunUpdated } }).data.runUpdated,
        ),
      leave: () => leaving.abort(),
    };
  }
});
