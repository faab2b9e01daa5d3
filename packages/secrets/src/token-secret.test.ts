import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lazyTokenSecret } from './token-secret.js';

const onPosix = process.platform === 'win32' ? test.skip : test;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'carillon-tokens-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

test('the environment’s secret needs no file', async () => {
  const jwtSecret = 'x'.repeat(32);
  expect(Buffer.from(await lazyTokenSecret({ jwtSecret, dataDir: '/nowhere' })()).toString()).toBe(jwtSecret);
});

test('without one, processes that share a folder share a secret of their own making', async () => {
  const load = () => lazyTokenSecret({ jwtSecret: null, dataDir })();
  const [one, other] = await Promise.all([load(), load()]);
  expect(one).toEqual(other);
  expect(one.length).toBeGreaterThanOrEqual(32);
  expect(await load()).toEqual(one);
});

onPosix('its file is for its owner alone, and refused when others may read it', async () => {
  const load = () => lazyTokenSecret({ jwtSecret: null, dataDir })();
  await load();
  expect((await stat(join(dataDir, 'jwt.key'))).mode & 0o777).toBe(0o600);
  await chmod(join(dataDir, 'jwt.key'), 0o644);
  await expect(load()).rejects.toMatchObject({ code: 'config.invalid' });
});

test('a short one is refused', async () => {
  await writeFile(join(dataDir, 'jwt.key'), 'short', { mode: 0o600 });
  const loading = lazyTokenSecret({ jwtSecret: null, dataDir })();
  await expect(loading).rejects.toMatchObject({
    code: 'config.invalid',
    message: expect.stringContaining('short'),
  });
});
