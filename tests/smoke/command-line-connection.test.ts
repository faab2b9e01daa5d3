import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiKey } from '@carillon/db';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import { makeApiKey, newId } from '@carillon/domain';
import { freePort } from '@carillon/testkit';
import { Stack } from '../stack.js';
import { carillon } from './carillon-command.js';

const list = ['tasks', 'list'];

describe('the API that a command asks', () => {
  /** Answers what no API would, and tells who asked. */
  let server: Server;
  let port: number;
  const asked: (string | undefined)[] = [];
  let dataDir: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.writeHead(request.url!.includes('/runs') ? 404 : 200).end('<p>Hello</p>');
    }).listen(0, '0.0.0.0');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
    dataDir = mkdtempSync(join(tmpdir(), 'carillon-data-'));
    writeFileSync(join(dataDir, 'admin.key'), 'the-local-key\n');
    chmodSync(join(dataDir, 'admin.key'), 0o600);
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  const last = async (args: string[], env: Record<string, string>) => {
    await carillon(args, { env: { CARILLON_DATA_DIR: dataDir, ...env } });
    return asked.at(-1);
  };

  test('that is away ends it with 7, and says where it was looked for', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const { code, stdout, stderr } = await carillon([...list, '--api-url', nowhere]);
    expect([code, stdout]).toEqual([7, '']);
    expect(stderr).toContain(`The API at ${nowhere} cannot be reached`);
    expect(stderr).toContain('--api-url');
  });

  test.each([
    ['a page', list],
    ['an unknown address', ['runs', 'list']],
  ])('that is another server, with %s, is said to be none', async (_, args) => {
    const { code, stderr } = await carillon([...args, '--api-url', `http://127.0.0.1:${port}`]);
    expect([code, stderr]).toEqual([7, expect.stringContaining('is no API of Carillon')]);
  });

  test('on this machine gets the key that was left here, and one elsewhere does not', async () => {
    expect(await last([...list, '--api-url', `http://127.0.0.1:${port}`], {})).toBe('Bearer the-local-key');
    // The same server by a name that may be another machine's.
    expect(await last([...list, '--api-url', `http://0.0.0.0:${port}`], {})).toBeUndefined();
  });

  test('gets the key of the environment before that, and the one of a file before both', async () => {
    const env = { CARILLON_API_KEY: 'of-the-environment', CARILLON_API_URL: `http://127.0.0.1:${port}` };
    expect(await last(list, env)).toBe('Bearer of-the-environment');
    const file = join(dataDir, 'key');
    writeFileSync(file, 'of-the-file\n');
    expect(await last([...list, '--api-key-file', file], env)).toBe('Bearer of-the-file');
  });

  test('is looked for where an API of this environment listens', async () => {
    expect(await last(list, { CARILLON_API_PORT: String(port) })).toBe('Bearer the-local-key');
  });

  test('is not asked with a key that is none, and no key is shown', async () => {
    const file = join(dataDir, 'broken');
    writeFileSync(file, 'canary two\nlines');
    for (const path of [file, join(dataDir, 'missing')]) {
      const { code, stderr } = await carillon([...list, '--api-key-file', path]);
      expect([code, stderr]).toEqual([3, expect.stringContaining(path)]);
      expect(stderr).not.toContain('canary');
    }
    expect(await carillon([...list, '--api-url', 'ftp://x'])).toMatchObject({ code: 2 });
  });
});

(hasTestDatabase ? describe : describe.skip)('a command that signs in', () => {
  let stack: Stack;
  let env: Record<string, string>;
  beforeAll(async () => {
    stack = await Stack.start({
      database: await createTestDatabase(),
      redisUrl: null,
      settings: { CARILLON_OPEN_ON_LOOPBACK: '0', JWT_SECRET: 'a secret of the tests, long enough for this' },
    });
    env = { CARILLON_API_URL: (await stack.spawn('api')).healthUrl };
  }, 60_000);
  afterAll(() => stack?.stop());

  test('with no key or a wrong one ends with 4 and says how to sign in', async () => {
    for (const key of ['', 'nonsense']) {
      const { code, stdout, stderr } = await carillon(list, { env: { ...env, CARILLON_API_KEY: key } });
      expect([code, stdout]).toEqual([4, '']);
      expect(stderr).toContain('CARILLON_API_KEY, or --api-key-file');
    }
  });

  test('may do what its key may', async () => {
    const { text, prefix, hash } = makeApiKey();
    await createApiKey(stack.database.pool, {
      id: newId(),
      userId: null,
      name: 'a viewer',
      prefix,
      keyHash: hash,
      role: 'viewer',
      scopes: null,
      expiresAt: null,
    });
    const asViewer = { env: { ...env, CARILLON_API_KEY: text } };
    expect((await carillon(list, asViewer)).code).toBe(0);
    const create = ['tasks', 'create', '--name', 'x', '--url', 'http://receiver.test', '--json'];
    const { code, stderr } = await carillon(create, asViewer);
    expect([code, JSON.parse(stderr)]).toEqual([4, expect.objectContaining({ code: 'auth.forbidden' })]);
  });
});
