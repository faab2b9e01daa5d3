import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RedisServer } from '@carillon/testkit';
import { startRedis, until } from '@carillon/testkit';
import { createClient } from 'redis';
import { checkPromises } from '../checker.js';
import { Stack } from '../stack.js';
import { backends } from './backends.js';

/** A load in which at every moment something is being published, claimed, sent, retried or finished. */
async function createLoad(stack: Stack): Promise<void> {
  stack.sink.answer('/slow', { delayMs: 300, body: 'slow' });
  stack.sink.answer('/flaky', (request) =>
    request.attempt === 1 ? { status: 500, delayMs: 50 } : { delayMs: 50 },
  );
  const paths = ['/quick', '/quick', '/slow', '/slow', '/flaky', '/flaky'];
  for (const [index, path] of paths.entries()) {
    await stack.request('POST', '/tasks', {
      taskName: `load ${index}`,
      taskSchedule: index % 2 === 0 ? '* * * * * *' : '*/2 * * * * *',
      webhookUrl: stack.sink.url(path),
      overlapPolicy: 'allow',
      maxRetry: 20,
      backoffBaseMs: 200,
      backoffMaxMs: 500,
      onFailure: 'continue',
    });
  }
}

/** Ends the schedules, so that everything can come to its end. */
async function endLoad(stack: Stack): Promise<void> {
  await stack.database.pool.query(`update tasks set next_run_at = null, task_status = 'paused'`);
  await stack.settle(45_000);
}

describe.each(backends)('while processes are killed, $name', ({ usesRedis, isAvailable }) => {
  const promise = isAvailable ? test : test.skip;
  let redis: RedisServer | null = null;
  let stack: Stack;

  beforeEach(async () => {
    if (!isAvailable) return;
    redis = usesRedis ? await startRedis() : null;
    stack = await Stack.start(redis?.url ?? null);
    await Promise.all([stack.spawn('publisher'), stack.spawn('listener')]);
  }, 60_000);

  afterEach(async () => {
    await stack?.stop();
    await redis?.stop();
  }, 60_000);

  promise(
    'no run is lost, no delivery lacks its log, and a repeat only follows an abandoned attempt',
    async () => {
      await createLoad(stack);
      let kills = 0;
      // Random moments: with the load above each kill hits another step of the protocol.
      for (const kind of [
        'listener',
        'publisher',
        'listener',
        'listener',
        'publisher',
        'listener',
      ] as const) {
        await wait(700 + Math.random() * 900);
        await stack.end(kind, 'SIGKILL');
        kills += 1;
        await stack.spawn(kind);
      }
      const { length: before } = stack.sink.requests;
      await until(() => stack.sink.requests.length > before + 5, {
        what: 'deliveries go on',
        timeoutMs: 15_000,
      });
      await endLoad(stack);
      const findings = await checkPromises(stack);
      expect(findings.abandoned).toBeGreaterThan(0);
      expect(kills).toBe(6);
    },
    120_000,
  );

  promise(
    'a restart by SIGTERM of everything, under load, repeats nothing',
    async () => {
      await createLoad(stack);
      for (const kind of ['listener', 'publisher', 'listener'] as const) {
        await wait(1_000);
        await stack.end(kind, 'SIGTERM');
        await stack.spawn(kind);
      }
      await endLoad(stack);
      expect(await checkPromises(stack)).toMatchObject({ abandoned: 0, repeats: 0 });
    },
    90_000,
  );

  promise(
    'every connection to PostgreSQL cut again and again loses nothing',
    async () => {
      await createLoad(stack);
      for (let cut = 0; cut < 6; cut += 1) {
        await wait(500 + Math.random() * 500);
        await stack.database.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid()`,
        );
      }
      const { length: before } = stack.sink.requests;
      await until(() => stack.sink.requests.length > before + 5, {
        what: 'service as before',
        timeoutMs: 10_000,
      });
      await endLoad(stack);
      await checkPromises(stack);
    },
    120_000,
  );

  if (!usesRedis) return;

  promise(
    'Redis wiped and Redis replaced by an empty one lose nothing and send nothing twice',
    async () => {
      await createLoad(stack);
      const client = await createClient({ url: redis!.url })
        .on('error', () => undefined)
        .connect();
      // With nobody there to take them, hints pile up in the queue, and the wipe surely takes some.
      await stack.end('listener', 'SIGTERM');
      await until(async () => (await stack.countRuns('pending')) >= 5, { what: 'hints pile up' });
      await client.flushAll();
      await stack.spawn('listener');
      for (let wipe = 0; wipe < 4; wipe += 1) {
        await wait(700 + Math.random() * 600);
        await client.flushAll();
      }
      client.destroy();
      await redis!.kill();
      await wait(500);
      await redis!.restart();
      const { length: before } = stack.sink.requests;
      await until(() => stack.sink.requests.length > before + 5, {
        what: 'service as before',
        timeoutMs: 10_000,
      });
      await endLoad(stack);
      expect(await checkPromises(stack)).toMatchObject({ abandoned: 0, repeats: 0 });
    },
    120_000,
  );
});
