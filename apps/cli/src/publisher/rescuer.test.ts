import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { awaitCallbacks, claimRuns } from '@carillon/db';
import type { TestDatabase } from '@carillon/db/testing';
import {
  createTestDatabase,
  hasTestDatabase,
  insertRun,
  insertTask,
  insertWorker,
} from '@carillon/db/testing';
import { makeRunToken, noWishes } from '@carillon/domain';
import { noEvents } from '@carillon/events';
import type { QueueAdmin } from '@carillon/queue';
import { createHintProducer, createQueueAdmin, migrateQueue } from '@carillon/queue';
import { createLogger, createMetrics } from '@carillon/telemetry';
import { until } from '@carillon/testkit';
import { Hinter } from '../worker/hinter.js';
import { Rescuer } from './rescuer.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('a rescuer', () => {
  let database: TestDatabase;
  let hinter: Hinter;
  let queue: QueueAdmin;
  let rescuer: Rescuer;
  const logger = createLogger({ service: 'test', level: 'error', format: 'json' });
  const metrics = createMetrics({ service: 'publisher' });
  logger.silent = true;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrateQueue(database.url);
    const connection = { databaseUrl: database.url, redisUrl: null };
    const onError = () => undefined;
    hinter = new Hinter(createHintProducer(connection, { onError }), logger);
    queue = createQueueAdmin(connection, { timeoutMs: 2_000, onError });
    rescuer = new Rescuer(
      database.pool,
      { hinter, queue, events: noEvents },
      { rescueIntervalMs: 50, workerTimeoutMs: 10_000, logger, metrics },
    );
    rescuer.start();
  });
  afterAll(async () => {
    await rescuer.stop();
    await Promise.all([hinter.close(), queue.close()]);
    await database.drop();
  });

  test('tries a run again whose receiver has not reported in time, and waits for one that may still', async () => {
    const task = await insertTask(database.pool, { backoffBaseMs: 3_600_000, backoffMaxMs: 3_600_000 });
    const runs = [await insertRun(database.pool, task), await insertRun(database.pool, task)];
    const workerId = await insertWorker(database.pool);
    const claimed = await claimRuns(database.pool, runs, { workerId, leaseMs: 60_000 });
    const [silent, patient] = runs.map(({ id }) => claimed.find((run) => run.id === id)!);
    const phases = { dnsMs: null, connectMs: 1, tlsMs: null, firstByteMs: 5, totalMs: 12 };
    await awaitCallbacks(
      database.pool,
      [silent!, patient!].map((run) => ({
        ...{ id: run.id, scheduledFor: run.scheduledFor, taskId: run.taskId, fence: run.fence },
        ...{ logId: run.logId, logCreatedAt: run.logCreatedAt, runStatus: 'waiting', executionTimeMs: 12 },
        ...{ message: '', messageTruncated: false, httpStatus: 202, errorCode: null, responseHeaders: null },
        ...{ phases, wishes: noWishes, backoffMs: 0, callbackTokenHash: makeRunToken(run.logId).hash },
        callbackWithinMs: run === silent ? 1 : 600_000,
      })),
    );
    const statusOf = async (id: string) =>
      (await database.pool.query('select run_status from task_runs where id = $1', [id])).rows[0].run_status;
    await until(async () => (await statusOf(silent!.id)) === 'retrying', { what: 'the run is tried again' });
    await until(async () => (await queue.counts()).delayed === 1, { what: 'its hint is in the queue' });
    expect(await statusOf(patient!.id)).toBe('waiting');
    expect(await metrics.registry.metrics()).toContain('carillon_retries_total 1\n');
  });
});
