import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { CarillonProcess } from '@carillon/testkit';
import { freePort, startCarillonProcess, until } from '@carillon/testkit';

const door = new URL('../dist/index.js', import.meta.url).href;
const promClient = pathToFileURL(createRequire(import.meta.url).resolve('prom-client')).href;

/** Two processes that answer with who they are, at `/slow` a second later. */
const program = `
  import cluster from 'node:cluster';
  import { createServer } from 'node:http';
  import { keepProcesses, metricsReader, processName, stopSignal } from ${JSON.stringify(door)};
  import { Counter, Registry } from ${JSON.stringify(promClient)};

  const { PORT, FAULT, STOP_CODE } = process.env;
  if (cluster.isPrimary) {
    process.on('SIGUSR2', killAndTell);
    process.exitCode = await keepProcesses(2);
  } else await serve();

  // Dead for a moment before the first process learns it.
  function killAndTell() {
    for (const { process: { pid } } of Object.values(cluster.workers)) process.kill(pid, 'SIGKILL');
    for (const until = Date.now() + 300; Date.now() < until; );
    for (const worker of Object.values(cluster.workers)) worker.send({});
  }

  async function serve() {
    if (FAULT !== undefined) {
      console.error(FAULT);
      process.exit(7);
    }
    const stopped = stopSignal();
    const registry = new Registry();
    const answers = new Counter({ name: 'answers', help: 'Answers.', registers: [registry] });
    const readMetrics = metricsReader(registry);
    const server = createServer((request, response) => {
      if (request.url === '/metrics') return readMetrics().then((text) => response.end(text));
      answers.inc();
      const say = () => response.end(JSON.stringify({ pid: process.pid, name: processName('program') }));
      setTimeout(say, request.url === '/slow' ? 1_000 : 0);
    });
    server.listen(Number(PORT), '127.0.0.1', () => process.send({ type: 'ready' }));
    await stopped;
    await new Promise((resolve) => server.close(resolve));
    process.exit(cluster.worker.id === 2 ? Number(STOP_CODE ?? 0) : 0);
  }
`;

interface Answer {
  pid: number;
  name: string;
}

describe('several processes under one command', () => {
  let folder: string;
  let port: number;
  let running: CarillonProcess | null = null;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carillon-keep-processes-'));
    await writeFile(join(folder, 'program.mjs'), program);
  });
  afterEach(async () => {
    await running?.end('SIGKILL');
    running = null;
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function start(env: Record<string, string> = {}): Promise<CarillonProcess> {
    port = await freePort();
    const logFile = join(folder, 'output.log');
    running = await startCarillonProcess([join(folder, 'program.mjs')], {
      env: { PORT: String(port), ...env },
      logFile,
    });
    return running;
  }

  /** Over a connection of its own: they take turns. One on its way to a process that is just killed has no answer. */
  const get = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(5_000),
    });
  const ask = async (path = '/') => (await (await get(path)).json()) as Answer;

  async function askAll(): Promise<Answer[]> {
    const byPid = new Map<number, Answer>();
    for (let look = 0; look < 6; look += 1) {
      const answer = await ask();
      byPid.set(answer.pid, answer);
    }
    return [...byPid.values()];
  }

  test('are ready together, share the port, and have names of their own', async () => {
    await start();
    const answers = await askAll();
    expect(answers.map(({ name }) => name).sort()).toEqual(['program-1', 'program-2']);
    expect(answers.map(({ pid }) => pid)).not.toContain(running!.pid);
  });

  test('answer with the sum of what they count, whichever of them is asked', async () => {
    await start();
    const { length } = await Promise.all(Array.from({ length: 10 }, () => ask()));
    for (let look = 0; look < 4; look += 1)
      expect(await (await get('/metrics')).text()).toContain(`answers ${length}\n`);
  });

  test('are replaced when they are killed, even when the first one has a word for them just then', async () => {
    const first = await start();
    const killed = (await askAll()).map(({ pid }) => pid);
    first.signal('SIGUSR2');
    await until(
      async () => {
        const pids = (await askAll()).map(({ pid }) => pid);
        return pids.length === 2 && !pids.some((pid) => killed.includes(pid));
      },
      { what: 'there are two others' },
    );
    expect(await first.end('SIGTERM')).toBe(0);
  });

  test('are not all started when the first cannot start: that is told once, with its code', async () => {
    await expect(start({ FAULT: 'the port is taken' })).rejects.toThrow('ended with 7');
    expect(await readFile(join(folder, 'output.log'), 'utf8')).toBe('the port is taken\n');
  });

  test('end with the worst of their codes when they are told to stop', async () => {
    const first = await start({ STOP_CODE: '3' });
    const slow = ask('/slow');
    await until(async () => (await (await get('/metrics')).text()).includes('answers 1\n'), {
      what: 'a request is in hand',
    });
    expect(await first.end('SIGTERM')).toBe(3);
    expect(await slow).toMatchObject({ name: expect.stringContaining('program-') });
  });

  test('finish what they have when the first one is killed, and end', async () => {
    const first = await start();
    const pids = (await askAll()).map(({ pid }) => pid);
    const slow = ask('/slow');
    await until(async () => (await (await get('/metrics')).text()).includes('answers 7\n'), {
      what: 'a request is in hand',
    });
    await first.end('SIGKILL');
    expect(pids).toContain((await slow).pid);
    await until(() => !pids.some(isAlive), { what: 'all have ended' });
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
