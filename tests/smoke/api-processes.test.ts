import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from '@carillon/db/testing';
import type { CarillonProcess } from '@carillon/testkit';
import { freePort, startCarillonProcess, until } from '@carillon/testkit';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { Stack } from '../stack.js';

const email = 'first@carillon.test';
const password = 'the first password';

(hasTestDatabase ? describe : describe.skip)('several API processes under one port', () => {
  let database: TestDatabase;
  let stack: Stack;
  let api: CarillonProcess;
  let folder: string;
  let port: number;
  let accessToken: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    stack = await Stack.start({ database, redisUrl: null });
    folder = await mkdtemp(join(tmpdir(), 'carillon-api-processes-'));
    port = await freePort();
    api = await start('output.log', { CARILLON_LOG_DIR: folder, CARILLON_TRUSTED_PROXIES: 'loopback' });
    const [, token] = /POST \/api\/auth\/setup with: ([\w-]{43})/.exec(await read('output.log'))!;
    const made = await post('/api/auth/setup', { token, email, password });
    expect(made.status).toBe(201);
    ({ accessToken } = (await made.json()) as { accessToken: string });
  }, 60_000);

  afterAll(async () => {
    await api?.end('SIGKILL');
    await stack?.stop();
    await rm(folder, { recursive: true });
  }, 60_000);

  function start(logFile: string, settings: Record<string, string> = {}): Promise<CarillonProcess> {
    const env = {
      ...stack.environmentOf('api', port),
      CARILLON_OPEN_ON_LOOPBACK: '0',
      CARILLON_DATA_DIR: folder,
      CARILLON_API_PROCESSES: '2',
      // There is no such variable.
      CARILLON_API_PROCESES: '3',
      ...settings,
    };
    return startCarillonProcess(stack.commandOf('api'), { env, logFile: join(folder, logFile) });
  }

  const read = (file: string) => readFile(join(folder, file), 'utf8');
  const countIn = async (file: string, text: string) => (await read(file)).split(text).length - 1;

  /** Over a connection of its own: the processes take turns in answering them. */
  const ask = (path: string, { headers, ...init }: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...init,
      headers: { connection: 'close', authorization: `Bearer ${accessToken}`, ...headers },
    });
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  /** Which process answers next. */
  async function answeringPid(): Promise<number> {
    const answer = await ask('/api/health/detail');
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { api: { pid: number } }).api.pid;
  }

  /** Those that answer; a sign-in at one of them holds at each. */
  async function answeringPids(): Promise<number[]> {
    const pids = new Set<number>();
    for (let look = 0; look < 8; look += 1) pids.add(await answeringPid());
    return [...pids];
  }

  async function readMetric(name: string): Promise<number> {
    const text = await (await ask('/metrics')).text();
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.slice(name.length + 1) ?? NaN);
  }

  test('answer both, and never the first one, with a sign-in that either of them gave', async () => {
    const pids = await answeringPids();
    expect(pids).toHaveLength(2);
    expect(pids).not.toContain(api.pid);
  });

  test('print the set-up token and warnings once, and write a log file each', async () => {
    expect(await countIn('output.log', 'Set up the first administrator')).toBe(1);
    expect(await countIn('output.log', 'CARILLON_API_PROCESES is set')).toBe(1);
    expect(await countIn('output.log', 'The API listens')).toBe(2);
    for (const name of ['api-1', 'api-2']) {
      const lines = (await read(`${name}/combined.log`)).trim().split('\n');
      expect(JSON.parse(lines[0]!)).toMatchObject({ message: 'The API listens' });
    }
  });

  test('answer with the sum of what they count, and with the true depth of the queue', async () => {
    const task = await insertTask(database.pool);
    await insertRun(database.pool, task);
    const route = 'carillon_http_request_seconds_count{method="GET",route="/api/settings",status="200"}';
    for (let request = 0; request < 10; request += 1) expect((await ask('/api/settings')).status).toBe(200);
    // What one of them read within the last second it says again.
    await until(
      async () => {
        for (let look = 0; look < 6; look += 1) {
          expect(await readMetric(route)).toBe(10);
          expect(await readMetric('carillon_queue_depth{state="pending",priority="normal"}')).toBe(1);
          expect(await readMetric('carillon_database_up')).toBe(1);
        }
      },
      { what: 'all say the same' },
    );
    await database.pool.query(`update task_runs set run_status = 'cancelled', finished_at = now()`);
    // What one of them has read before is not kept beside what another one reads now.
    await until(
      async () => {
        const depths = [];
        for (let look = 0; look < 4; look += 1)
          depths.push(await readMetric('carillon_queue_depth{state="pending",priority="normal"}'));
        expect(depths.filter((depth) => depth > 0)).toEqual([]);
      },
      { what: 'the queue is empty, whoever is asked' },
    );
  });

  test('count attempts to sign in together', async () => {
    const stranger = { 'x-forwarded-for': '203.0.113.7' };
    const statuses = [];
    for (let attempt = 0; attempt < 6; attempt += 1)
      statuses.push((await post('/api/auth/login', { email, password: 'wrong' }, stranger)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const elsewhere = { 'x-forwarded-for': '203.0.113.8' };
    expect((await post('/api/auth/login', { email, password }, elsewhere)).status).toBe(200);
  });

  test('take WebSocket alone, count the clients of both, and tell each of a change once', async () => {
    const polling = await ask('/api/socket/?EIO=4&transport=polling');
    expect([polling.status, await polling.text()]).toEqual([403, expect.stringContaining('WebSocket alone')]);
    const heard: string[][] = [];
    const sockets: Socket[] = Array.from({ length: 4 }, () => {
      const options = { path: '/api/socket', transports: ['websocket'], forceNew: true };
      const socket = io(`http://127.0.0.1:${port}`, { ...options, auth: { token: accessToken } });
      const events: string[] = [];
      heard.push(events);
      return socket.on('task.updated', ({ id }: { id: string }) => events.push(id));
    });
    await until(() => sockets.every(({ connected }) => connected), { what: 'all are connected' });
    for (let look = 0; look < 4; look += 1) expect(await readMetric('carillon_sockets')).toBe(4);
    const body = { taskName: 'told', webhookUrl: stack.sink.url('/ok'), start: 'manual' };
    const { id } = (await (await post('/api/tasks', body)).json()) as { id: string };
    await until(() => heard.every((events) => events.includes(id)), { what: 'all have heard of it' });
    for (const events of heard) expect(events.filter((each) => each === id)).toHaveLength(1);
    for (const socket of sockets) socket.disconnect();
  });

  test('replace one that is killed, and no request fails that comes after it', async () => {
    const [killed, other] = await answeringPids();
    // One that holds no request: a connection that it has accepted dies with it.
    process.kill(killed!, 'SIGKILL');
    await until(() => !isAlive(killed!), { what: 'it is gone' });
    const seen = new Set<number>();
    await until(
      async () => {
        seen.add(await answeringPid());
        return seen.size === 2;
      },
      { what: 'there are two again', timeoutMs: 60_000 },
    );
    expect([...seen][0]).toBe(other);
    expect(seen).not.toContain(killed);
    // They go on counting together.
    const settings = await Promise.all(Array.from({ length: 20 }, () => ask('/api/settings')));
    expect(settings.map(({ status }) => status)).toEqual(Array(20).fill(200));
  }, 90_000);

  test('are refused a port that is taken, which is told once, with 7', async () => {
    await expect(start('refused.log')).rejects.toThrow('ended with 7');
    expect(await countIn('refused.log', `cannot listen on 127.0.0.1:${port}: the port is in use`)).toBe(1);
    expect(await countIn('refused.log', 'CARILLON_API_PORT')).toBe(1);
  }, 90_000);

  test('answer what they have in hand, and end with 0, when they are told to stop', async () => {
    const pids = await answeringPids();
    const slow = await slowRequest();
    expect(await api.end('SIGTERM')).toBe(0);
    expect(await slow.status).toBe(200);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  test('answer what they have in hand, and end, when the first one is killed', async () => {
    api = await start('killed.log');
    const pids = await answeringPids();
    const slow = await slowRequest();
    await api.end('SIGKILL');
    expect(await slow.status).toBe(200);
    await until(() => !pids.some(isAlive), { what: 'all have ended' });
  }, 90_000);

  /** One that is in hand: its answer comes a second later. */
  async function slowRequest(): Promise<{ status: Promise<number> }> {
    stack.sink.answer('/slow', { delayMs: 1_000 });
    const before = stack.sink.received;
    const status = post('/api/tasks/test-request', { webhookUrl: stack.sink.url('/slow') });
    await until(() => stack.sink.received > before, { what: 'it is in hand' });
    return { status: status.then((answer) => answer.status) };
  }
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
