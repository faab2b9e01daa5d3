import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findKeyInForce } from '@carillon/db';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import { matchesApiKey, readApiKey } from '@carillon/domain';
import { ensureLocalKey } from './ensure-local-key.js';
import { readLocalKey } from './local-key.js';

const onPosix = process.platform === 'win32' ? test.skip : test;

(hasTestDatabase ? describe : describe.skip)('the key of this machine', () => {
  let database: TestDatabase;
  let dataDir: string;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'carillon-local-key-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const find = async (text: string) => findKeyInForce(database.pool, readApiKey(text)!.prefix);

  test('is made once, opens the database as an administrator, and is for its owner alone', async () => {
    expect(await readLocalKey(dataDir)).toBeNull();
    await ensureLocalKey(database.pool, dataDir);
    const text = (await readLocalKey(dataDir))!;
    const key = await find(text);
    expect(key).toMatchObject({ role: 'admin', userId: null, scopes: null });
    expect(matchesApiKey(text, key!.keyHash)).toBe(true);
    expect(await readdir(dataDir)).toEqual(['admin.key']);
    await ensureLocalKey(database.pool, dataDir);
    expect(await readLocalKey(dataDir)).toBe(text);
  });

  test('is replaced when it is lost, of another database, revoked, or no key at all; the old one ends', async () => {
    await ensureLocalKey(database.pool, dataDir);
    const spoil = [
      () => rm(join(dataDir, 'admin.key')),
      () => database.pool.query('update api_keys set revoked_at = now()'),
      () => database.pool.query('delete from api_keys'),
      () => writeFile(join(dataDir, 'admin.key'), 'rubbish'),
    ];
    for (const act of spoil) {
      const before = (await readLocalKey(dataDir))!;
      await act();
      await ensureLocalKey(database.pool, dataDir);
      const after = (await readLocalKey(dataDir))!;
      expect(after).not.toBe(before);
      expect(await find(after)).not.toBeNull();
      expect(await find(before)).toBeNull();
    }
  });

  onPosix('is refused when others may read it', async () => {
    await ensureLocalKey(database.pool, dataDir);
    expect((await stat(join(dataDir, 'admin.key'))).mode & 0o777).toBe(0o600);
    await chmod(join(dataDir, 'admin.key'), 0o640);
    await expect(readLocalKey(dataDir)).rejects.toMatchObject({ code: 'config.invalid' });
    await expect(ensureLocalKey(database.pool, dataDir)).rejects.toMatchObject({ code: 'config.invalid' });
  });
});
