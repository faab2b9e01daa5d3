import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SealedSecret, Task } from '@carillon/domain';
import { newId } from '@carillon/domain';
import { inTransaction } from './connect.js';
import {
  countSealedOtherwise,
  createSecret,
  findSealedSecret,
  listTasksThatUseSecret,
  replaceSecretValue,
  resealSecrets,
} from './secrets.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertTask } from './testing/index.js';

const describeQueries = hasTestDatabase ? describe : describe.skip;

describeQueries('secrets', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(() => database.pool.query('delete from secrets'));

  const given = (name: string, text = name, encryptionKeyId = 'old') =>
    createSecret(database.pool, { id: newId(), name, sealedValue: Buffer.from(text), encryptionKeyId });
  const stored = async (name: string) => {
    const { sealedValue, encryptionKeyId } = (await findSealedSecret(database.pool, name))!;
    return `${Buffer.from(sealedValue).toString()} under ${encryptionKeyId}`;
  };
  const seal = ({ sealedValue }: SealedSecret) => Buffer.from(`${Buffer.from(sealedValue).toString()} anew`);
  const reseal = (limit: number) =>
    inTransaction(database.pool, (transaction) =>
      resealSecrets(transaction, { encryptionKeyId: 'new', limit }, seal),
    );

  const uses: [string, Partial<Task> | Record<string, unknown>][] = [
    ['the URL', { webhookUrl: 'http://x.test/?key={{secret:api.key}}' }],
    ['a header', { httpHeaders: { 'x-key': 'Key {{ secret:api.key }}' } }],
    ['the payload', { jsonPayload: { deep: [{ key: 'a {{secret:api.key}} b' }] } }],
    ['a basic password', { deliveryOptions: { auth: { type: 'basic', passwordSecret: 'api.key' } } }],
    ['a bearer token', { deliveryOptions: { auth: { type: 'bearer', tokenSecret: 'api.key' } } }],
    ['an API key', { deliveryOptions: { auth: { type: 'api_key', valueSecret: 'api.key' } } }],
    ['an OAuth2 client', { deliveryOptions: { auth: { type: 'oauth2', clientSecret: 'api.key' } } }],
    ['a client certificate', { deliveryOptions: { tls: { keySecret: 'api.key' } } }],
  ];
  test.each(uses)('a task that uses a secret in %s is found', async (taskName, overrides) => {
    await database.pool.query('delete from tasks');
    await insertTask(database.pool, { taskName, ...(overrides as Partial<Task>) });
    expect(await listTasksThatUseSecret(database.pool, 'api.key', 5)).toEqual([taskName]);
  });

  test('a task that uses another secret is not', async () => {
    await database.pool.query('delete from tasks');
    const names = ['api-key', 'api.key2', 'my.api.key', 'apiXkey'];
    for (const name of names) {
      const auth = { type: 'bearer', tokenSecret: name };
      const overrides = { jsonPayload: [`{{secret:${name}}}`, 'api.key'], deliveryOptions: { auth } };
      await insertTask(database.pool, overrides as Partial<Task>);
    }
    await insertTask(database.pool, {
      deliveryOptions: { auth: { type: 'basic', username: 'api.key', passwordSecret: 'x' } } as never,
    });
    expect(await listTasksThatUseSecret(database.pool, 'api.key', 5)).toEqual([]);
  });

  test('are sealed anew in bounded batches, those alone that another key sealed', async () => {
    for (const name of ['a', 'b', 'c']) await given(name);
    await given('d', 'd', 'new');
    expect(await countSealedOtherwise(database.pool, 'new')).toBe(3);
    expect([await reseal(2), await reseal(2), await reseal(2)]).toEqual([2, 1, 0]);
    expect(await stored('a')).toBe('a anew under new');
    expect(await stored('c')).toBe('c anew under new');
    expect(await stored('d')).toBe('d under new');
    expect(await countSealedOtherwise(database.pool, 'new')).toBe(0);
  });

  test('that somebody is changing are left to a later batch, and the change stays', async () => {
    await given('a');
    await given('b');
    const row = (await findSealedSecret(database.pool, 'a'))!;
    await inTransaction(database.pool, async (transaction) => {
      const change = { id: row.id, sealedValue: Buffer.from('changed'), encryptionKeyId: 'old' };
      await replaceSecretValue(transaction, change);
      expect(await reseal(10)).toBe(1);
    });
    expect([await stored('a'), await stored('b')]).toEqual(['changed under old', 'b anew under new']);
    expect(await reseal(10)).toBe(1);
    expect(await stored('a')).toBe('changed anew under new');
  });
});
