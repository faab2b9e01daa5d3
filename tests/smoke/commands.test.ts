import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import { freePort, until } from '@carillon/testkit';
import { testEncryptionKey } from '../stack.js';

const main = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command to its end; `during` sees what it says and may signal it. */
async function carillon(
  args: string[],
  env: Record<string, string> = {},
  during?: (state: { stderr: () => string; kill: (signal: NodeJS.Signals) => void }) => Promise<void>,
): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH ?? '', NO_COLOR: '1', CARILLON_ENCRYPTION_KEYS: testEncryptionKey, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = once(child, 'close') as Promise<[number | null]>;
  await during?.({ stderr: () => stderr, kill: (signal) => child.kill(signal) });
  const [code] = await closed;
  return { code, stdout, stderr };
}

describe('what the shell is told', () => {
  test('an unknown command or option ends with 2 and names it', async () => {
    expect(await carillon(['bogus'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('bogus'),
    });
    expect(await carillon(['listener', '--concurrency', 'many'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('whole number from 1 to 2000'),
    });
  });

  test('every fault of the configuration is named at once, with 3', async () => {
    const { code, stderr } = await carillon(['publisher'], {
      REDIS_URL: 'http://x',
      CARILLON_PUBLISH_BATCH: '0',
    });
    expect(code).toBe(3);
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'CARILLON_PUBLISH_BATCH'])
      expect(stderr).toContain(name);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('help and version are data and end with 0', async () => {
    expect(await carillon(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect(await carillon(['--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('publisher'),
    });
  });

  test('a database that is not there ends a command with 7, without the password', async () => {
    const { code, stderr } = await carillon(['db', 'status'], {
      DATABASE_URL: 'postgres://a:canary@127.0.0.1:9/x',
    });
    expect(code).toBe(7);
    expect(stderr).toContain('127.0.0.1:9');
    expect(stderr).not.toContain('canary');
  });
});

(hasTestDatabase ? describe : describe.skip)('a worker', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  test.each(['publisher', 'listener'])('%s whose port is taken says so and ends with 7', async (kind) => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    const variable = `CARILLON_${kind.toUpperCase()}_PORT`;
    const ended = await carillon([kind], { DATABASE_URL: database.url, [variable]: String(port) });
    blocker.close();
    expect(ended).toMatchObject({ code: 7, stderr: expect.stringContaining(`Port ${port} is taken.`) });
    expect(ended.stderr).toContain(variable);
  });

  test('that finds a database without tables says what to do and ends with 3', async () => {
    await database.pool.query('create database carillon_empty');
    const url = new URL(database.url);
    url.pathname = '/carillon_empty';
    const port = String(await freePort());
    const ended = await carillon(['publisher'], {
      DATABASE_URL: url.toString(),
      CARILLON_PUBLISHER_PORT: port,
    });
    await database.pool.query('drop database carillon_empty');
    expect(ended).toMatchObject({ code: 3, stderr: expect.stringContaining('carillon db up') });
  });

  test('that waits for its database can be told to stop', async () => {
    const port = String(await freePort());
    const env = { DATABASE_URL: 'postgres://127.0.0.1:9/x', CARILLON_LISTENER_PORT: port };
    const ended = await carillon(['listener'], env, async ({ stderr, kill }) => {
      await until(() => stderr().includes('not there yet'), { what: 'it waits' });
      kill('SIGTERM');
    });
    expect(ended.code).toBe(0);
  });

  test('with nothing to do stops at once and takes its heartbeat with it', async () => {
    const port = String(await freePort());
    const env = { DATABASE_URL: database.url, CARILLON_PUBLISHER_PORT: port };
    const ended = await carillon(['publisher'], env, async ({ stderr, kill }) => {
      await until(() => stderr().includes('is at work'), { what: 'it is at work' });
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
      expect(answer.status).toBe(200);
      kill('SIGTERM');
    });
    expect(ended.code).toBe(0);
    expect((await database.pool.query('select * from workers')).rows).toEqual([]);
  });

  test('asked for several processes replaces one that dies, and stops them all', async () => {
    const port = String(await freePort());
    const env = { DATABASE_URL: database.url, CARILLON_LISTENER_PORT: port };
    const pids = async (): Promise<number[]> =>
      (await database.pool.query<{ pid: number }>('select pid from workers order by started_at')).rows.map(
        (row) => row.pid,
      );
    const ended = await carillon(['listener', '--processes', '2'], env, async ({ kill }) => {
      await until(async () => (await pids()).length === 2, { what: 'both are at work', timeoutMs: 20_000 });
      const [first] = await pids();
      process.kill(first!, 'SIGKILL');
      await until(async () => (await pids()).length === 3, { what: 'a third is at work', timeoutMs: 20_000 });
      kill('SIGTERM');
    });
    expect(ended.code).toBe(0);
    // The killed one has left its heartbeat behind, for the rescuer.
    expect(await pids()).toHaveLength(1);
  }, 60_000);

  test('asked for several processes ends with the code of the one that cannot start', async () => {
    expect(await carillon(['listener', '--processes', '2'], { DATABASE_URL: 'nonsense' })).toMatchObject({
      code: 3,
    });
  });
});
