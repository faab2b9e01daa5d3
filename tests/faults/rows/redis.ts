import { until } from '@carillon/testkit';
import { createClient } from 'redis';
import type { Row } from '../row.js';
import type { World } from '../world.js';
import { promise } from '../world.js';

type Client = ReturnType<typeof createClient>;

/** A connection to the queue's Redis, past the proxy. */
async function withRedis<T>(world: World, use: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient({ url: world.redis.url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client as Client);
  } finally {
    client.destroy();
  }
}

async function isDegraded({ stack }: World): Promise<boolean> {
  return (await (await stack.send('GET', '/health')).text()).includes('degraded');
}

async function noRepeats({ pool }: World): Promise<void> {
  const { rows } = await pool.query<{ logs: number }>(
    `select count(*)::int as logs from task_logs where status = 'abandoned'`,
  );
  promise(rows[0]!.logs === 0, `${rows[0]!.logs} attempts were abandoned`);
}

export const wiped: Row = {
  row: 17,
  title: 'FLUSHALL under load, again and again',
  backends: ['redis'],
  fast: true,
  async run(world) {
    const [, listener] = await world.spawnAll('publisher', 'listener');
    await world.load();
    await withRedis(world, async (redis) => {
      // With nobody there to take them, hints pile up, and the wipe surely takes some.
      await world.stack.end(listener!, 'SIGTERM');
      await until(async () => (await world.stack.countRuns('pending')) >= 5, { what: 'hints pile up' });
      await redis.flushAll();
      world.inject();
      await world.spawn('listener');
      for (let wipe = 1; wipe < world.lasting(4, 10); wipe += 1) {
        await world.pause(300 + world.random() * 700);
        await redis.flushAll();
        world.inject();
        await world.recovered();
      }
    });
    await noRepeats(world);
  },
};

export const replaced: Row = {
  row: 18,
  title: 'Redis replaced by an empty server',
  backends: ['redis'],
  fast: true,
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    await world.redis.kill();
    world.inject();
    await world.redis.restart();
    await world.recovered();
    promise(
      world.stack.hasLogged('publisher', 'The queue lost its hints'),
      'the publisher did not notice the new server',
    );
    await noRepeats(world);
  },
};

export const redisDown: Row = {
  row: 19,
  title: 'Redis down, and back: deliveries go on meanwhile',
  backends: ['redis'],
  needs: ['api'],
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    await world.redis.kill();
    world.inject();
    const downAt = Date.now();
    await world.recovered(15_000);
    while (Date.now() < downAt + world.lasting(10_000, 60_000)) {
      await answersSoon(world, 'GET', '/tasks?limit=1');
      await answersSoon(world, 'PUT', '/lanes/of-a-fault', { concurrencyLimit: 1 });
      await world.recovered(5_000);
    }
    promise(await isDegraded(world), 'the health of the API does not say that the queue is away');
    await world.redis.restart();
    await world.recovered();
    await noRepeats(world);
  },
};

async function answersSoon(world: World, method: string, path: string, body?: object): Promise<void> {
  const startedAt = performance.now();
  const answer = await world.stack.send(method, path, body);
  const took = Math.round(performance.now() - startedAt);
  promise(answer.ok && took < 500, `the API answered ${method} ${path} ${answer.status} after ${took} ms`);
}

export const startWithoutRedis: Row = {
  row: 20,
  title: 'Redis down while every process starts',
  backends: ['redis'],
  needs: ['api'],
  async run(world) {
    await world.redis.kill();
    world.inject();
    await world.stack.end('api', 'SIGTERM');
    await world.spawnAll('api', 'publisher', 'listener');
    const answer = await world.stack.send('GET', '/tasks?limit=1');
    promise(answer.ok, `the API answered ${answer.status}`);
    await world.load();
    await world.redis.restart();
    await world.recovered();
    await until(async () => (await world.withQueue((admin) => admin.counts())).active >= 0, {
      what: 'the queue answers',
    });
  },
};

export const connectionsKilled: Row = {
  row: 22,
  title: 'every connection to Redis killed once a second',
  backends: ['redis'],
  async run(world) {
    await world.spawnAll('publisher', 'listener', 'listener');
    await world.load();
    await withRedis(world, async (redis) => {
      const until = Date.now() + world.lasting(8_000, 30_000);
      while (Date.now() < until) {
        await redis.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
        world.inject();
        await world.pause(1_000);
      }
    });
    await world.recovered();
    await noRepeats(world);
  },
};

export const halfOpen: Row = {
  row: 23,
  title: 'half-open connections to Redis',
  backends: ['redis'],
  needs: ['redis-proxy'],
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    // The connections of this moment are dead from now on; new ones work.
    const dead = world.redisProxy.accepted;
    world.redisProxy.intercept = (_chunk, _direction, connection) => (connection <= dead ? 'hold' : 'pass');
    world.inject(dead);
    await world.recovered(20_000);
    await until(() => world.redisProxy.accepted > dead, { what: 'new connections', timeoutMs: 20_000 });
    await noRepeats(world);
  },
};

export const outOfMemory: Row = {
  row: 24,
  title: 'Redis out of memory, with noeviction',
  backends: ['redis'],
  needs: ['api'],
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    await withRedis(world, async (redis) => {
      await redis.sendCommand(['CONFIG', 'SET', 'maxmemory', '1']);
      world.inject();
      const before = await world.pool.query<{ runs: number }>('select count(*)::int as runs from task_runs');
      await until(
        async () => {
          const now = await world.pool.query<{ runs: number }>('select count(*)::int as runs from task_runs');
          return now.rows[0]!.runs > before.rows[0]!.runs + 10;
        },
        { what: 'runs are still committed', timeoutMs: 15_000 },
      );
      await until(() => isDegraded(world), {
        what: 'the health of the API says so',
        timeoutMs: 15_000,
        intervalMs: 200,
      });
      await redis.sendCommand(['CONFIG', 'SET', 'maxmemory', '0']);
    });
    await world.recovered();
    await noRepeats(world);
  },
};

export const scriptsLost: Row = {
  row: 27,
  title: 'SCRIPT FLUSH in a loop',
  backends: ['redis'],
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    await withRedis(world, async (redis) => {
      const until = Date.now() + world.lasting(4_000, 20_000);
      while (Date.now() < until) {
        await redis.sendCommand(['SCRIPT', 'FLUSH']);
        world.inject();
        await world.pause(20);
      }
    });
    await world.recovered();
    await noRepeats(world);
  },
};

export const handmadeLoss: Row = {
  row: 29,
  title: 'keys of jobs and of the queue deleted by hand',
  backends: ['redis'],
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    await withRedis(world, async (redis) => {
      const until = Date.now() + world.lasting(5_000, 20_000);
      while (Date.now() < until) {
        const keys = await redis.keys('*-hints-*');
        const key = keys[Math.floor(world.random() * keys.length)];
        if (key !== undefined) {
          await redis.del(key);
          world.inject();
        }
        await world.pause(50);
      }
    });
    await world.recovered();
    await noRepeats(world);
  },
};
