import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '@carillon/testkit';
import { connectDatabase, inTransaction } from './connect.js';
import { isTransientDatabaseError } from './database-errors.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('a transaction', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.pool.query('create table notes (id int)');
  });
  afterAll(() => database.drop());

  const countNotes = async () =>
    (await database.pool.query<{ notes: number }>('select count(*)::int as notes from notes')).rows[0]!.notes;

  test('that throws leaves nothing behind', async () => {
    const work = inTransaction(database.pool, async (transaction) => {
      await transaction.query('insert into notes values (1)');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await countNotes()).toBe(0);
  });

  test('whose connection is cut between two statements is refused, and the process and the pool live on', async () => {
    const errors: Error[] = [];
    const pool = connectDatabase(database.url, {
      applicationName: 'carillon test',
      size: 1,
      onError: (error) => errors.push(error),
    });
    const work = inTransaction(pool, async (transaction) => {
      const { rows } = await transaction.query<{ pid: number }>('select pg_backend_pid() as pid');
      await transaction.query('insert into notes values (1)');
      await database.pool.query({ text: 'select pg_terminate_backend($1)', values: [rows[0]!.pid] });
      await until(
        async () => {
          const alive = await database.pool.query({
            text: 'select from pg_stat_activity where pid = $1',
            values: [rows[0]!.pid],
          });
          return alive.rowCount === 0;
        },
        { what: 'the connection is gone' },
      );
      // One turn of the event loop, in which the cut arrives while no statement waits for an answer.
      await wait(50);
      await transaction.query('insert into notes values (2)');
    });
    const refusal: unknown = await work.catch((error: unknown) => error);
    expect(isTransientDatabaseError(refusal)).toBe(true);
    expect((await pool.query('select 1')).rowCount).toBe(1);
    expect(await countNotes()).toBe(0);
    await pool.end();
  });

  test('that falls victim to a deadlock is run again, and both come to their end', async () => {
    await database.pool.query('insert into notes values (10), (20)');
    let met: () => void;
    const bothHoldOne = new Promise<void>((resolve) => (met = resolve));
    let holding = 0;
    let tries = 0;
    const lockBoth = (first: number, second: number) =>
      inTransaction(database.pool, async (transaction) => {
        tries += 1;
        await transaction.query(`update notes set id = id where id = ${first}`);
        if ((holding += 1) === 2) met();
        await bothHoldOne;
        await transaction.query(`update notes set id = id where id = ${second}`);
      });
    await Promise.all([lockBoth(10, 20), lockBoth(20, 10)]);
    expect(tries).toBeGreaterThanOrEqual(3);
  });
});
