import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort, until } from '@carillon/testkit';
import type { Kind } from '../../stack.js';
import type { Row } from '../row.js';
import { bothBackends } from '../row.js';
import type { World } from '../world.js';
import { promise } from '../world.js';

export const storm: Row = {
  row: 9,
  title: 'SIGKILL storm over publishers and listeners',
  backends: bothBackends,
  fast: true,
  timeoutMs: 180_000,
  async run(world) {
    await world.spawnAll('publisher', 'publisher', 'listener', 'listener');
    await world.load();
    const until = Date.now() + world.lasting(6_000, 60_000);
    while (Date.now() < until) {
      const kind: Kind = world.random() < 0.6 ? 'listener' : 'publisher';
      const alive = world.stack.alive(kind);
      await world.kill(alive[Math.floor(world.random() * alive.length)]!);
      await world.spawn(kind);
      await world.pause(300 * world.random());
    }
    await world.recovered(15_000);
  },
};

/** Fifty runs, each in the hands of a listener and of a receiver that takes its time. */
async function fiftySlowRuns(world: World, delayMs: number): Promise<void> {
  world.sink.answer('/slow', (_request, call) => (call <= 50 ? { delayMs } : {}));
  const runAt = new Date(Date.now() + 500).toISOString();
  const webhookUrl = world.sink.url('/slow');
  await world.addTasks(
    Array.from({ length: 50 }, (_, index) => ({
      taskName: `slow ${index}`,
      webhookUrl,
      runAt,
      timeoutMs: 120_000,
    })),
  );
  await until(() => world.sink.requestsTo('/slow').length === 50, { what: '50 attempts', timeoutMs: 15_000 });
}

async function countAbandoned({ pool }: World): Promise<number> {
  const { rows } = await pool.query<{ logs: number }>(
    `select count(*)::int as logs from task_logs where status = 'abandoned'`,
  );
  return rows[0]!.logs;
}

export const termUnderWork: Row = {
  row: 10,
  title: 'SIGTERM with 50 slow attempts in flight, within the grace',
  backends: bothBackends,
  settings: { CARILLON_DRAIN_TIMEOUT_MS: '10000' },
  async run(world) {
    const [, listener] = await world.spawnAll('publisher', 'listener');
    await fiftySlowRuns(world, 2_000);
    const startedAt = performance.now();
    await world.stack.end(listener!, 'SIGTERM');
    world.inject();
    const tookMs = performance.now() - startedAt;
    promise(tookMs < 10_000, `the stop took ${Math.round(tookMs)} ms`);
    promise((await countAbandoned(world)) === 0, 'attempts were abandoned');
    await world.spawn('listener');
    await world.stack.settle();
    promise(world.sink.received === 50, `${world.sink.received} requests for 50 runs`);
  },
};

export const termPastGrace: Row = {
  row: 11,
  title: 'SIGTERM with an attempt that outlasts the grace',
  backends: bothBackends,
  settings: { CARILLON_DRAIN_TIMEOUT_MS: '3000' },
  async run(world) {
    world.sink.answer('/long', (request) => (request.attempt === 1 ? { neverAnswer: true } : {}));
    const [, listener] = await world.spawnAll('publisher', 'listener');
    const task = await world.addOneOff('/long', { timeoutMs: 60_000 });
    await until(() => world.sink.received === 1, { what: 'the request', timeoutMs: 15_000 });
    const startedAt = performance.now();
    await world.stack.end(listener!, 'SIGTERM');
    world.inject();
    const tookMs = performance.now() - startedAt;
    promise(tookMs >= 2_900 && tookMs < 6_500, `the stop took ${Math.round(tookMs)} ms`);
    await world.spawn('listener');
    await world.ended(task.id);
    const attempts = (await world.attemptsOf(task.id)).map(({ status }) => status).join(', ');
    promise(attempts === 'abandoned, finish', `attempts: ${attempts}`);
  },
};

export const signals: Row = {
  row: 12,
  title: 'SIGTERM twice, SIGINT, SIGTERM while starting',
  backends: bothBackends,
  async run(world) {
    world.sink.answer('/long', (request) => (request.attempt === 1 ? { neverAnswer: true } : {}));
    const [, twice] = await world.spawnAll('publisher', 'listener');
    await world.addOneOff('/long', { timeoutMs: 60_000 });
    await until(() => world.sink.received === 1, { what: 'the request', timeoutMs: 15_000 });
    twice!.mayEndWith = [143];
    twice!.running.signal('SIGTERM');
    // A second signal within 700 ms counts as the same one.
    await world.pause(1_000);
    const startedAt = performance.now();
    await world.stack.end(twice!, 'SIGTERM');
    world.inject(2);
    promise(performance.now() - startedAt < 1_000, 'the second signal did not end the process at once');
    const interrupted = await world.spawn('listener');
    await world.stack.end(interrupted, 'SIGINT');
    world.inject();
    for (const delayMs of [0, 50, 100, 200, 400]) await endWhileStarting(world, delayMs);
    await world.spawn('listener');
    await world.load();
    await world.recovered();
  },
};

async function endWhileStarting(world: World, delayMs: number): Promise<void> {
  const child = spawn(process.execPath, world.stack.commandOf('listener'), {
    env: { PATH: process.env.PATH ?? '', ...world.stack.environmentOf('listener', await freePort()) },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  await world.pause(delayMs);
  child.kill('SIGTERM');
  world.inject();
  const [code, signal] = await exited;
  // Before it listens for signals the system ends it.
  promise(
    code === 0 || signal === 'SIGTERM',
    `told to stop after ${delayMs} ms it ended with ${code ?? signal}`,
  );
}

export const zombie: Row = {
  row: 13,
  title: 'listener frozen past its lease, then awake again',
  backends: bothBackends,
  fast: true,
  async run(world) {
    world.sink.answer('/', (request) => ({
      status: request.attempt === 1 ? 500 : 200,
      delayMs: request.attempt === 1 ? 300 : 3_000,
    }));
    const [, frozen] = await world.spawnAll('publisher', 'listener');
    const task = await world.addOneOff('/');
    await until(() => world.sink.received === 1, { what: 'the first request', timeoutMs: 15_000 });
    frozen!.running.signal('SIGSTOP');
    world.inject();
    await world.spawn('listener');
    await until(() => world.sink.received === 2, { what: 'another listener took over', timeoutMs: 20_000 });
    // Its outcome comes while the second attempt is under way: only the fence tells whose run it is.
    frozen!.running.signal('SIGCONT');
    await world.ended(task.id);
    await until(
      async () =>
        (await world.attemptsOf(task.id))[0]?.message?.startsWith('The outcome came after') ?? false,
      {
        what: 'the late outcome is noted',
        timeoutMs: 10_000,
      },
    );
    const attempts = (await world.attemptsOf(task.id)).map(({ status }) => status).join(', ');
    promise(attempts === 'abandoned, finish', `attempts: ${attempts}`);
    promise(world.sink.received === 2, `${world.sink.received} requests`);
  },
};

export const stalledLoop: Row = {
  row: 14,
  title: 'event loop blocked for longer than lock and lease',
  backends: bothBackends,
  async run(world) {
    await world.spawn('publisher');
    for (const [path, step, requests] of [
      ['/after', 'deliver.after_response', '1, 2'],
      ['/before', 'deliver.before_connect', '2'],
    ] as const) {
      world.sink.answer(path, { delayMs: 100 });
      const stalled = await world.spawn('listener', { failpoint: `${step}:stall:12000` });
      const task = await world.addOneOff(path);
      await until(async () => (await world.attemptsOf(task.id)).length === 1, {
        what: 'the claim',
        timeoutMs: 15_000,
      });
      world.inject();
      if (path === '/after') {
        await until(() => world.sink.requestsTo(path).length === 1, { what: 'the first request' });
        // The loop is free again, and its outcome is there, while the second attempt is still under way.
        world.sink.answer(path, { delayMs: 8_000 });
      }
      await world.spawn('listener');
      await world.ended(task.id);
      // The loop is free again when the process answers.
      await until(() => fetch(`${stalled.healthUrl}/health/live`).then((answer) => answer.ok), {
        what: 'the loop is free',
        timeoutMs: 20_000,
      });
      await world.stack.end('listener', 'SIGTERM');
      const attempts = (await world.attemptsOf(task.id)).map(({ status }) => status).join(', ');
      promise(attempts === 'abandoned, finish', `attempts after ${step}: ${attempts}`);
      const seen = world.sink
        .requestsTo(path)
        .map(({ attempt }) => attempt)
        .join(', ');
      promise(
        seen === requests,
        `a loop that was blocked at ${step}: requests ${seen} in place of ${requests}`,
      );
    }
    await world.spawn('listener');
  },
};

export const poison: Row = {
  row: 80,
  title: 'a run that kills every process that touches it',
  backends: bothBackends,
  timeoutMs: 180_000,
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    const poisoned = await world.addOneOff('/poison', {
      maxRetry: 2,
      backoffBaseMs: 100,
      runAt: inSeconds(5),
    });
    const poison = { failpoint: 'deliver.before_connect:exit', when: { taskId: poisoned.id } };
    await world.stack.end('listener', 'SIGTERM');
    for (let death = 0; death < 3; death += 1) await world.whenDead(await world.spawn('listener', poison));
    await world.ended(poisoned.id);
    const [run] = await world.runsOf(poisoned.id);
    promise(run!.runStatus === 'failed', `the poisoned run is ${run!.runStatus}`);
    promise(world.sink.requestsTo('/poison').length === 0, 'the poisoned run was sent');
    await world.spawn('listener', poison);
    await world.recovered();
  },
};

function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1_000).toISOString();
}
