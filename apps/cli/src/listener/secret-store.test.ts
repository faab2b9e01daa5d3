import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSecret, createSigningSecret, inTransaction, rotateSigningSecret } from '@carillon/db';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase } from '@carillon/db/testing';
import { newHmacSecret, signWebhook, signingKeyOf } from '@carillon/delivery';
import { newId } from '@carillon/domain';
import {
  createKeyring,
  previousSigningSecretBinding,
  secretBinding,
  signingSecretBinding,
} from '@carillon/secrets';
import { openSecretStore } from './secret-store.js';

const describeStore = hasTestDatabase ? describe : describe.skip;
const ring = createKeyring([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);
const webhook = { id: newId(), timestampS: 1_614_265_330, body: '{}' };

describeStore('the secrets of runs', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const open = () => openSecretStore(database.pool, () => Promise.resolve(ring));

  test('processes that need the default signing secret at the same time sign with the same one', async () => {
    const stores = Array.from({ length: 8 }, open);
    const keys = await Promise.all(stores.map((store) => store.signingKeys(null)));
    const signatures = keys.map((each) => signWebhook(each!, webhook));
    expect(signatures[0]).toMatch(/^v1,/);
    expect(new Set(signatures).size).toBe(1);
    const { rows } = await database.pool.query('select name, is_default from signing_secrets');
    expect(rows).toEqual([{ name: 'default', is_default: true }]);
  });

  test('a rotation signs twice while it overlaps, the new one first, and once afterwards', async () => {
    const id = newId();
    const [first, second] = [newHmacSecret(), newHmacSecret()];
    const row = { id, kind: 'hmac' as const, encryptionKeyId: 'one', sealedPreviousSecret: null };
    const sealedSecret = ring.seal(first, signingSecretBinding(id));
    await createSigningSecret(database.pool, { ...row, name: 'rotated', sealedSecret });
    await inTransaction(database.pool, (transaction) =>
      rotateSigningSecret(
        transaction,
        {
          ...row,
          sealedSecret: ring.seal(second, signingSecretBinding(id)),
          sealedPreviousSecret: ring.seal(first, previousSigningSecretBinding(id)),
        },
        60_000,
      ),
    );
    const expected = [second, first].map((text) => signWebhook([signingKeyOf(text)], webhook));
    expect(signWebhook((await open().signingKeys(id))!, webhook)).toBe(expected.join(' '));
    await database.pool.query(`update signing_secrets set previous_valid_until = now() where id = '${id}'`);
    expect(signWebhook((await open().signingKeys(id))!, webhook)).toBe(expected[0]);
    expect(await open().signingKeys(newId())).toBeNull();
  });

  test('named secrets come by their names', async () => {
    const id = newId();
    const sealedValue = ring.seal('s3cret', secretBinding(id));
    await createSecret(database.pool, { id, name: 'token', sealedValue, encryptionKeyId: 'one' });
    expect([await open().secret('token'), await open().secret('unknown')]).toEqual(['s3cret', null]);
  });
});
