import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '@carillon/db/testing';
import {
  createTestDatabase,
  hasTestDatabase,
  insertRun,
  insertTask,
  insertWorker,
} from '@carillon/db/testing';
import type { ReceivedHint } from '@carillon/domain';
import { createLogger } from '@carillon/telemetry';
import { until } from '@carillon/testkit';
import { DirectClaims } from './direct-claims.js';
import { Intake } from './intake.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;
const logger = createLogger({ service: 'test', level: 'error', format: 'json' });

describeWithPostgres('claims without hints', () => {
  let database: TestDatabase;
  let intake: Intake;
  let direct: DirectClaims;
  let isQueueHealthy: boolean;
  const claimed: string[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    await insertWorker(database.pool);
  });
  beforeEach(() => {
    claimed.length = 0;
    isQueueHealthy = true;
    intake = new Intake({
      concurrency: 5,
      hostConcurrency: null,
      gate: { admits: () => 'go', begin: () => undefined },
      defer: () => Promise.resolve(),
      async claim(runs) {
        for (const { id, host } of runs) {
          claimed.push(id);
          await database.pool.query(`delete from task_runs where id = '${id}'`);
          intake.done(host, { answered: true });
        }
      },
      onError: (error) => {
        throw error;
      },
    });
    direct = new DirectClaims(database.pool, intake, {
      concurrency: 5,
      isQueueHealthy: () => isQueueHealthy,
      onDeaf: () => undefined,
      logger,
    });
    direct.start();
  });
  afterEach(() => direct.stop());
  afterAll(() => database.drop());

  const insertDueRun = async (agoMs: number) =>
    insertRun(database.pool, await insertTask(database.pool), {
      nextAttemptAt: new Date(Date.now() - agoMs).toISOString(),
    });

  test('take due runs at once while the queue does not answer', async () => {
    isQueueHealthy = false;
    const run = await insertDueRun(0);
    await until(() => claimed.includes(run.id), { what: 'the run is claimed' });
  });

  test('leave fresh runs to the hints of a healthy queue, and take what was left behind', async () => {
    const leftBehind = await insertDueRun(10_000);
    await until(() => claimed.includes(leftBehind.id), { what: 'what was left behind is claimed' });
    expect(claimed).toEqual([leftBehind.id]);
  });

  test('keep away while hints arrive', async () => {
    isQueueHealthy = false;
    const hint: ReceivedHint = { runs: [], priority: 'normal', waitingSinceMs: Date.now() };
    const beating = setInterval(() => void intake.takeHint(hint), 50);
    await intake.takeHint(hint);
    try {
      const run = await insertDueRun(60_000);
      const since = performance.now();
      await until(() => performance.now() - since > 2_500, { what: 'several looks would have been made' });
      expect(claimed).not.toContain(run.id);
    } finally {
      clearInterval(beating);
    }
    await until(() => claimed.length > 0, { what: 'the run is claimed when hints stay away' });
  });
});
