import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiKey } from '@carillon/db';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import { makeApiKey, newId } from '@carillon/domain';
import type { RedisServer } from '@carillon/testkit';
import { freePort, redisServerAvailable, startRedis, until } from '@carillon/testkit';
import { createClient } from 'redis';
import { Stack } from '../stack.js';

const main = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));
const shiftedClock = new URL('../faults/shifted-clock.mjs', import.meta.url).href;

function start(args: string[], env: Record<string, string>) {
  const environment = { PATH: process.env.PATH ?? '', NO_COLOR: '1', ...env };
  return spawn(process.execPath, [main, ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function doctor(env: Record<string, string>, args: string[] = ['--json']) {
  const child = start(['doctor', ...args], env);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

interface Report {
  status: string;
  settings: { name: string; value: string | null; isDefault: boolean }[];
  checks: { name: string; status: string; value: string; fix: string | null }[];
}

const secrets = {
  CARILLON_METRICS_TOKEN: 'canary-b9Qk3Zr8Tn2Vx5Lc',
  CARILLON_SMTP_URL: 'smtp://somebody:canary@mail.test:587',
  CARILLON_SMTP_FROM: 'a@example.org',
};

(hasTestDatabase ? describe : describe.skip)('the doctor', () => {
  let stack: Stack;
  let well: Record<string, string>;
  beforeAll(async () => {
    stack = await Stack.start({ database: await createTestDatabase(), redisUrl: null });
    const api = await stack.spawn('api');
    well = { DATABASE_URL: stack.database.url, CARILLON_API_URL: api.healthUrl };
  }, 60_000);
  afterAll(() => stack?.stop());

  async function report(env: Record<string, string>) {
    // BullMQ says a word of its own on stderr about a Redis that evicts keys.
    const { code, stdout } = await doctor({ ...well, ...env });
    const parsed = JSON.parse(stdout) as Report;
    const of = (name: string) => parsed.checks.find((check) => check.name === name);
    const states = Object.fromEntries(parsed.checks.map(({ name, status }) => [name, status]));
    return { code, ...parsed, of, states, stdout };
  }

  test('finds nothing that fails, tells what the processes see, and no secret', async () => {
    const { code, status, states, settings, stdout } = await report(secrets);
    expect([code, status]).toEqual([0, 'warn']);
    expect(states).toMatchObject({
      ...{ postgresql: 'ok', clock: 'ok', migrations: 'ok', queue: 'ok', outbound: 'ok' },
      // No publisher and no listener.
      api: 'warn',
    });
    const valueOf = (name: string) => settings.find((setting) => setting.name === name)?.value;
    expect(
      ['DATABASE_URL', 'JWT_SECRET', 'CARILLON_METRICS_TOKEN', 'CARILLON_SMTP_URL'].map(valueOf),
    ).toEqual(['set', 'unset', 'set', 'set']);
    expect(settings).toContainEqual({ name: 'CARILLON_CONCURRENCY', value: '50', isDefault: true });
    expect(stdout).not.toContain('canary');
  });

  test('for people, has errors apart from warnings, each with what to do', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const env = { ...well, CARILLON_API_URL: nowhere, CARILLON_CONCURENCY: '5' };
    const { code, stdout } = await doctor(env, []);
    expect(code).toBe(9);
    const [warnings, errors] = [stdout.indexOf('\nWarnings\n'), stdout.indexOf('\nErrors\n')];
    expect([warnings > 0, errors > warnings]).toEqual([true, true]);
    expect(stdout.slice(warnings, errors)).toContain('Is CARILLON_CONCURRENCY meant?');
    expect(stdout.slice(errors)).toMatch(
      /fail {2}api: .*cannot be reached: .*ECONNREFUSED[^]*→ Start the API/,
    );
  });

  test('without PostgreSQL says so, and skips what needs it', async () => {
    const { code, states, of, stdout } = await report({ DATABASE_URL: 'postgres://a:canary@127.0.0.1:9/x' });
    expect(code).toBe(9);
    expect(states).toMatchObject({
      ...{ postgresql: 'fail', clock: 'skip', migrations: 'skip', partitions: 'skip', queue: 'skip' },
    });
    expect(of('postgresql')?.value).toContain('127.0.0.1:9 cannot be reached');
    expect(stdout).not.toContain('canary');
  });

  test('finds that a database has no tables', async () => {
    await stack.database.pool.query('create database carillon_doctor_empty');
    const url = new URL(stack.database.url);
    url.pathname = '/carillon_doctor_empty';
    const { code, states, of } = await report({ DATABASE_URL: url.href });
    await stack.database.pool.query('drop database carillon_doctor_empty');
    expect([code, states.migrations, states.partitions]).toEqual([9, 'fail', 'fail']);
    expect(of('migrations')?.fix).toBe('Run `carillon db up`.');
  });

  test('finds that the day after tomorrow, or today, has no partition', async () => {
    const made = 'select ensure_partitions(current_date - 1, current_date + 4)';
    const drop = (day: string) =>
      `do $$ begin execute 'drop table task_logs_' || to_char((now() at time zone 'UTC')::date${day}, 'YYYYMMDD'); end $$`;
    await stack.database.pool.query(made);
    expect((await report({})).states.partitions).toBe('ok');
    await stack.database.pool.query(drop(' + 2'));
    expect((await report({})).of('partitions')).toMatchObject({
      status: 'warn',
      value: 'for today and 1 days ahead',
    });
    await stack.database.pool.query(drop(''));
    expect((await report({})).of('partitions')).toMatchObject({ status: 'fail', value: 'none for today' });
    await stack.database.pool.query(made);
  }, 30_000);

  test('finds a clock that is wrong', async () => {
    const { states, of } = await report({
      NODE_OPTIONS: `--import ${shiftedClock}`,
      CLOCK_SHIFT_MS: '5000',
    });
    expect([states.clock, of('clock')?.value]).toEqual([
      'warn',
      expect.stringMatching(/behind this machine/),
    ]);
  });

  test('finds that something else answers in place of the API', async () => {
    const { code, of } = await report({ CARILLON_API_URL: stack.sink.url('') });
    expect([code, of('api')?.status]).toEqual([9, 'fail']);
  });

  test('signs in with the key of this machine, and finds that it is none of this API, or open to others', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'carillon-doctor-'));
    const env = { CARILLON_DATA_DIR: dataDir };
    expect((await report(env)).of('local key')).toMatchObject({ status: 'skip', fix: null });
    const { text: key, prefix, hash: keyHash } = makeApiKey();
    await writeFile(join(dataDir, 'admin.key'), `${key}\n`, { mode: 0o600 });
    expect((await report(env)).of('local key')?.status).toBe('warn');
    const row = {
      id: newId(),
      userId: null,
      name: 'commands',
      prefix,
      keyHash,
      scopes: null,
      expiresAt: null,
    };
    await createApiKey(stack.database.pool, { ...row, role: 'admin' });
    const { of, stdout } = await report(env);
    expect(of('local key')).toMatchObject({ status: 'ok', value: 'signs in as admin, commands' });
    expect(stdout).not.toContain(key);
    await chmod(join(dataDir, 'admin.key'), 0o644);
    expect((await report(env)).of('local key')?.status).toBe('fail');
    await rm(dataDir, { recursive: true });
  }, 30_000);

  test('warns of webhooks that may reach everything, and of a sample secret', async () => {
    const { code, states, of } = await report({
      CARILLON_OUTBOUND_ALLOW: '0.0.0.0/0',
      CARILLON_METRICS_TOKEN: 'change-me-change-me',
    });
    expect([code, states.outbound]).toEqual([0, 'warn']);
    expect(of('configuration')?.value).toContain('CARILLON_METRICS_TOKEN is a sample');
  });

  test('is told of a configuration that is not valid like every command, with 3', async () => {
    const { code, stderr, stdout } = await doctor({ ...well, CARILLON_CONCURRENCY: 'many' });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('CARILLON_CONCURRENCY: must be a number');
  });

  (redisServerAvailable() ? describe : describe.skip)('of a queue on Redis', () => {
    let redis: RedisServer;
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis.kill());

    test('warns when it evicts keys, and fails when it is gone', async () => {
      const client = createClient({ url: redis.url });
      await client.connect();
      await client.configSet('maxmemory-policy', 'allkeys-lru');
      client.destroy();
      expect((await report({ REDIS_URL: redis.url })).of('queue')).toMatchObject({
        status: 'warn',
        fix: expect.stringContaining('noeviction'),
      });
      await redis.kill();
      const { code, of } = await report({ REDIS_URL: redis.url });
      expect([code, of('queue')?.status, of('queue')?.fix]).toEqual([
        9,
        'fail',
        'Start Redis, or correct REDIS_URL.',
      ]);
    }, 30_000);
  });
});

describe('the receiver', () => {
  test('answers on the port that it is given, and ends with 0 when it is told to', async () => {
    const port = await freePort();
    const child = start(['receiver', '--port', String(port)], { CARILLON_DUMMY_FAIL_CALLS: '' });
    const closed = once(child, 'close') as Promise<[number | null]>;
    const ask = () => fetch(`http://127.0.0.1:${port}/webhook`, { method: 'POST', body: '{}' });
    const answer = await until(() => ask().catch(() => false as const), {
      what: 'it answers',
      timeoutMs: 90_000,
    });
    expect(answer.status).toBe(200);
    // A second one finds the port taken.
    const second = start(['receiver', '--port', String(port)], {});
    const [said, [code]] = await Promise.all([
      text(second.stderr),
      once(second, 'close') as Promise<[number | null]>,
    ]);
    expect([code, said]).toEqual([7, expect.stringContaining(`Port ${port}`)]);
    child.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
  }, 150_000);
});
