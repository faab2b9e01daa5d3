import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Pool } from '@carillon/db';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from '@carillon/db/testing';
import { noEvents } from '@carillon/events';
import type { HintProducer } from '@carillon/queue';
import { createLogger, createMetrics } from '@carillon/telemetry';
import { until } from '@carillon/testkit';
import { Hinter } from '../worker/hinter.js';
import { Publisher } from './publisher.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('back pressure', () => {
  let database: TestDatabase;
  let pool: Pool;
  let publisher: Publisher | undefined;
  let looks = 0;
  const logger = createLogger({ service: 'test', level: 'error', format: 'json' });
  const metrics = createMetrics({ service: 'publisher' });
  const nobody: HintProducer = { add: () => Promise.resolve(), close: () => Promise.resolve() };
  beforeAll(async () => {
    database = await createTestDatabase();
    const query = (statement: { name?: string }) => {
      if (statement.name === 'look_for_due_tasks') looks += 1;
      return database.pool.query(statement as never);
    };
    pool = Object.create(database.pool, { query: { value: query } }) as Pool;
  });
  afterEach(() => publisher?.stop());
  afterAll(() => database.drop());

  const waiting = async () => {
    const { rows } = await database.pool.query(
      `select count(*)::int as runs from task_runs where finished_at is null`,
    );
    return rows[0].runs as number;
  };
  const complete = (count: number) =>
    database.pool.query(
      `with chosen as (select id from task_runs where run_status = 'pending' limit $1)
       update task_runs r set run_status = 'cancelled', finished_at = now() from chosen where r.id = chosen.id`,
      [count],
    );
  const dueTask = () => insertTask(database.pool, { runAt: new Date(Date.now() - 1_000).toISOString() });
  const published = async (id: string) =>
    (await database.pool.query('select from task_runs where task_id = $1', [id])).rowCount === 1;
  /** Resolves when the publisher has asked about the backlog so many times more. */
  const moreLooks = (count: number) => {
    const enough = looks + count;
    return until(() => looks >= enough, { what: `the publisher has looked ${count} times` });
  };

  test('holds publishing above the limit and lets it go on below 80 % of it, not in between', async () => {
    const filler = await insertTask(database.pool);
    for (let run = 0; run < 11; run += 1) await insertRun(database.pool, filler);
    const held = await dueTask();
    const options = {
      publishBatch: 10,
      publishIntervalMs: 10,
      catchUpPerSecond: 10,
      backlogMax: 10,
      logger,
      metrics,
    };
    publisher = new Publisher(pool, { hinter: new Hinter(nobody, logger), events: noEvents }, options);
    publisher.start();
    await moreLooks(5);
    expect(await published(held.id)).toBe(false);

    await complete(3);
    expect(await waiting()).toBe(8);
    await moreLooks(5);
    expect(await published(held.id)).toBe(false);

    await complete(1);
    await until(() => published(held.id), { what: 'publishing goes on' });

    // Back at 8 and then at 10, below and at the limit: nothing holds it back until it is above again.
    for (let run = 0; run < 2; run += 1) await insertRun(database.pool, filler);
    const free = await dueTask();
    await until(() => published(free.id), { what: 'publishing is not held back at the limit' });
  });
});
