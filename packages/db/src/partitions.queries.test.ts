import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  countOldPartitions,
  dropOldPartitions,
  ensurePartitions,
  ensurePartitionsAhead,
} from './partitions.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const dayMs = 86_400_000;

describeWithPostgres('partitions', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  test('the days ahead are there, and a second call makes none', async () => {
    await ensurePartitionsAhead(database.pool, 5);
    expect(await ensurePartitionsAhead(database.pool, 5)).toBe(0);
    expect(await ensurePartitionsAhead(database.pool, 6)).toBe(4);
  });

  test('many processes may make the same ones at the same time', async () => {
    const [fromMs, toMs] = [Date.now() + 20 * dayMs, Date.now() + 22 * dayMs];
    const made = await Promise.all(
      Array.from({ length: 5 }, () => ensurePartitions(database.pool, fromMs, toMs)),
    );
    expect(made.reduce((sum, count) => sum + count)).toBe(12);
  });

  test('old days are dropped, except those in which a run is still open', async () => {
    const oldMs = Date.now() - 10 * dayMs;
    await ensurePartitions(database.pool, oldMs, oldMs + dayMs);
    const task = await insertTask(database.pool);
    await insertRun(database.pool, task, { scheduledFor: new Date(oldMs).toISOString() });
    const ended = new Date(oldMs + dayMs).toISOString();
    await insertRun(database.pool, task, { scheduledFor: ended, finishedAt: ended, runStatus: 'completed' });
    const told = await countOldPartitions(database.pool, { retentionDays: 7, countedMax: 100 });
    expect(told).toEqual({ days: 2, tables: 7, runs: 1, attempts: 0, heldDays: 1 });
    const dropped = await dropOldPartitions(database.pool, 7);
    expect(dropped).toHaveLength(told.tables);
    const { rows } = await database.pool.query('select count(*)::int as runs from task_runs');
    expect(rows[0]).toEqual({ runs: 1 });
  });
});
