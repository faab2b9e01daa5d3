import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inTransaction } from './connect.js';
import { cancelRuns } from './run-actions.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';
import { moveHeldRuns } from './waiting-runs.queries.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('runs that wait in a lane', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.pool.query(`insert into lanes (name) values ('from'), ('to')`);
  });
  afterAll(() => database.drop());

  const hold = async (count: number) => {
    const task = await insertTask(database.pool, { lane: 'from' });
    for (let index = 0; index < count; index += 1)
      await insertRun(database.pool, task, { runStatus: 'held', lane: 'from' });
  };
  const soon = () => new Date(Date.now() + 1_000);
  const longAgo = new Date(0);

  test('are moved so many at a time, and none that came later', async () => {
    await hold(3);
    const move = (madeUntil: Date) =>
      inTransaction(database.pool, (transaction) =>
        moveHeldRuns(transaction, { from: 'from', to: 'to', madeUntil, limit: 2 }),
      );
    expect(await move(longAgo)).toHaveLength(0);
    expect(await move(soon())).toHaveLength(2);
    expect(await move(soon())).toHaveLength(1);
    expect(await move(soon())).toHaveLength(0);
  });

  test('are cancelled so many at a time, and none that came later', async () => {
    await hold(3);
    const cancel = (madeUntil: Date) =>
      inTransaction(database.pool, (transaction) =>
        cancelRuns(transaction, {
          target: { lane: 'from', madeUntil, limit: 2 },
          ...{ reason: 'drained', actor: 'a test' },
        }),
      );
    expect(await cancel(longAgo)).toHaveLength(0);
    expect(await cancel(soon())).toHaveLength(2);
    expect(await cancel(soon())).toHaveLength(1);
    expect(await cancel(soon())).toHaveLength(0);
    const { rows } = await database.pool.query(`select active_runs from tasks where active_runs < 0`);
    expect(rows).toEqual([]);
  });
});
