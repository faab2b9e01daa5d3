import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseEncryptionKeys } from '@carillon/domain';
import { lazyKeyring, loadKeyring, newEncryptionKey } from './load-keyring.js';

const onPosix = process.platform === 'win32' ? test.skip : test;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-keys-'));
  file = join(folder, 'encryption.key');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const load = (dataDir = folder) => loadKeyring({ encryptionKeys: null, dataDir });
const invalid = (text: string) =>
  expect.objectContaining({ code: 'config.invalid', message: expect.stringContaining(text) });

describe('the key file', () => {
  test('is made at the first need, in a folder that may be missing, and used from then on', async () => {
    const dataDir = join(folder, 'a', 'b');
    const first = await load(dataDir);
    const second = await load(dataDir);
    expect(second.open(first.seal('s3cret', 'here'), first.sealingKeyId, 'here')).toBe('s3cret');
    expect(await readdir(dataDir)).toEqual(['encryption.key']);
  });

  onPosix('is for its owner alone', async () => {
    await load();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('is one, however many start together', async () => {
    for (let round = 0; round < 25; round += 1) {
      const dataDir = join(folder, String(round));
      const rings = await Promise.all(Array.from({ length: 8 }, () => load(dataDir)));
      expect(new Set(rings.map(({ sealingKeyId }) => sealingKeyId)).size).toBe(1);
      expect((await load(dataDir)).sealingKeyId).toBe(rings[0]!.sealingKeyId);
      expect(await readdir(dataDir)).toEqual(['encryption.key']);
    }
  });

  test('may hold several keys', async () => {
    await writeFile(file, `${newEncryptionKey()},old:${Buffer.alloc(32, 1).toString('base64')}\n`, {
      mode: 0o600,
    });
    const old = await loadKeyring({
      encryptionKeys: [{ id: 'old', bytes: Buffer.alloc(32, 1) }],
      dataDir: folder,
    });
    expect((await load()).open(old.seal('s3cret', 'here'), 'old', 'here')).toBe('s3cret');
  });

  onPosix.each(['644', '640', '602'])('is refused with mode %s, and left as it is', async (mode) => {
    await load();
    const before = await readFile(file, 'utf8');
    await chmod(file, mode);
    await expect(load()).rejects.toThrow(invalid('chmod 600'));
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  test.each([
    ['', 'key 1 is not'],
    ['canary', 'key 1 is not'],
  ])('that holds "%s" is refused, never replaced, and not shown', async (text, reason) => {
    await writeFile(file, text, { mode: 0o600 });
    await expect(load()).rejects.toThrow(invalid(reason));
    await expect(load()).rejects.not.toThrow('canary');
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test('that cannot be made is a refusal that says what to set', async () => {
    await writeFile(join(folder, 'no-folder'), '');
    const made = load(join(folder, 'no-folder'));
    await expect(made).rejects.toThrow(invalid('encryption.key'));
    await expect(made).rejects.toMatchObject({ hint: expect.stringContaining('CARILLON_ENCRYPTION_KEYS') });
  });
});

test('keys of the environment need no file', async () => {
  const encryptionKeys = parseEncryptionKeys(`${newEncryptionKey()},${newEncryptionKey()}`);
  const ring = await loadKeyring({ encryptionKeys, dataDir: folder });
  expect(ring.sealingKeyId).toBe(encryptionKeys[0]!.id);
  expect(await readdir(folder)).toEqual([]);
});

test('a lazy keyring is loaded at its first use and once, and tried again after a failure', async () => {
  const keyring = lazyKeyring({ encryptionKeys: null, dataDir: folder });
  expect(await readdir(folder)).toEqual([]);
  await writeFile(file, 'broken', { mode: 0o600 });
  await expect(keyring()).rejects.toThrow(invalid('key 1'));
  await rm(file);
  const [first, second] = await Promise.all([keyring(), keyring()]);
  expect(first).toBe(second);
  await rm(file);
  expect(await keyring()).toBe(first);
});
