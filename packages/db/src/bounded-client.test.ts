import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { boundedClient } from './bounded-client.js';
import { isTransientDatabaseError, SilentServerError } from './database-errors.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const limitMs = 400;
const Client = boundedClient(limitMs);

describeWithPostgres('a connection with a limit', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await createTestDatabase()));
  afterAll(() => database.drop());

  async function withClient(work: (client: InstanceType<typeof Client>) => Promise<void>): Promise<void> {
    const client = new Client(database.url);
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }

  const faultOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (fault: unknown) => fault,
    );

  test('refuses a query that is not answered in time, and those behind it, and is of no more use', async () => {
    await withClient(async (client) => {
      const askedAt = performance.now();
      const faults = await Promise.all(
        ['select pg_sleep(60)', 'select 1'].map((text) => faultOf(client.query(text))),
      );
      expect(performance.now() - askedAt).toBeGreaterThanOrEqual(limitMs - 1);
      expect(faults).toEqual([expect.any(SilentServerError), expect.any(SilentServerError)]);
      expect(isTransientDatabaseError(faults[0])).toBe(true);
      expect(await faultOf(client.query('select 1'))).toBeInstanceOf(Error);
    });
  });

  test('has the whole limit for each of its queries', async () => {
    await withClient(async (client) => {
      for (let query = 0; query < 3; query += 1) await client.query('select pg_sleep(0.25)');
      await Promise.all([1, 2, 3].map(() => client.query('select pg_sleep(0.25)')));
      expect((await client.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
    });
  });

  test('answers callbacks, and tells who asked when PostgreSQL refuses', async () => {
    await withClient(async (client) => {
      const rows = await new Promise((resolve, reject) =>
        client.query('select $1::int as one', [1], (error, result) =>
          error ? reject(error) : resolve(result.rows),
        ),
      );
      expect(rows).toEqual([{ one: 1 }]);
      const askWrongly = async () => {
        await client.query('select from nowhere');
      };
      const fault = await faultOf(askWrongly());
      expect(fault).toMatchObject({ code: '42P01' });
      expect((fault as Error).stack).toContain('askWrongly');
    });
  });
});
