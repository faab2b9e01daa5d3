import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundleHints } from '@carillon/domain';
import type { TestDatabase } from '@carillon/db/testing';
import { createTestDatabase, hasTestDatabase, insertRun, insertTask } from '@carillon/db/testing';
import { createHintProducer, migrateQueue } from '@carillon/queue';
import type { CarillonProcess } from '@carillon/testkit';
import { freePort, startCarillonProcess, until, WebhookSink } from '@carillon/testkit';
import { testEncryptionKey, testTimes } from '../stack.js';

const main = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

(hasTestDatabase ? describe : describe.skip)('several listeners under one command', () => {
  let database: TestDatabase;
  let sink: WebhookSink;
  let listeners: CarillonProcess;
  let folder: string;
  let url: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    await migrateQueue(database.url);
    sink = await WebhookSink.start();
    folder = await mkdtemp(join(tmpdir(), 'carillon-processes-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}/metrics`;
    listeners = await startCarillonProcess([main, 'listener', '--processes', '2', '--concurrency', '1'], {
      env: {
        ...testTimes,
        DATABASE_URL: database.url,
        CARILLON_ENCRYPTION_KEYS: testEncryptionKey,
        CARILLON_LISTENER_PORT: String(port),
        CARILLON_OUTBOUND_ALLOW: '127.0.0.1',
        CARILLON_LOG_DIR: folder,
      },
      logFile: join(folder, 'output.log'),
    });
  }, 60_000);
  afterAll(async () => {
    await listeners?.end('SIGTERM');
    await sink?.close();
    await database?.drop();
    await rm(folder, { recursive: true });
  }, 60_000);

  const readCount = async (name: string): Promise<number> => {
    const text = await (await fetch(url)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  const workersOf = async (): Promise<number> =>
    (await database.pool.query('select distinct worker_id from task_logs')).rowCount ?? 0;

  test('answer with the sum of their metrics, whichever of them is asked', async () => {
    const queue = createHintProducer(
      { databaseUrl: database.url, redisUrl: null },
      { onError: () => undefined },
    );
    sink.answer('/', { delayMs: 200 });
    const task = await insertTask(database.pool, { webhookUrl: sink.url('/') });
    const runs = await Promise.all(Array.from({ length: 20 }, () => insertRun(database.pool, task)));
    // A hint for each: one bundle could go to one of them whole.
    await queue.add(
      runs.flatMap((run) => bundleHints([{ ...run, priority: 'normal', retryCount: 0, delayMs: 0 }])),
    );
    await until(async () => (await readCount('completed_jobs')) === 20, {
      what: 'all are counted',
      timeoutMs: 20_000,
    });
    expect(await workersOf()).toBe(2);
    for (let look = 0; look < 6; look += 1) expect(await readCount('completed_jobs')).toBe(20);
    expect(await readCount('carillon_run_lag_seconds_count')).toBe(20);
    // Of two with one place each, which are free again a moment after the last run.
    await until(async () => (await readCount('carillon_listener_places{state="free"}')) === 2, {
      what: 'both places are free',
    });
    expect(await readCount('carillon_listener_places{state="used"}')).toBe(0);
    await queue.close();
  }, 60_000);

  test('write a log file each, every line of it whole', async () => {
    const lines = await Promise.all(
      [1, 2].map(async (number) =>
        (await readFile(join(folder, `listener-${number}`, 'combined.log'), 'utf8')).trim().split('\n'),
      ),
    );
    const delivered = lines
      .flat()
      .filter((line) => (JSON.parse(line) as { message: string }).message === 'Delivered.');
    expect(delivered).toHaveLength(20);
    for (const line of delivered) expect(JSON.parse(line)).toMatchObject({ runId: expect.any(String) });
  });
});
