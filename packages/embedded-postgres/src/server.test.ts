import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { freePort } from '@carillon/testkit';
import pg from 'pg';
import type { EmbeddedPostgres, EmbeddedPostgresOptions } from './server.js';
import { startEmbeddedPostgres } from './server.js';

const quick = { fsync: 'off', full_page_writes: 'off' };
const asRoot = process.getuid?.() === 0;

/** A stopped cluster, copied by the tests that begin with one: a copy takes a tenth of initdb's second. */
let original: string;
let folder: string;
let dataDir: string;
let port: number;
let started: EmbeddedPostgres[];

const run = promisify(execFile);

beforeAll(async () => {
  original = await mkdtemp(join(tmpdir(), 'carillon-pg-original-'));
  await chmod(original, 0o755);
  const options = { dataDir: join(original, 'postgres'), port: await freePort(), settings: quick };
  await (await startEmbeddedPostgres(options)).stop();
});

afterAll(() => rm(original, { recursive: true, force: true }));

const copyCluster = () => run('cp', ['-a', `${original}/.`, folder]);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon pg-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'postgres');
  port = await freePort();
  started = [];
});

afterEach(async () => {
  for (const server of started) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, port, settings: quick, ...options });
  started.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** What the lock says when its owner was killed: a process that is no more. */
const forgetOwner = () =>
  writeFile(`${dataDir}.lock`, JSON.stringify({ pid: 1, mark: 'of an earlier life' }));

test('data outlives a stop, and only the first start says that it made the database', async () => {
  const first = await start();
  expect(first.wasCreated).toBe(true);
  await query(first.url, 'create table bells (name text)');
  await query(first.url, `insert into bells values ('Grosse Glocke äöü')`);
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);

  const second = await start();
  expect(second.wasCreated).toBe(false);
  expect(await query(second.url, 'select name from bells')).toEqual([{ name: 'Grosse Glocke äöü' }]);
});

test('the application may make databases but is no superuser, and works in UTF-8 and UTC', async () => {
  await copyCluster();
  const { url } = await start();
  expect(
    await query(
      url,
      `select rolsuper, rolcreatedb, current_setting('server_encoding') as encoding, current_setting('timezone') as zone
       from pg_roles where rolname = current_user`,
    ),
  ).toEqual([{ rolsuper: false, rolcreatedb: true, encoding: 'UTF8', zone: 'UTC' }]);
});

test('nobody gets in without the password, which only its owner may read', async () => {
  const { adminUrl } = await start();
  const wrong = adminUrl.replace(/:[^:@]+@/, ':wrong@');
  await expect(query(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
  expect((await stat(`${dataDir}.passwords.json`)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual([
    'logs',
    'postgres',
    'postgres.lock',
    'postgres.passwords.json',
  ]);
});

test('settings of the caller win over the default ones', async () => {
  await copyCluster();
  const { url } = await start({ settings: { ...quick, max_connections: '23' } });
  expect(await query(url, `select current_setting('max_connections') as connections`)).toEqual([
    { connections: '23' },
  ]);
});

test('a second start in the same folder is refused while the first one lives', async () => {
  await copyCluster();
  const first = await start();
  await expect(start({ port: await freePort() })).rejects.toMatchObject({
    code: 'server.start_failed',
    message: expect.stringContaining(`process ${process.pid}`),
  });
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a taken port is named together with the variable that changes it', async () => {
  await copyCluster();
  const stranger = createServer().listen(port, '127.0.0.1');
  await once(stranger, 'listening');
  try {
    await expect(start()).rejects.toMatchObject({
      code: 'server.start_failed',
      message: expect.stringContaining(`127.0.0.1:${port}`),
      hint: expect.stringContaining('CARILLON_POSTGRES_PORT'),
    });
  } finally {
    stranger.close();
  }
  await start();
});

test('after the server was killed the next start recovers what was committed', async () => {
  await copyCluster();
  const first = await start({ settings: {} });
  await query(first.url, 'create table bells as select 7 as number');
  first.kill();
  expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });
  await first.stop();
  const second = await start();
  expect(await query(second.url, 'select number from bells')).toEqual([{ number: 7 }]);
});

test('a server that outlived its killed owner is stopped and started again', async () => {
  await copyCluster();
  const orphan = await start();
  await forgetOwner();
  const lines: string[] = [];
  const second = await start({ onLog: (line) => lines.push(line) });
  expect(isAlive(orphan.pid)).toBe(false);
  expect(second.pid).not.toBe(orphan.pid);
  expect(lines).toEqual([expect.stringContaining(`process ${orphan.pid}`)]);
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a postmaster.pid that names a living stranger does not stand in the way, nor is the stranger harmed', async () => {
  await copyCluster();
  const { uid, gid } = await stat(dataDir);
  // Of the same user: PostgreSQL itself takes such a process for another server.
  const stranger = spawn('sleep', ['60'], { uid, gid });
  await once(stranger, 'spawn');
  try {
    await writeFile(join(dataDir, 'postmaster.pid'), `${stranger.pid}\n${dataDir}\n`);
    await start();
    expect(stranger.signalCode).toBeNull();
  } finally {
    stranger.kill();
  }
});

test('a cluster that was half-made when the first start died is made anew', async () => {
  await mkdir(join(`${dataDir}.new`, 'data', 'base'), { recursive: true });
  await writeFile(join(`${dataDir}.new`, 'data', 'PG_VERSION'), '18');
  await forgetOwner();
  expect((await start()).wasCreated).toBe(true);
  expect(await readdir(folder)).not.toContain('postgres.new');
});

test('files that are no cluster are left alone', async () => {
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'thesis.txt'), 'mine');
  await expect(start()).rejects.toMatchObject({
    code: 'server.start_failed',
    message: expect.stringContaining('not a PostgreSQL database'),
  });
  expect(await readFile(join(dataDir, 'thesis.txt'), 'utf8')).toBe('mine');
});

test('a server that cannot start says why, and leaves no lock behind', async () => {
  await copyCluster();
  await expect(start({ settings: { shared_buffers: 'lots' } })).rejects.toMatchObject({
    code: 'server.start_failed',
    message: expect.stringContaining('shared_buffers'),
    hint: expect.stringContaining('postgres.log'),
  });
  await start();
});

test('a lost password file is said to be lost', async () => {
  await copyCluster();
  await rm(`${dataDir}.passwords.json`);
  await expect(start()).rejects.toMatchObject({
    code: 'server.start_failed',
    message: expect.stringContaining('postgres.passwords.json'),
  });
});

(asRoot ? describe : describe.skip)('as root', () => {
  test('a folder that the database user cannot enter will do, and the server does not run as root', async () => {
    await chmod(folder, 0o700);
    const server = await start();
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await stat(dataDir)).uid).not.toBe(0);
    const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
    expect(status).not.toMatch(/^Uid:\s+0\b/m);
    await server.stop();
    expect((await start()).wasCreated).toBe(false);
  });
});

(asRoot ? describe.skip : describe)('as an ordinary user', () => {
  test('a folder without write permission is named', async () => {
    await chmod(folder, 0o500);
    await expect(start()).rejects.toMatchObject({
      code: 'server.start_failed',
      message: expect.stringContaining('permission denied'),
    });
    await chmod(folder, 0o700);
  });
});
