import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { cancelRuns, inTransaction } from '@carillon/db';
import type { SinkAnswer } from '@carillon/testkit';
import { freePort, until } from '@carillon/testkit';
import type { Row } from '../row.js';
import { bothBackends } from '../row.js';
import type { World } from '../world.js';
import { promise } from '../world.js';

/** A server of its own that does with each connection what it is told, and records nothing. */
async function startRawServer(onConnection: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    connections: () => sockets.size,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

export const brokenReceivers: Row = {
  row: 58,
  title: 'receiver refuses, resets before, in and after the headers, closes without an answer',
  backends: bothBackends,
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    const answers: Record<string, SinkAnswer> = {
      '/before-headers': { drop: 'before-headers' },
      '/mid-headers': { drop: 'mid-headers' },
      '/mid-body': { drop: 'mid-body', body: 'half' },
      '/closes': { raw: '' },
      '/no-http': { raw: 'SSH-2.0-none\r\n' },
    };
    for (const [path, answer] of Object.entries(answers)) world.sink.answer(path, answer);
    const policy = { maxRetry: 2, backoffBaseMs: 300, backoffMaxMs: 600 };
    const tasks = await Promise.all(Object.keys(answers).map((path) => world.addOneOff(path, policy)));
    const refused = `http://127.0.0.1:${await freePort()}/`;
    tasks.push(await world.addOneOff('/refused', { ...policy, webhookUrl: refused }));
    world.inject(tasks.length * 3);
    for (const [index, task] of tasks.entries()) {
      await world.ended(task.id);
      const what = Object.keys(answers)[index] ?? 'refused';
      const attempts = (await world.attemptsOf(task.id)).map(({ status }) => status).join(', ');
      promise(attempts === 'failed, failed, failed', `${what}: attempts ${attempts}`);
      const [run] = await world.runsOf(task.id);
      promise(run!.runStatus === 'failed', `${what}: the run is ${run!.runStatus}`);
    }
    for (const path of Object.keys(answers)) {
      const { length } = world.sink.requestsTo(path);
      promise(length === 3, `${path}: ${length} requests for three attempts`);
    }
  },
};

export const drips: Row = {
  row: 59,
  title: 'headers and bodies that drip, a body without end',
  backends: bothBackends,
  async run(world) {
    const timers: NodeJS.Timeout[] = [];
    const drip = (socket: Socket, text: () => string, everyMs: number) => {
      const timer = setInterval(() => {
        if (socket.destroyed) clearInterval(timer);
        else socket.write(text());
      }, everyMs);
      timers.push(timer);
    };
    const servers = {
      headers: await startRawServer((socket) => {
        const bytes = [...`HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(10_000)}`][Symbol.iterator]();
        drip(socket, () => bytes.next().value ?? 'x', 150);
      }),
      body: await startRawServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n');
        drip(socket, () => 'x', 150);
      }),
      endless: await startRawServer((socket) => {
        socket.write('HTTP/1.1 500 No\r\ntransfer-encoding: chunked\r\n\r\n');
        drip(socket, () => `1000\r\n${'x'.repeat(4_096)}\r\n`, 20);
      }),
      silent: await startRawServer(() => undefined),
    };
    try {
      await world.spawnAll('publisher', 'listener');
      await world.load();
      const tasks = await Promise.all(
        Object.values(servers).map(({ url }) =>
          world.addOneOff('/raw', { webhookUrl: url, timeoutMs: 2_000, maxRetry: 0, atMostOnce: true }),
        ),
      );
      world.inject(tasks.length);
      for (const [index, task] of tasks.entries()) {
        await world.ended(task.id);
        const { rows } = await world.pool.query<{ ms: number; status: string }>(
          `select execution_time as ms, status from task_logs where task_id = $1`,
          [task.id],
        );
        const [log] = rows;
        const name = Object.keys(servers)[index]!;
        promise(rows.length === 1 && log!.status === 'failed', `${name}: ${log?.status}`);
        promise(log!.ms < 3_000, `${name}: the attempt lasted ${log!.ms} ms, its deadline was 2000 ms`);
        promise(name === 'endless' || log!.ms > 1_900, `${name}: the attempt ended after ${log!.ms} ms`);
      }
      await world.recovered();
    } finally {
      timers.forEach(clearInterval);
      for (const server of Object.values(servers)) server.close();
    }
  },
};

export const blackHoles: Row = {
  row: 61,
  title: 'black-hole receivers for 30 % of the tasks',
  backends: bothBackends,
  settings: { CARILLON_CONCURRENCY: '20' },
  async run(world) {
    const hole = await startRawServer(() => undefined);
    try {
      await world.spawnAll('publisher', 'listener');
      const common = {
        taskSchedule: '* * * * * *',
        overlapPolicy: 'allow' as const,
        onFailure: 'continue' as const,
        maxRetry: 0,
        timeoutMs: 10_000,
      };
      const named = (kind: string, count: number, webhookUrl: string) =>
        Array.from({ length: count }, (_, index) => ({
          ...common,
          taskName: `${kind} ${index}`,
          webhookUrl,
        }));
      const holes = await world.addTasks(named('hole', 9, hole.url));
      await world.addTasks(named('well', 21, world.sink.url('/well')));
      world.inject(9);
      const startedAt = Date.now();
      await until(() => Date.now() > startedAt + world.lasting(12_000, 40_000), {
        what: 'the holes have filled what they can',
        timeoutMs: 60_000,
      });
      await world.recovered();
      const p99 = await startDelayMs(world, '/well', 0.99);
      promise(p99 < 2_000, `the p99 of the start delay of the other tasks is ${Math.round(p99)} ms`);
      await world.endLoad();
      // The held attempts end; a host that is gone is then left alone for longer and longer, with what waits for it.
      hole.close();
      const cancelled = { reason: 'The receiver is gone.', actor: 'operator' };
      for (const { id: taskId } of holes) {
        await inTransaction(world.pool, (work) => cancelRuns(work, { target: { taskId }, ...cancelled }));
      }
      await world.stack.settle(90_000);
    } finally {
      hole.close();
    }
  },
};

async function startDelayMs({ pool, sink }: World, path: string, quantile: number): Promise<number> {
  const { rows } = await pool.query<{ ms: number }>(
    `select percentile_cont($2) within group (order by extract(epoch from coalesce(l.created_at, now()) - r.scheduled_for))::float8 * 1000 as ms
     from task_runs r join tasks t on t.id = r.task_id left join task_logs l on l.run_id = r.id and l.retry_count = 0
     where t.webhook_url = $1 and r.run_status <> 'skipped'`,
    [sink.url(path), quantile],
  );
  return rows[0]!.ms;
}

export const herd: Row = {
  row: 68,
  title: 'thousands of tasks due in the same second',
  backends: bothBackends,
  timeoutMs: 180_000,
  settleMs: 90_000,
  async run(world) {
    const count = world.lasting(1_000, 5_000);
    const jitterMs = 3_000;
    world.sink.answer('/herd', { delayMs: 20 });
    await world.spawnAll('publisher', 'listener');
    const { rows } = await world.pool.query<{ dueMs: number }>(
      `insert into tasks (task_name, run_at, jitter_ms, webhook_url)
       select 'herd ' || n, date_trunc('second', now()) + interval '3 seconds', $1::int, $2 from generate_series(1, $3::int) n
       returning extract(epoch from run_at)::float8 * 1000 as "dueMs"`,
      [jitterMs, world.sink.url('/herd'), count],
    );
    const { dueMs } = rows[0]!;
    world.inject();
    await until(() => world.sink.received >= count, { what: 'all are delivered', timeoutMs: 90_000 });
    await world.stack.settle();
    const failed = await world.pool.query<{ logs: number }>(
      `select count(*)::int as logs from task_logs where status <> 'finish'`,
    );
    promise(failed.rows[0]!.logs === 0, `${failed.rows[0]!.logs} attempts failed`);
    const spread = await world.pool.query<{ seconds: number }>(
      `select count(distinct date_trunc('second', next_attempt_at))::int as seconds from task_runs`,
    );
    promise(spread.rows[0]!.seconds >= 3, `the herd was spread over ${spread.rows[0]!.seconds} seconds`);
    const lastMs = Math.max(...world.sink.requests.map(({ at }) => at)) - dueMs;
    promise(lastMs < jitterMs + 30_000, `the last delivery came ${Math.round(lastMs)} ms after the instant`);
  },
};
