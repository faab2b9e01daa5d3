import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { UpConfig } from '@carillon/config';
import type { AppError } from '@carillon/domain';
import { freePort } from '@carillon/testkit';
import { checkPreconditions } from './preconditions.js';

let folder: string;
let config: UpConfig;
let strangers: Server[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-up-'));
  strangers = [];
  config = {
    databaseUrl: null,
    redisUrl: null,
    dataDir: join(folder, 'data'),
    postgresPort: await freePort(),
    apiHost: '127.0.0.1',
    apiPort: await freePort(),
    webHost: '127.0.0.1',
    webPort: await freePort(),
    trustedProxies: [],
    dummyHost: '127.0.0.1',
    dummyPort: await freePort(),
    publisherHost: '127.0.0.1',
    publisherPort: await freePort(),
    listenerHost: '127.0.0.1',
    listenerPort: await freePort(),
    publicUrl: null,
    frontendUrl: null,
    outboundAllow: [],
    logLevel: 'info',
    logFormat: 'pretty',
    logDir: null,
    warnings: [],
  };
});

afterEach(async () => {
  for (const stranger of strangers) stranger.close();
  await rm(folder, { recursive: true, force: true });
});

async function takenPort(): Promise<number> {
  const stranger = createServer().listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  strangers.push(stranger);
  return (stranger.address() as AddressInfo).port;
}

const check = () => checkPreconditions(config, () => undefined);
const faultsOf = async () =>
  (await check().then(
    () => ({ fieldErrors: [] }),
    (error: AppError) => error,
  )) as Pick<AppError, 'fieldErrors'>;

test('free ports and a new data directory are fine', async () => {
  await expect(check()).resolves.toBeUndefined();
});

test('all faults are told at once, each with the variable that changes it', async () => {
  config.apiPort = await takenPort();
  config.postgresPort = await takenPort();
  config.dummyPort = config.listenerPort;
  await writeFile(config.dataDir, 'a file, not a folder');
  const { fieldErrors } = await faultsOf();
  expect(fieldErrors).toEqual([
    { path: 'CARILLON_DATA_DIR', message: expect.stringContaining('cannot be written to') },
    { path: 'CARILLON_API_PORT', message: `port ${config.apiPort} for the API is taken by another program` },
    {
      path: 'CARILLON_LISTENER_PORT',
      message: expect.stringContaining('same port as that of CARILLON_DUMMY_PORT'),
    },
    { path: 'CARILLON_POSTGRES_PORT', message: expect.stringContaining('is taken by another program') },
  ]);
  await expect(check()).rejects.toMatchObject({
    message: expect.stringContaining('CARILLON_API_PORT: port'),
  });
});

test('with a DATABASE_URL the embedded server’s port does not matter', async () => {
  config.databaseUrl = 'postgres://elsewhere/carillon';
  config.postgresPort = await takenPort();
  await expect(check()).resolves.toBeUndefined();
});

test('after a start that was killed, its children are given a moment to leave their ports', async () => {
  config.apiPort = await takenPort();
  await checkPreconditions(config, () => undefined).catch(() => undefined);
  await writeFile(`${join(config.dataDir, 'postgres')}.lock`, '{}');
  const lines: string[] = [];
  await checkPreconditions(config, (line) => {
    lines.push(line);
    strangers[0]?.close();
  });
  expect(lines).toHaveLength(1);
});
