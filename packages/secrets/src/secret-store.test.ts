import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SealedSecret, SealedSigningSecret } from '@carillon/domain';
import { previousSigningSecretBinding, secretBinding, signingSecretBinding } from './bindings.js';
import { createKeyring } from './keyring.js';
import { SecretStore } from './secret-store.js';

const keyring = createKeyring([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);

/** The rows, as the database would hold them; `reads` counts the queries. */
let signingSecrets: Map<string | null, SealedSigningSecret>;
let secrets: Map<string, SealedSecret>;
let reads: number;
let nowMs: number;
let failure: Error | null;
let store: SecretStore<{ text: string }>;

function read<Row>(row: Row | undefined): Promise<Row | null> {
  reads += 1;
  return failure === null ? Promise.resolve(row ?? null) : Promise.reject(failure);
}

beforeEach(() => {
  signingSecrets = new Map();
  secrets = new Map();
  reads = 0;
  nowMs = 1_000;
  failure = null;
  store = newStore();
});

function newStore() {
  return new SecretStore({
    keyring: () => Promise.resolve(keyring),
    findSecret: (name) => read(secrets.get(name)),
    findSigningSecret: (id) => read(signingSecrets.get(id)),
    insertDefaultSigningSecret: (secret) => {
      if (!signingSecrets.has(null)) signingSecrets.set(null, secret);
      return Promise.resolve();
    },
    newHmacSecret: () => 'whsec_new',
    toSigningKey: (text) => ({ text }),
    now: () => nowMs,
  });
}

function putSigningSecret(id: string, text: string, previous: string | null = null) {
  signingSecrets.set(id, {
    id,
    name: id,
    kind: 'hmac',
    sealedSecret: keyring.seal(text, signingSecretBinding(id)),
    sealedPreviousSecret: previous === null ? null : keyring.seal(previous, previousSigningSecretBinding(id)),
    encryptionKeyId: 'one',
  });
}

function putSecret(name: string, value: string) {
  const id = `id of ${name}`;
  const sealedValue = keyring.seal(value, secretBinding(id));
  secrets.set(name, { id, name, sealedValue, encryptionKeyId: 'one' });
}

describe('signing keys', () => {
  test('the current one first, the previous one behind it', async () => {
    putSigningSecret('a', 'whsec_current', 'whsec_previous');
    expect(await store.signingKeys('a')).toEqual([{ text: 'whsec_current' }, { text: 'whsec_previous' }]);
  });

  test('are null for a signing secret that is not there', async () => {
    expect(await store.signingKeys('unknown')).toBeNull();
  });

  test('are prepared once: what is asked for again is the very same', async () => {
    putSigningSecret('a', 'whsec_current');
    expect(await store.signingKeys('a')).toBe(await store.signingKeys('a'));
    expect(reads).toBe(1);
  });

  test('the default one is made at its first use, and shared by all who start together', async () => {
    const stores = [store, newStore(), newStore()];
    const keys = await Promise.all(stores.map((each) => each.signingKeys(null)));
    expect(keys).toEqual(stores.map(() => [{ text: 'whsec_new' }]));
    expect(signingSecrets.get(null)).toMatchObject({ name: 'default', kind: 'hmac', encryptionKeyId: 'one' });
    reads = 0;
    await Promise.all(stores.map((each) => each.signingKeys(null)));
    expect(reads).toBe(0);
  });

  test('a row that was moved is refused', async () => {
    putSigningSecret('a', 'whsec_a');
    signingSecrets.set('b', { ...signingSecrets.get('a')!, id: 'b' });
    await expect(store.signingKeys('b')).rejects.toMatchObject({ code: 'secret.unreadable' });
  });
});

describe('named secrets', () => {
  test('are null when they are not there, and remembered so for a moment', async () => {
    expect(await store.secret('token')).toBeNull();
    putSecret('token', 's3cret');
    expect(await store.secret('token')).toBeNull();
    nowMs += 5_000;
    expect(await store.secret('token')).toBe('s3cret');
  });

  test('cost one query in five seconds, and a change is seen after them', async () => {
    putSecret('token', 'old');
    for (let call = 0; call < 100; call += 1) expect(await store.secret('token')).toBe('old');
    expect(reads).toBe(1);
    putSecret('token', 'new');
    nowMs += 4_999;
    expect(await store.secret('token')).toBe('old');
    nowMs += 1;
    expect(await store.secret('token')).toBe('new');
    expect(reads).toBe(2);
  });

  test('are loaded once for all who ask at the same time, each name by itself', async () => {
    putSecret('a', '1');
    putSecret('b', '2');
    const asked = ['a', 'b', 'a', 'b', 'a'].map((name) => store.secret(name));
    expect(await Promise.all(asked)).toEqual(['1', '2', '1', '2', '1']);
    expect(reads).toBe(2);
  });

  test('that could not be read are tried again at once', async () => {
    putSecret('token', 's3cret');
    failure = new Error('the database is away');
    await expect(Promise.all([store.secret('token'), store.secret('token')])).rejects.toBe(failure);
    failure = null;
    expect(await store.secret('token')).toBe('s3cret');
    expect(reads).toBe(2);
  });
});
