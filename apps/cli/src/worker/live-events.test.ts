import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createWebhookSender } from '@carillon/delivery';
import { claimRuns } from '@carillon/db';
import type { TestDatabase } from '@carillon/db/testing';
import {
  createTestDatabase,
  hasTestDatabase,
  insertRun,
  insertTask,
  insertWorker,
} from '@carillon/db/testing';
import type { LiveEvent } from '@carillon/domain';
import type { EventBus } from '@carillon/events';
import { createEventBus } from '@carillon/events';
import { createHintProducer, createQueueAdmin, migrateQueue } from '@carillon/queue';
import { createKeyring } from '@carillon/secrets';
import { createLogger, createMetrics } from '@carillon/telemetry';
import { until, WebhookSink } from '@carillon/testkit';
import { Listener } from '../listener/listener.js';
import { openSecretStore } from '../listener/secret-store.js';
import { Publisher } from '../publisher/publisher.js';
import { Rescuer } from '../publisher/rescuer.js';
import { Hinter } from './hinter.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('what workers tell of their commits', () => {
  let database: TestDatabase;
  let sink: WebhookSink;
  let hinter: Hinter;
  let worker: EventBus;
  let far: EventBus;
  const heard: LiveEvent[] = [];
  const stops: (() => Promise<unknown>)[] = [];
  const logger = createLogger({ service: 'test', level: 'error', format: 'json' });
  const metrics = createMetrics({ service: 'listener' });
  logger.silent = true;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrateQueue(database.url);
    const connection = { databaseUrl: database.url, redisUrl: null };
    const onError = () => undefined;
    hinter = new Hinter(createHintProducer(connection, { onError }), logger);
    [worker, far] = [createEventBus({ ...connection, onError }), createEventBus({ ...connection, onError })];
    far.subscribe((event) => heard.push(event));
    sink = await WebhookSink.start();
    await until(
      () => {
        worker.publish([{ type: 'queue.updated', at: new Date().toISOString() }]);
        return heard.length > 0;
      },
      { what: 'the bus works' },
    );
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });
  afterAll(async () => {
    await Promise.all([worker.close(), far.close(), hinter.close(), sink.close()]);
    await database.drop();
  });

  const toldOf = (id: string): LiveEvent[] => heard.filter((event) => 'id' in event && event.id === id);

  const startListener = async () => {
    const ring = createKeyring([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);
    const listener = new Listener(
      {
        ...{ pool: database.pool, hinter, events: worker, publicUrl: null },
        sender: createWebhookSender({ version: 'test', allow: ['127.0.0.1'] }),
        secrets: openSecretStore(database.pool, () => Promise.resolve(ring)),
      },
      {
        ...{ workerId: await insertWorker(database.pool), concurrency: 3, hostConcurrency: null },
        ...{ breakerFailures: 10, leaseMs: 5_000, heartbeatMs: 500, logger, metrics },
      },
    );
    listener.start();
    stops.push(() => listener.stop(0));
    return listener;
  };
  const startPublisher = () => {
    const publisher = new Publisher(
      database.pool,
      { hinter, events: worker },
      {
        ...{ publishBatch: 10, publishIntervalMs: 10, catchUpPerSecond: 10, backlogMax: 1_000 },
        ...{ logger, metrics },
      },
    );
    publisher.start();
    stops.push(() => publisher.stop());
  };
  const heldIn = async (lane: string, runs: number) => {
    const task = await insertTask(database.pool, { lane, webhookUrl: sink.url('/') });
    const held = { runStatus: 'held' as const, lane };
    const ids: string[] = [];
    for (let run = 0; run < runs; run += 1) ids.push((await insertRun(database.pool, task, held)).id);
    return { task, ids };
  };
  const startRescuer = () => {
    const connection = { databaseUrl: database.url, redisUrl: null };
    const queue = createQueueAdmin(connection, { onError: () => undefined });
    const rescuer = new Rescuer(
      database.pool,
      { hinter, queue, events: worker },
      { rescueIntervalMs: 50, workerTimeoutMs: 10_000, logger, metrics },
    );
    rescuer.start();
    stops.push(
      () => rescuer.stop(),
      () => queue.close(),
    );
  };

  test('a listener tells of a claim and of every end of an attempt', async () => {
    sink.answer('/', (_request, call) => ({ status: call === 1 ? 500 : 200, delayMs: 100 }));
    const listener = await startListener();
    const backoff = { maxRetry: 1, backoffBaseMs: 1, backoffMaxMs: 1 };
    const task = await insertTask(database.pool, { webhookUrl: sink.url('/'), ...backoff });
    const run = await insertRun(database.pool, task, { maxRetry: 1 });
    const hint = () => listener.takeHint({ runs: [run], priority: 'normal', waitingSinceMs: Date.now() });
    await hint();
    await until(() => toldOf(run.id).length === 1, { what: 'the claim is told' });
    await until(() => toldOf(run.id).length === 2, { what: 'the failure is told' });
    await until(
      async () => {
        await hint();
        return toldOf(run.id).some((event) => 'status' in event && event.status === 'completed');
      },
      { what: 'the end is told' },
    );
    const told = toldOf(run.id);
    expect(told.slice(0, 2)).toMatchObject([
      { type: 'run.updated', taskId: task.id, status: 'running', version: 1 },
      { type: 'run.updated', taskId: task.id, status: 'retrying', version: 1 },
    ]);
    expect(told.at(-1)).toMatchObject({ status: 'completed', version: 2 });
  });

  test('a listener tells of the run that its lane lets in after the one before it', async () => {
    await database.pool.query("insert into lanes (name, concurrency_limit) values ('narrow', 1)");
    sink.answer('/', () => ({ status: 200 }));
    const { task, ids } = await heldIn('narrow', 1);
    const first = await insertRun(database.pool, task, { lane: 'narrow' });
    const listener = await startListener();
    await listener.takeHint({ runs: [first], priority: 'normal', waitingSinceMs: Date.now() });
    await until(() => toldOf(ids[0]!).length > 0, { what: 'the one behind it is told' });
    expect(toldOf(ids[0]!)[0]).toMatchObject({
      ...{ type: 'run.updated', taskId: task.id, status: 'pending', version: 0 },
    });
  });

  test('a listener tells of a task that its receiver has paused', async () => {
    sink.answer('/gone', () => ({ status: 410 }));
    const task = await insertTask(database.pool, {
      webhookUrl: sink.url('/gone'),
      taskSchedule: '0 0 1 1 *',
    });
    const run = await insertRun(database.pool, task);
    const listener = await startListener();
    await listener.takeHint({ runs: [run], priority: 'normal', waitingSinceMs: Date.now() });
    await until(() => toldOf(task.id).length > 0, { what: 'the pause is told' });
    expect(toldOf(task.id)).toMatchObject([
      { type: 'task.updated', status: 'paused', version: task.version + 1 },
    ]);
  });

  test('a rescuer tells of the runs that lanes let in, with and without a rate limit', async () => {
    await database.pool.query(
      `insert into lanes (name, concurrency_limit, rate_limit_runs, rate_limit_per_ms)
       values ('open', 5, null, null), ('paced', 5, 1000, 1000)`,
    );
    const lanes = [await heldIn('open', 1), await heldIn('paced', 1)];
    startRescuer();
    for (const { task, ids } of lanes) {
      await until(() => toldOf(ids[0]!).length > 0, { what: 'it is told' });
      expect(toldOf(ids[0]!)).toMatchObject([{ taskId: task.id, status: 'pending', version: 0 }]);
    }
  });

  test('a rescuer tells of runs that receivers asked for, also of those that are held at first', async () => {
    const [free, inLane] = [
      await insertTask(database.pool),
      await insertTask(database.pool, { overlapPolicy: 'queue' }),
    ];
    await insertRun(database.pool, inLane, { lane: inLane.id });
    for (const { id } of [free, inLane]) {
      await database.pool.query('insert into planned_runs (task_id, run_at) values ($1, now())', [id]);
    }
    startRescuer();
    const ofTask = (taskId: string) =>
      heard.filter((event) => event.type === 'run.updated' && event.taskId === taskId);
    await until(() => ofTask(free.id).length > 0 && ofTask(inLane.id).length > 0, { what: 'both are told' });
    expect(ofTask(free.id)[0]).toMatchObject({ status: 'pending', version: 0 });
    expect(ofTask(inLane.id)[0]).toMatchObject({ status: 'held', version: 0 });
  });

  test('a publisher tells of a skip, and again when its record grows', async () => {
    const task = await insertTask(database.pool, {
      ...{ taskSchedule: '* * * * * *', overlapPolicy: 'skip' as const },
      nextRunAt: new Date(Date.now() - 1_000).toISOString(),
    });
    await insertRun(database.pool, task);
    startPublisher();
    const skips = () =>
      heard.filter(
        (event) => event.type === 'run.updated' && event.taskId === task.id && event.status === 'skipped',
      );
    await until(() => skips().length >= 2, { what: 'a skip and its growth are told' });
    const { rows } = await database.pool.query<{ id: string }>(
      `select id from task_runs where task_id = $1 and run_status = 'skipped'`,
      [task.id],
    );
    expect(new Set(skips().map((event) => 'id' in event && event.id))).toEqual(
      new Set(rows.map(({ id }) => id)),
    );
    expect(rows).toHaveLength(1);
  });

  test('a publisher tells of new runs, and of a task that it parks', async () => {
    const nextRunAt = new Date(Date.now() - 1_000).toISOString();
    const due = await insertTask(database.pool, { runAt: nextRunAt, nextRunAt });
    const broken = await insertTask(database.pool, { taskSchedule: 'never', nextRunAt });
    startPublisher();
    await until(() => toldOf(broken.id).length > 0, { what: 'the parked task is told' });
    expect(toldOf(broken.id)).toMatchObject([{ type: 'task.updated', status: 'paused', version: 1 }]);
    const ofDue = () => heard.filter((event) => event.type === 'run.updated' && event.taskId === due.id);
    await until(() => ofDue().length > 0, { what: 'the run is told' });
    expect(ofDue()).toMatchObject([{ status: 'pending', version: 0 }]);
    expect(toldOf(due.id)).toEqual([]);
  });

  test('a rescuer tells of runs that it takes back, and of pauses that it ends', async () => {
    const task = await insertTask(database.pool, { taskSchedule: '0 0 1 1 *' });
    const run = await insertRun(database.pool, task);
    const workerId = await insertWorker(database.pool, 60_000);
    await claimRuns(database.pool, [run], { workerId, leaseMs: 60_000 });
    const paused = await insertTask(database.pool, {
      ...{ taskSchedule: '0 0 1 1 *', taskStatus: 'paused' as const },
      pausedUntil: new Date(Date.now() - 1_000).toISOString(),
    });
    startRescuer();
    await until(() => toldOf(run.id).length > 0 && toldOf(paused.id).length > 0, { what: 'both are told' });
    expect(toldOf(run.id)).toMatchObject([{ type: 'run.updated', status: 'retrying', version: 2 }]);
    expect(toldOf(paused.id)).toMatchObject([
      { type: 'task.updated', status: 'ready', version: 2, isResumed: true },
    ]);
  });
});
