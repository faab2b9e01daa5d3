import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createSecret,
  createSigningSecret,
  findSealedSecret,
  findSealedSigningSecret,
  findStoredHeaders,
  inTransaction,
  insertAlertChannel,
  lockSealedSigningSecret,
  replaceStoredHeaders,
  rotateSigningSecret,
} from '@carillon/db';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase, insertTask } from '@carillon/db/testing';
import { newId } from '@carillon/domain';
import {
  alertAddressBinding,
  createKeyring,
  openHeaders,
  previousSigningSecretBinding,
  sealHeaders,
  secretBinding,
  signingSecretBinding,
} from '@carillon/secrets';
import { resealWith } from './reseal.js';

const describeCommand = hasTestDatabase ? describe : describe.skip;

const [oldKey, newKey] = ['old', 'new'].map((id, fill) => ({ id, bytes: Buffer.alloc(32, fill) }));
const oldRing = createKeyring([oldKey!]);
const bothRing = createKeyring([newKey!, oldKey!]);
const newRing = createKeyring([newKey!]);

describeCommand('carillon secrets reseal', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => database.pool.query('truncate secrets, signing_secrets, tasks cascade'));

  async function givenSecret(name: string) {
    const id = newId();
    const sealedValue = oldRing.seal(`value of ${name}`, secretBinding(id));
    await createSecret(database.pool, { id, name, sealedValue, encryptionKeyId: 'old' });
    return id;
  }

  async function givenRotatedSigningSecret() {
    const id = newId();
    const sealedSecret = oldRing.seal('first', signingSecretBinding(id));
    const secret = { id, kind: 'hmac' as const, sealedPreviousSecret: null, encryptionKeyId: 'old' };
    await createSigningSecret(database.pool, { ...secret, name: id, sealedSecret });
    await inTransaction(database.pool, async (transaction) => {
      await lockSealedSigningSecret(transaction, id);
      const rotated = {
        ...secret,
        sealedSecret: oldRing.seal('second', signingSecretBinding(id)),
        sealedPreviousSecret: oldRing.seal('first', previousSigningSecretBinding(id)),
      };
      await rotateSigningSecret(transaction, rotated, 60_000);
    });
    return id;
  }

  test('all secrets open with the first key alone afterwards, and nothing is left to do', async () => {
    const names = Array.from({ length: 130 }, (_, index) => `secret-${index}`);
    for (const name of names) await givenSecret(name);
    const id = await givenRotatedSigningSecret();
    expect(await resealWith(database.pool, bothRing)).toEqual({ resealed: 131, left: 0 });
    for (const name of names) {
      const row = (await findSealedSecret(database.pool, name))!;
      expect(newRing.open(row.sealedValue, row.encryptionKeyId, secretBinding(row.id))).toBe(
        `value of ${name}`,
      );
    }
    const signing = (await findSealedSigningSecret(database.pool, id))!;
    expect(newRing.open(signing.sealedSecret, 'new', signingSecretBinding(id))).toBe('second');
    expect(newRing.open(signing.sealedPreviousSecret!, 'new', previousSigningSecretBinding(id))).toBe(
      'first',
    );
    expect(await resealWith(database.pool, bothRing)).toEqual({ resealed: 0, left: 0 });
  });

  test('a secret whose key is missing stops it and stays as it is', async () => {
    await givenSecret('a');
    const before = await findSealedSecret(database.pool, 'a');
    await expect(resealWith(database.pool, newRing)).rejects.toMatchObject({
      code: 'secret.unreadable',
      message: expect.stringContaining('"old"'),
    });
    expect(await findSealedSecret(database.pool, 'a')).toEqual(before);
  });

  test('what somebody holds is counted as left', async () => {
    const id = await givenSecret('a');
    await inTransaction(database.pool, async (transaction) => {
      await transaction.query({ text: 'select from secrets where id = $1 for update', values: [id] });
      expect(await resealWith(database.pool, bothRing)).toEqual({ resealed: 0, left: 1 });
    });
  });

  test('addresses of alert channels are sealed anew as well', async () => {
    const id = newId();
    await insertAlertChannel(database.pool, {
      ...{ id, name: 'ops', kind: 'chat', events: ['task.failed'], taskFilter: null, addressHint: '' },
      ...{
        signingSecretId: null,
        quietHours: null,
        groupSeconds: 60,
        lateAfterSeconds: 300,
        enabled: true,
        createdBy: 'test',
      },
      sealedAddress: oldRing.seal('https://chat.test/hook', alertAddressBinding(id)),
      encryptionKeyId: 'old',
    });
    expect(await resealWith(database.pool, bothRing)).toEqual({ resealed: 1, left: 0 });
    const { rows } = await database.pool.query('select sealed_address as sealed from alert_channels');
    expect(newRing.open(rows[0].sealed, 'new', alertAddressBinding(id))).toBe('https://chat.test/hook');
  });

  describe('headers of tasks', () => {
    const httpHeaders = { Authorization: 'Bearer abc', 'x-team': 'billing' };

    test('are sealed under the first key, those among them that never were', async () => {
      await insertTask(database.pool);
      const ids = Array.from({ length: 102 }, newId);
      for (const [index, id] of ids.entries()) {
        const stored = index % 2 === 0 ? httpHeaders : sealHeaders(oldRing, id, httpHeaders);
        await insertTask(database.pool, { id, httpHeaders: stored });
      }
      expect(await resealWith(database.pool, bothRing)).toMatchObject({ resealed: 102, left: 0 });
      for (const id of ids) {
        const stored = await findStoredHeaders(database.pool, id);
        expect(stored).toEqual({ Authorization: expect.stringMatching(/^sealed:new:/), 'x-team': 'billing' });
        expect(openHeaders(newRing, id, stored)).toEqual(httpHeaders);
      }
      expect(await resealWith(database.pool, bothRing)).toMatchObject({ resealed: 0, left: 0 });
    });

    test('that somebody changes meanwhile are not overwritten', async () => {
      const { id } = await insertTask(database.pool, { httpHeaders });
      const read = { id, headers: httpHeaders };
      await database.pool.query(`update tasks set http_headers = '{"cookie":"new"}'`);
      expect(await replaceStoredHeaders(database.pool, read, {})).toBe(false);
      expect(await findStoredHeaders(database.pool, id)).toEqual({ cookie: 'new' });
    });
  });
});
