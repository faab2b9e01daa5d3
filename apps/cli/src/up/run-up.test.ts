import { EventEmitter } from 'node:events';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { UpConfig } from '@carillon/config';
import { migrateDatabase } from '@carillon/db';
import { freePort, until } from '@carillon/testkit';
import type { ScriptName } from './children.js';
import { runUp } from './run-up.js';
import { StopRequest } from './stop-request.js';

/** Stands in for the API: keeps tasks in a file, so that they outlive it as the real ones do. */
const apiScript = `
  const { existsSync, readFileSync, writeFileSync } = require('fs');
  const store = process.argv[1] + '.tasks.json';
  const tasks = existsSync(store) ? JSON.parse(readFileSync(store, 'utf8')) : [];
  const server = require('http').createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (request.method === 'POST') { tasks.push(JSON.parse(body)); writeFileSync(store, JSON.stringify(tasks)); }
    if (request.method === 'DELETE') { tasks.length = 0; writeFileSync(store, '[]'); }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ items: tasks, open: process.env.CARILLON_OPEN_ON_LOOPBACK, dataDir: process.env.CARILLON_DATA_DIR }));
  });
  server.listen(process.env.CARILLON_API_PORT, process.env.CARILLON_API_HOST, () => process.send({ type: 'ready' }));
  process.on('SIGTERM', () => process.exit(0));`;

const idleScript = `
  console.log('database ' + process.env.DATABASE_URL.replace(/:[^:@]*@/, ':***@') + ' ' + process.argv.slice(2));
  console.log('dashboard ' + process.env.FRONTEND_URL);
  process.send({ type: 'ready' });
  setInterval(() => {}, 1000);`;

interface Session {
  output: () => string;
  signals: EventEmitter;
  ended: Promise<number>;
}

let folder: string;
let config: UpConfig;
let scripts: Record<ScriptName, string>;
let sessions: Session[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-up-'));
  sessions = [];
  scripts = { api: 'api.cjs', carillon: 'carillon.cjs', dummyWebhook: 'dummy.cjs', web: 'web.cjs' };
  for (const name of Object.keys(scripts) as ScriptName[]) {
    scripts[name] = join(folder, scripts[name]);
    await writeFile(scripts[name], name === 'api' ? apiScript : idleScript);
  }
  const ports = await Promise.all(Array.from({ length: 6 }, () => freePort()));
  const [apiPort = 0, dummyPort = 0, publisherPort = 0, listenerPort = 0, postgresPort = 0, webPort = 0] =
    ports;
  const host = '127.0.0.1';
  config = {
    ...{ databaseUrl: null, redisUrl: null, dataDir: join(folder, 'data'), postgresPort },
    ...{ apiHost: host, apiPort, webHost: host, webPort, dummyHost: host, dummyPort },
    ...{
      publisherHost: host,
      publisherPort,
      listenerHost: host,
      listenerPort,
      publicUrl: null,
      frontendUrl: null,
      trustedProxies: [],
      outboundAllow: [],
    },
    ...{ logLevel: 'info', logFormat: 'pretty', logDir: null, warnings: [] },
  };
});

afterEach(async () => {
  for (const { signals, ended } of sessions) {
    signals.emit('SIGTERM', 'SIGTERM');
    await ended.catch(() => undefined);
  }
  await rm(folder, { recursive: true, force: true });
});

function up(): Session {
  let output = '';
  const signals = new EventEmitter();
  const ended = runUp({
    config,
    scripts,
    stop: new StopRequest(signals),
    colours: null,
    bold: (text) => text,
    write: (text) => (output += text),
  });
  ended.catch(() => undefined);
  const session = { output: () => output, signals, ended };
  sessions.push(session);
  return session;
}

const whenReady = (session: Session) =>
  until(() => session.output().includes('Carillon is ready'), { what: 'all is ready', timeoutMs: 25_000 });

async function stop(session: Session): Promise<number> {
  session.signals.emit('SIGINT', 'SIGINT');
  return session.ended;
}

async function api(
  method = 'GET',
): Promise<{ items: Record<string, unknown>[]; open?: string; dataDir?: string }> {
  const response = await fetch(`http://127.0.0.1:${config.apiPort}/api/tasks`, { method });
  return (await response.json()) as Awaited<ReturnType<typeof api>>;
}

const postgresPid = async () =>
  Number((await readFile(join(config.dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

async function databaseUrl(): Promise<string> {
  const file = await readFile(join(config.dataDir, 'postgres.passwords.json'), 'utf8');
  const { application } = JSON.parse(file) as { application: string };
  return `postgres://carillon:${application}@127.0.0.1:${config.postgresPort}/carillon`;
}

test('one command brings up the database and all processes, offers a sample once, and one signal ends it all', async () => {
  const first = up();
  await whenReady(first);
  expect(first.output()).toMatch(/Starting PostgreSQL 18 \(embedded, port \d+\)/);
  expect(first.output()).toContain(
    `publisher     | database postgres://carillon:***@127.0.0.1:${config.postgresPort}/carillon publisher`,
  );
  expect(first.output()).toContain(`publisher     | dashboard http://127.0.0.1:${config.webPort}`);
  expect(await api()).toMatchObject({
    items: [{ taskSchedule: '*/5 * * * * *', tags: ['sample'] }],
    open: '1',
    dataDir: config.dataDir,
  });
  await api('DELETE');
  expect(await stop(first)).toBe(0);
  await expect(access(join(config.dataDir, 'postgres', 'postmaster.pid'))).rejects.toThrow();

  const second = up();
  await whenReady(second);
  expect((await api()).items).toEqual([]);
  expect(await stop(second)).toBe(0);
}, 60_000);

test('a child that cannot start ends the start with its reason, and nothing is left running', async () => {
  await writeFile(scripts.carillon, `console.error('CARILLON_LEASE_MS: is not a number'); process.exit(3)`);
  const session = up();
  await expect(session.ended).rejects.toMatchObject({
    code: 'server.start_failed',
    message: expect.stringContaining('CARILLON_LEASE_MS: is not a number'),
  });
  await expect(access(join(config.dataDir, 'postgres', 'postmaster.pid'))).rejects.toThrow();
  await expect(api()).rejects.toThrow();
}, 60_000);

test('a signal in the middle of the start stops what has been started', async () => {
  const session = up();
  await until(() => session.output().includes('Preparing the database'), {
    what: 'the database is up',
    timeoutMs: 25_000,
  });
  expect(await stop(session)).toBe(0);
  expect(session.output()).not.toContain('Carillon is ready');
  await expect(access(join(config.dataDir, 'postgres', 'postmaster.pid'))).rejects.toThrow();
}, 60_000);

test('a database server that is killed comes back under the same URL', async () => {
  const session = up();
  await whenReady(session);
  const pid = await postgresPid();
  process.kill(pid, 'SIGKILL');
  await until(() => session.output().includes('PostgreSQL is back.'), {
    what: 'it is back',
    timeoutMs: 20_000,
  });
  expect(await postgresPid()).not.toBe(pid);
  await migrateDatabase(await databaseUrl());
  expect(await stop(session)).toBe(0);
}, 60_000);
