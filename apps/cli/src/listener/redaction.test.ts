import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  createTestDatabase,
  hasTestDatabase,
  insertRun,
  insertTask,
  insertWorker,
} from '@carillon/db/testing';
import { newId } from '@carillon/domain';
import { noEvents } from '@carillon/events';
import { createWebhookSender } from '@carillon/delivery';
import { createHintProducer, migrateQueue } from '@carillon/queue';
import { createKeyring, sealHeaders } from '@carillon/secrets';
import { createLogger, createMetrics } from '@carillon/telemetry';
import { freePort, until, WebhookSink } from '@carillon/testkit';
import { Hinter } from '../worker/hinter.js';
import { Listener } from './listener.js';
import { openSecretStore } from './secret-store.js';

(hasTestDatabase ? describe : describe.skip)('a delivery', () => {
  test('leaves no secret of its task in logs, task logs and metrics', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'carillon-redaction-'));
    const database = await createTestDatabase();
    await migrateQueue(database.url);
    const sink = await WebhookSink.start({ answer: { status: 500 } });
    const logger = createLogger({ service: 'test', level: 'debug', format: 'json', directory: folder });
    logger.transports[0]!.silent = true;
    const metrics = createMetrics({ service: 'listener' });
    const ring = createKeyring([{ id: 'one', bytes: Buffer.alloc(32, 1) }]);
    const secrets = openSecretStore(database.pool, () => Promise.resolve(ring));
    const queue = { databaseUrl: database.url, redisUrl: null };
    const hinter = new Hinter(createHintProducer(queue, { onError: () => undefined }), logger);
    const sender = createWebhookSender({ version: 'test', allow: ['127.0.0.1'] });
    const listener = new Listener(
      { pool: database.pool, sender, hinter, events: noEvents, secrets, publicUrl: null },
      {
        workerId: await insertWorker(database.pool),
        ...{ concurrency: 5, hostConcurrency: null, breakerFailures: 10 },
        ...{ leaseMs: 5_000, heartbeatMs: 500, logger, metrics },
      },
    );
    listener.start();
    const secret = {
      httpHeaders: { authorization: 'Bearer canary1', cookie: 'canary2', 'x-api-key': 'canary3' },
      jsonPayload: { value: 'canary4' },
      maxRetry: 0,
    };
    const urls = [
      sink.url('/hook?token=canary5'),
      `http://127.0.0.1:${await freePort()}/hook?token=canary5`,
      'http://unknown.invalid/hook?token=canary5',
      'http://10.0.0.1/hook?token=canary5',
    ];
    const runs = await Promise.all(
      urls.map(async (webhookUrl) => {
        const id = newId();
        const httpHeaders = sealHeaders(ring, id, secret.httpHeaders);
        return insertRun(
          database.pool,
          await insertTask(database.pool, { ...secret, id, httpHeaders, webhookUrl }),
        );
      }),
    );
    await listener.takeHint({ runs, priority: 'normal', waitingSinceMs: Date.now() });
    const logs = await until(
      async () => {
        const text = await readFile(join(folder, 'combined.log'), 'utf8');
        return runs.every(({ id }) => text.includes(id)) && text;
      },
      { what: 'every run is logged', timeoutMs: 15_000 },
    );
    expect(sink.requests[0]).toMatchObject({
      headers: secret.httpHeaders,
      body: expect.stringContaining('canary4'),
    });
    const { rows: tasks } = await database.pool.query('select http_headers from tasks');
    expect(JSON.stringify(tasks)).not.toContain('canary');
    const { rows } = await database.pool.query('select * from task_logs');
    expect(rows).toHaveLength(urls.length);
    for (const text of [logs, JSON.stringify(rows), await metrics.registry.metrics()]) {
      expect(text.match(/.{0,60}canary\w+/g)).toBeNull();
    }
    await listener.stop(0);
    await Promise.all([sink.close(), hinter.close(), sender.close()]);
    await database.drop();
    await rm(folder, { recursive: true });
  });
});
