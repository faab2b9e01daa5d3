import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ageingStepMs } from '@carillon/domain';
import { claimRuns } from './claim.queries.js';
import type { OverdueCursor } from './overdue.queries.js';
import { listClaimableRuns, listOverdueRuns } from './overdue.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask, insertWorker } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('runs that are due and unclaimed', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(() => database.pool.query('delete from tasks'));
  afterAll(() => database.drop());

  const at = (agoMs: number): string => new Date(Date.now() - agoMs).toISOString();

  test('are listed once they have waited for a while, and no others', async () => {
    const task = await insertTask(database.pool, { webhookUrl: 'https://example.com/hook' });
    const overdue = await insertRun(database.pool, task, { nextAttemptAt: at(60_000) });
    await insertRun(database.pool, task, { nextAttemptAt: at(0) });
    const claimed = await insertRun(database.pool, task, { nextAttemptAt: at(60_000) });
    await claimRuns(database.pool, [claimed], {
      workerId: await insertWorker(database.pool),
      leaseMs: 60_000,
    });
    const listed = await listOverdueRuns(database.pool, { overdueMs: 30_000, limit: 100 });
    expect(listed).toMatchObject({ runs: [{ id: overdue.id, host: 'example.com:443' }], next: null });
  });

  test('are paged through to the last, so that those at the head never hide the others', async () => {
    const task = await insertTask(database.pool);
    for (let index = 0; index < 5; index += 1) await insertRun(database.pool, task);
    const seen: string[] = [];
    let after: OverdueCursor | null = null;
    do {
      const page: Awaited<ReturnType<typeof listOverdueRuns>> = await listOverdueRuns(database.pool, {
        overdueMs: 0,
        limit: 2,
        after,
      });
      seen.push(...page.runs.map(({ id }) => id));
      after = page.next;
    } while (after !== null);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  test('are found by class raised by age, without those that the caller knows', async () => {
    const task = await insertTask(database.pool);
    const low = await insertRun(database.pool, task, { priority: 'low', nextAttemptAt: at(1_000) });
    const normal = await insertRun(database.pool, task, { priority: 'normal', nextAttemptAt: at(1_000) });
    const urgent = await insertRun(database.pool, task, { priority: 'urgent', nextAttemptAt: at(500) });
    const aged = await insertRun(database.pool, task, {
      priority: 'low',
      nextAttemptAt: at(10 * ageingStepMs),
    });
    const known = await insertRun(database.pool, task, { priority: 'urgent' });
    await insertRun(database.pool, task, { nextAttemptAt: at(-60_000) });
    const listed = await listClaimableRuns(database.pool, { overdueMs: 0, limit: 10, exceptIds: [known.id] });
    expect(listed.map((run) => run.id)).toEqual([aged.id, urgent.id, normal.id, low.id]);
  });
});
