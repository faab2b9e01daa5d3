import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '@carillon/testkit';
import { inTransaction } from './connect.js';
import { admitRuns } from './lanes.queries.js';
import type { TestDatabase } from './testing/index.js';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from './testing/index.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('lanes', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const admit = (lanes: string[] | null) =>
    inTransaction(database.pool, (transaction) => admitRuns(transaction, lanes));
  const end = (id: string) =>
    database.pool.query(`update task_runs set run_status = 'cancelled', finished_at = now() where id = $1`, [
      id,
    ]);
  const insertLane = (name: string, limit: number, paused = false) =>
    database.pool.query('insert into lanes (name, concurrency_limit, paused) values ($1, $2, $3)', [
      name,
      limit,
      paused,
    ]);

  test('a lane of limit 1 runs strictly one at a time, urgent before old before new', async () => {
    await insertLane('one', 1);
    const task = await insertTask(database.pool, { lane: 'one' });
    const held = (priority: 'normal' | 'urgent', second: number) =>
      insertRun(database.pool, task, {
        runStatus: 'held',
        lane: 'one',
        priority,
        scheduledFor: new Date(Date.now() - (60 - second) * 1_000).toISOString(),
      });
    const [late, early, urgent] = [
      await held('normal', 20),
      await held('normal', 10),
      await held('urgent', 30),
    ];
    for (const expected of [urgent, early, late]) {
      expect((await admit(['one'])).map((run) => run.id)).toEqual([expected.id]);
      expect(await admit(null)).toEqual([]);
      await end(expected.id);
    }
    expect(await admit(null)).toEqual([]);
  });

  test('a run that waits for its turn to catch up does not keep a due one out, and tells how long it waits', async () => {
    await insertLane('catching-up', 1);
    const task = await insertTask(database.pool, { lane: 'catching-up' });
    const held = (agoMs: number, dueInMs: number) =>
      insertRun(database.pool, task, {
        runStatus: 'held',
        lane: 'catching-up',
        scheduledFor: new Date(Date.now() - agoMs).toISOString(),
        nextAttemptAt: new Date(Date.now() + dueInMs).toISOString(),
      });
    const later = await held(60_000, 30_000);
    const due = await held(1_000, -1_000);
    expect(await admit(['catching-up'])).toMatchObject([{ id: due.id }]);
    await end(due.id);
    const [run] = await admit(['catching-up']);
    expect(run!.id).toBe(later.id);
    expect(run!.delayMs).toBeGreaterThan(20_000);
  });

  test('many admissions at the same time never let more in than the limit', async () => {
    await insertLane('three', 3);
    const task = await insertTask(database.pool, { lane: 'three' });
    for (let index = 0; index < 10; index += 1)
      await insertRun(database.pool, task, { runStatus: 'held', lane: 'three' });
    const admitted = await Promise.all(Array.from({ length: 6 }, () => admit(['three'])));
    expect(admitted.flat()).toHaveLength(3);
  });

  test('an admission waits for the one before it, even when an urgent run has come in between', async () => {
    await insertLane('race', 1);
    const task = await insertTask(database.pool, { lane: 'race' });
    await insertRun(database.pool, task, { runStatus: 'held', lane: 'race' });
    let second: Promise<unknown[]> | undefined;
    await inTransaction(database.pool, async (first) => {
      expect(await admitRuns(first, ['race'])).toHaveLength(1);
      await insertRun(database.pool, task, { runStatus: 'held', lane: 'race', priority: 'urgent' });
      second = admit(['race']);
      await until(
        async () => {
          const { rows } = await database.pool.query(
            `select count(*)::int as waiting from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'`,
          );
          return rows[0].waiting === 1;
        },
        { what: 'the second admission waits' },
      );
    });
    expect(await second).toEqual([]);
  });

  test('a paused lane admits nothing', async () => {
    await insertLane('paused', 5, true);
    const task = await insertTask(database.pool, { lane: 'paused' });
    await insertRun(database.pool, task, { runStatus: 'held', lane: 'paused' });
    expect(await admit(['paused'])).toEqual([]);
  });

  test('a task that queues its overlaps is a lane of its own', async () => {
    const task = await insertTask(database.pool, { overlapPolicy: 'queue' });
    await insertRun(database.pool, task, { runStatus: 'held', lane: task.id });
    await insertRun(database.pool, task, { runStatus: 'held', lane: task.id });
    expect(await admit(null)).toHaveLength(1);
    expect(await admit(null)).toEqual([]);
  });
});
