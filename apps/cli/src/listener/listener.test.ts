import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { inTransaction } from '@carillon/db';
import type { TestDatabase } from '@carillon/db/testing';
import {
  createTestDatabase,
  hasTestDatabase,
  insertRun,
  insertTask,
  insertWorker,
} from '@carillon/db/testing';
import type { SigningKey } from '@carillon/delivery';
import { createWebhookSender } from '@carillon/delivery';
import type { HintedRun, ReceivedHint, Task } from '@carillon/domain';
import { defaultDeliveryOptions } from '@carillon/domain';
import { noEvents } from '@carillon/events';
import { migrateQueue, createHintProducer } from '@carillon/queue';
import type { SecretStore } from '@carillon/secrets';
import { createKeyring } from '@carillon/secrets';
import { createLogger, createMetrics } from '@carillon/telemetry';
import { until, WebhookSink } from '@carillon/testkit';
import { Hinter } from '../worker/hinter.js';
import { Listener } from './listener.js';
import { openSecretStore } from './secret-store.js';

const describeWithPostgres = hasTestDatabase ? describe : describe.skip;

describeWithPostgres('a listener', () => {
  let database: TestDatabase;
  let sink: WebhookSink;
  let listener: Listener;
  let workerId: string;
  let hinter: Hinter;
  let secrets: SecretStore<SigningKey>;
  const logger = createLogger({ service: 'test', level: 'error', format: 'json' });
  const metrics = createMetrics({ service: 'listener' });
  const sender = createWebhookSender({ version: 'test', allow: ['127.0.0.1'] });
  logger.silent = true;

  beforeAll(async () => {
    database = await createTestDatabase();
    const ring = createKeyring([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);
    secrets = openSecretStore(database.pool, () => Promise.resolve(ring));
    await migrateQueue(database.url);
    const queue = { databaseUrl: database.url, redisUrl: null };
    hinter = new Hinter(createHintProducer(queue, { onError: () => undefined }), logger);
  });
  afterAll(async () => {
    await sender.close();
    await hinter.close();
    await database.drop();
  });

  beforeEach(async () => {
    sink = await WebhookSink.start();
    workerId = await insertWorker(database.pool);
    listener = new Listener(
      { pool: database.pool, sender, hinter, events: noEvents, secrets, publicUrl: null },
      {
        workerId,
        concurrency: 3,
        hostConcurrency: null,
        breakerFailures: 10,
        leaseMs: 900,
        heartbeatMs: 100,
        logger,
        metrics,
      },
    );
    listener.start();
  });
  afterEach(async () => {
    await listener.stop(0);
    await sink.close();
  });

  const insertRuns = async (count: number, overrides: Partial<Task> = {}): Promise<HintedRun[]> => {
    const task = await insertTask(database.pool, { webhookUrl: sink.url('/'), ...overrides });
    return Promise.all(Array.from({ length: count }, () => insertRun(database.pool, task)));
  };
  const hintOf = (runs: HintedRun[]): ReceivedHint => ({
    runs,
    priority: 'normal',
    waitingSinceMs: Date.now(),
  });
  const statusesOf = async (runs: HintedRun[]): Promise<string[]> =>
    (
      await database.pool.query('select run_status from task_runs where id = any($1) order by id', [
        runs.map(({ id }) => id),
      ])
    ).rows.map((row) => row.run_status);

  test('delivers every run of a hint with no more attempts at a time than it has slots', async () => {
    let underWay = 0;
    let most = 0;
    sink.answer('/', () => {
      most = Math.max(most, (underWay += 1));
      setTimeout(() => (underWay -= 1), 30);
      return { delayMs: 40 };
    });
    const runs = await insertRuns(10);
    await listener.takeHint(hintOf(runs));
    await until(async () => (await statusesOf(runs)).every((status) => status === 'completed'), {
      what: 'all completed',
    });
    expect(sink.requests).toHaveLength(10);
    expect(most).toBeLessThanOrEqual(3);
  });

  test('the same hint many times causes one request for each run', async () => {
    const runs = await insertRuns(3);
    await Promise.all(Array.from({ length: 20 }, () => listener.takeHint(hintOf(runs))));
    await until(async () => (await statusesOf(runs)).every((status) => status === 'completed'), {
      what: 'all completed',
    });
    expect(sink.requests).toHaveLength(3);
  });

  test('counts what became of every run, and how late and how long its attempts were', async () => {
    const countOf = async (line: string) => {
      const found = new RegExp(`^${line} (\\S+)$`, 'm').exec(await metrics.registry.metrics());
      return Number(found?.[1] ?? 0);
    };
    const lines = ['completed_jobs', 'failed_jobs', 'carillon_retries_total', 'carillon_run_lag_seconds_sum'];
    const before = await Promise.all(lines.map(countOf));
    sink.answer('/', (_, call) => ({ status: call === 1 ? 500 : 200 }));
    const [late] = await insertRuns(1, { maxRetry: 1, backoffBaseMs: 1, backoffMaxMs: 1 });
    await database.pool.query(
      `update task_runs set next_attempt_at = now() - interval '1 minute' where id = $1`,
      [late!.id],
    );
    await listener.takeHint(hintOf([late!]));
    await until(async () => (await statusesOf([late!]))[0] === 'retrying', {
      what: 'it is to be tried again',
    });
    await until(
      async () => {
        await listener.takeHint(hintOf([late!]));
        return (await statusesOf([late!]))[0] === 'completed';
      },
      { what: 'completed' },
    );
    await until(async () => (await countOf('completed_jobs')) > before[0]!, { what: 'it is counted' });
    const after = await Promise.all(lines.map(countOf));
    const [completed, failed, retried, lag] = after.map((value, index) => value - before[index]!);
    expect([completed, failed, retried]).toEqual([1, 0, 1]);
    expect(lag).toBeGreaterThanOrEqual(60);
    expect(lag).toBeLessThan(70);
    expect(await countOf('carillon_attempts_total{outcome="retrying"}')).toBeGreaterThanOrEqual(1);
  });

  test('a status that the task does not name is not tried again; one that it names is', async () => {
    const deliveryOptions = { ...defaultDeliveryOptions, retryOn: ['5xx', 429] as const };
    const [refused] = await insertRuns(1, { webhookUrl: sink.url('/refused'), deliveryOptions });
    const [busy] = await insertRuns(1, { webhookUrl: sink.url('/busy'), deliveryOptions });
    sink.answer('/refused', { status: 404 });
    sink.answer('/busy', { status: 429 });
    await listener.takeHint(hintOf([refused!, busy!]));
    await until(async () => expect(await statusesOf([refused!, busy!])).toEqual(['failed', 'retrying']), {
      what: 'one has failed for good',
    });
  });

  test('a run that is named several times in one claim is attempted once', async () => {
    const [run] = await insertRuns(1);
    await Promise.all([1, 2].map(() => listener.takeHint(hintOf([run!, run!]))));
    await until(async () => (await statusesOf([run!]))[0] === 'completed', { what: 'completed' });
    await until(() => listener.activeCount === 0, { what: 'every place is given back' });
    expect(sink.requests).toHaveLength(1);
  });

  test('nothing is sent when the lease has ended between claim and request', async () => {
    const late = new Listener(
      { pool: database.pool, sender, hinter, events: noEvents, secrets, publicUrl: null },
      {
        workerId,
        concurrency: 3,
        hostConcurrency: null,
        breakerFailures: 10,
        leaseMs: -1,
        heartbeatMs: 100,
        logger,
        metrics,
      },
    );
    const [run] = await insertRuns(1);
    await late.takeHint(hintOf([run!]));
    await until(() => late.activeCount === 0, { what: 'the attempt is given up' });
    expect(sink.requests).toEqual([]);
    expect(await statusesOf([run!])).toEqual(['running']);
  });

  test('the log row stands before the request arrives', async () => {
    const seen: unknown[] = [];
    const [run] = await insertRuns(1);
    sink.answer('/', { delayMs: 300 });
    await listener.takeHint(hintOf([run!]));
    await until(() => sink.requests.length === 1, { what: 'the request arrived' });
    seen.push(
      ...(await database.pool.query('select status, retry_count from task_logs where run_id = $1', [run!.id]))
        .rows,
    );
    expect(seen).toEqual([{ status: 'running', retry_count: 0 }]);
  });

  test('keeps its lease on an attempt that takes longer than the lease', async () => {
    sink.answer('/', { delayMs: 2_000 });
    const [run] = await insertRuns(1);
    await listener.takeHint(hintOf([run!]));
    let shortestMs = Infinity;
    await until(
      async () => {
        const { rows } = await database.pool.query(
          `select extract(epoch from lease_until - now())::float8 * 1000 as left_ms, run_status from task_runs where id = $1`,
          [run!.id],
        );
        if (rows[0].run_status === 'running') shortestMs = Math.min(shortestMs, rows[0].left_ms);
        return rows[0].run_status === 'completed';
      },
      { what: 'the long attempt completed' },
    );
    expect(shortestMs).toBeGreaterThan(0);
  });

  test('a stop waits for the attempts under way and takes no more', async () => {
    sink.answer('/', { delayMs: 200 });
    const runs = await insertRuns(5);
    const hint = listener.takeHint(hintOf(runs));
    await until(() => sink.requests.length === 3, { what: 'three attempts are under way' });
    expect(await listener.stop(5_000)).toBe(true);
    await hint;
    expect((await statusesOf(runs)).sort()).toEqual([
      'completed',
      'completed',
      'completed',
      'pending',
      'pending',
    ]);
  });

  test('a stop waits for a claim that is on its way, and for the attempts that come of it', async () => {
    const runs = await insertRuns(2);
    let hint: Promise<void> | undefined;
    let stop: Promise<boolean> | undefined;
    await inTransaction(database.pool, async (transaction) => {
      await transaction.query('select from task_runs for update');
      hint = listener.takeHint(hintOf(runs));
      await until(
        async () => {
          const { rows } = await database.pool.query(
            `select count(*)::int as waiting from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'`,
          );
          return rows[0].waiting === 1;
        },
        { what: 'the claim waits for the rows' },
      );
      stop = listener.stop(5_000);
    });
    expect(await stop).toBe(true);
    await hint;
    expect(await statusesOf(runs)).toEqual(['completed', 'completed']);
  });

  test('a stop that cannot wait cuts attempts off and leaves their outcome open', async () => {
    sink.answer('/', { neverAnswer: true });
    const [run] = await insertRuns(1);
    await listener.takeHint(hintOf([run!]));
    await until(() => sink.requests.length === 1, { what: 'the attempt is under way' });
    expect(await listener.stop(50)).toBe(false);
    expect(await statusesOf([run!])).toEqual(['running']);
  });

  test('records the outcome although the database was away when it came', async () => {
    sink.answer('/', { delayMs: 200 });
    const [run] = await insertRuns(1);
    await listener.takeHint(hintOf([run!]));
    await until(() => sink.requests.length === 1, { what: 'the attempt is under way' });
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    await until(async () => (await statusesOf([run!]))[0] === 'completed', {
      what: 'the outcome is recorded',
    });
    expect(sink.requests).toHaveLength(1);
  });

  test('a host that never answers does not keep the runs of another host from starting', async () => {
    sink.answer('/', { neverAnswer: true });
    const hanging = await insertRuns(12, { timeoutMs: 20_000 });
    const other = await WebhookSink.start();
    const wide = new Listener(
      { pool: database.pool, sender, hinter, events: noEvents, secrets, publicUrl: null },
      {
        workerId,
        concurrency: 10,
        hostConcurrency: null,
        breakerFailures: 10,
        leaseMs: 900,
        heartbeatMs: 100,
        logger,
        metrics,
      },
    );
    wide.start();
    try {
      const hint = wide.takeHint(hintOf(hanging));
      await until(() => sink.requests.length > 0, { what: 'the black hole has been called' });
      const prompt = await insertRuns(20, { webhookUrl: other.url('/') });
      await wide.takeHint(hintOf(prompt));
      await until(() => other.requests.length === 20, { what: 'the other host got all of its runs' });
      await hint;
      expect(sink.requests.length).toBeLessThan(10);
    } finally {
      await wide.stop(0);
      await other.close();
    }
  });

  test('what waits for its host is delivered when the host answers', async () => {
    let mayAnswer = false;
    sink.answer('/', () => (mayAnswer ? {} : { delayMs: 300 }));
    const other = await WebhookSink.start();
    try {
      const runs = await insertRuns(12);
      const others = await insertRuns(1, { webhookUrl: other.url('/') });
      await listener.takeHint(hintOf([...others, ...runs]));
      mayAnswer = true;
      await until(async () => (await statusesOf(runs)).every((status) => status === 'completed'), {
        what: 'all delivered',
      });
      expect(sink.requests).toHaveLength(12);
    } finally {
      await other.close();
    }
  });
});
