import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createSecret,
  createSigningSecret,
  findSealedSecret,
  findSealedSigningSecret,
  inTransaction,
  insertAlertChannel,
  lockSealedSigningSecret,
  rotateSigningSecret,
} from '@carillon/db';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import { newId } from '@carillon/domain';
import {
  alertAddressBinding,
  createKeyring,
  previousSigningSecretBinding,
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
  beforeEach(() => database.pool.query('truncate secrets, signing_secrets cascade'));

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
});
