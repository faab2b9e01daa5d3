import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '@carillon/db/testing';
import {
  createTestDatabase,
  hasTestDatabase,
  insertRun,
  insertTask,
  insertWorker,
} from '@carillon/db/testing';
import { createWebhookSender } from '@carillon/delivery';
import type { HintedRun, RunToHint, Task } from '@carillon/domain';
import { noEvents } from '@carillon/events';
import type { HintConsumer } from '@carillon/queue';
import { createHintConsumer, createHintProducer, migrateQueue } from '@carillon/queue';
import { createKeyring } from '@carillon/secrets';
import { createLogger, createMetrics } from '@carillon/telemetry';
import { until, WebhookSink } from '@carillon/testkit';
import { Hinter } from '../worker/hinter.js';
import { Listener } from './listener.js';
import { openSecretStore } from './secret-store.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('two listeners and a host that has too much', () => {
  let database: TestDatabase;
  let sick: WebhookSink;
  let sound: WebhookSink;
  let hinter: Hinter;
  let listeners: Listener[];
  let consumers: HintConsumer[];
  const logger = createLogger({ service: 'test', level: 'error', format: 'json' });
  const metrics = createMetrics({ service: 'listener' });
  const sender = createWebhookSender({ version: 'test', allow: ['127.0.0.1'] });
  const ring = createKeyring([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);
  logger.silent = true;

  beforeAll(async () => {
    database = await createTestDatabase();
    await migrateQueue(database.url);
  });
  afterAll(async () => {
    await sender.close();
    await database.drop();
  });
  beforeEach(async () => {
    [sick, sound] = await Promise.all([WebhookSink.start(), WebhookSink.start()]);
    const queue = { databaseUrl: database.url, redisUrl: null };
    hinter = new Hinter(createHintProducer(queue, { onError: () => undefined }), logger);
    listeners = await Promise.all([startListener(), startListener()]);
    consumers = listeners.map((listener) =>
      createHintConsumer(queue, {
        handsPerPriority: 4,
        onHint: (hint) => listener.takeHint(hint),
        onError: () => undefined,
        onDropped: () => undefined,
      }),
    );
  });
  afterEach(async () => {
    await Promise.all(listeners.map((listener) => listener.stop(0)));
    await Promise.all(consumers.map((consumer) => consumer.close()));
    await hinter.close();
    await Promise.all([sick.close(), sound.close()]);
    await database.pool.query('delete from delivery_hosts');
  });

  const startListener = async (): Promise<Listener> => {
    const { pool } = database;
    const secrets = openSecretStore(pool, () => Promise.resolve(ring));
    const listener = new Listener(
      { pool, sender, hinter, events: noEvents, secrets, publicUrl: null },
      {
        workerId: await insertWorker(pool),
        ...{ concurrency: 10, hostConcurrency: null, breakerFailures: 10 },
        ...{ leaseMs: 5_000, heartbeatMs: 500, logger, metrics },
      },
    );
    listener.start();
    return listener;
  };
  const insertRuns = async (count: number, sink: WebhookSink, overrides: Partial<Task> = {}) => {
    const task = await insertTask(database.pool, { webhookUrl: sink.url('/'), ...overrides });
    return Promise.all(Array.from({ length: count }, () => insertRun(database.pool, task)));
  };
  const toHint = (run: HintedRun): RunToHint => ({ ...run, priority: 'normal', retryCount: 0 });
  const readRuns = async (runs: HintedRun[]) =>
    (
      await database.pool.query<{ id: string; status: string; retries: number; attempts: number }>(
        `select r.id, run_status as status, r.retry_count as retries,
           (select count(*)::int from task_logs l where l.run_id = r.id) as attempts
         from task_runs r where r.id = any($1)`,
        [runs.map(({ id }) => id)],
      )
    ).rows;
  const areCompleted = async (runs: HintedRun[]): Promise<boolean> =>
    (await readRuns(runs)).every(({ status }) => status === 'completed');

  test('others are not slowed, nothing is lost, and only attempts that were made count as such', async () => {
    let isSick = true;
    sick.answer('/', () => (isSick ? { status: 503, headers: { 'retry-after': '4' } } : {}));
    const ill = await insertRuns(60, sick);
    const well = await insertRuns(140, sound);
    const from = performance.now();
    hinter.hint([...ill, ...well].map(toHint).sort((a, b) => (a.id < b.id ? -1 : 1)));
    await until(() => areCompleted(well), { what: 'all others are delivered', timeoutMs: 3_500 });
    await until(() => performance.now() - from > 3_500, { what: 'most of the pause is over' });
    // What both had begun before they knew, and no more.
    expect(sick.requests.length).toBeLessThanOrEqual(20);
    expect(listeners.map(({ activeCount }) => activeCount)).toEqual([0, 0]);
    const refused = sick.requests.length;
    isSick = false;
    await until(() => areCompleted(ill), { what: 'the others are delivered as well' });
    const ended = await readRuns(ill);
    expect(ended.every(({ retries, attempts }) => attempts === retries + 1)).toBe(true);
    expect(ended.reduce((sum, { retries }) => sum + retries, 0)).toBe(refused);
    expect(sick.requests).toHaveLength(60 + refused);
    const { rows } = await database.pool.query('select * from delivery_hosts');
    expect(rows).toEqual([]);
  });

  test('as long as it has too much, one attempt at a time asks, and the rest waits', async () => {
    sick.answer('/', () => ({ status: 429 }));
    const runs = await insertRuns(100, sick, { maxRetry: 50 });
    const from = performance.now();
    hinter.hint(runs.map(toHint));
    await until(() => performance.now() - from > 8_000, {
      what: 'several pauses have passed',
    });
    const late = sick.requests.filter(({ at }) => at > sick.requests[0]!.at + 900);
    // Pauses of 1, 2 and 4 seconds: a probe at the end of each.
    expect(late.length).toBeGreaterThanOrEqual(2);
    expect(late.length).toBeLessThanOrEqual(4);
    const untouched = (await readRuns(runs)).filter(({ attempts }) => attempts === 0);
    expect(untouched.length).toBeGreaterThanOrEqual(75);
    expect(untouched.every(({ status, retries }) => status === 'pending' && retries === 0)).toBe(true);
  });

  test('a run that is cancelled while its host is left alone is not sent', async () => {
    sick.answer('/', () => ({ status: 503, headers: { 'retry-after': '6' } }));
    const from = performance.now();
    hinter.hint((await insertRuns(1, sick, { maxRetry: 0 })).map(toHint));
    await until(() => sick.requests.length === 1 && performance.now() - from > 2_000, {
      what: 'the host has complained, and both know',
    });
    const [cancelled, kept] = await insertRuns(2, sick);
    hinter.hint([toHint(cancelled!), toHint(kept!)]);
    const isPutOff = `select from task_runs where id = any($1) and next_attempt_at > now()`;
    await until(
      async () => (await database.pool.query(isPutOff, [[cancelled!.id, kept!.id]])).rowCount === 2,
      { what: 'both are put off' },
    );
    await database.pool.query(
      `update task_runs set run_status = 'cancelled', finished_at = now() where id = $1`,
      [cancelled!.id],
    );
    sick.answer('/', {});
    await until(() => areCompleted([kept!]), { what: 'the other one is delivered' });
    expect(sick.requests.map(({ webhookId }) => webhookId)).not.toContain(cancelled!.id);
  });
});
