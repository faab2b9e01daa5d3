import { until } from '@carillon/testkit';
import pg from 'pg';
import type { Row } from '../row.js';
import { bothBackends } from '../row.js';
import type { World } from '../world.js';
import { promise } from '../world.js';

export const immediateStop: Row = {
  row: 34,
  title: 'PostgreSQL stopped at once and started again, under load',
  backends: bothBackends,
  needs: ['own-postgres'],
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    for (let stop = 0; stop < world.lasting(2, 5); stop += 1) {
      await world.postgres.stopAtOnce();
      world.inject();
      await world.pause(500 + world.random() * 1_000);
      await world.postgres.start();
      await world.recovered(15_000);
    }
  },
};

export const backendsKilled: Row = {
  row: 35,
  title: 'every connection to PostgreSQL terminated again and again',
  backends: bothBackends,
  fast: true,
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    for (let cut = 0; cut < world.lasting(6, 30); cut += 1) {
      await world.pause(300 + world.random() * 500);
      const { rowCount } = await world.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and application_name like 'carillon%'
           and application_name <> 'carillon test'`,
      );
      world.inject(rowCount ?? 0);
    }
    await world.recovered();
  },
};

/** The statement that a chunk of the protocol carries, as far as the row cares. */
const commits = {
  'the publisher’s commit, not executed': { text: 'commit\0', executed: false },
  'the publisher’s commit, executed': { text: 'commit\0', executed: true },
  'the claim, executed': { text: 'claim_runs', executed: true },
  'the finish, executed': { text: 'finish_runs', executed: true },
  'the finish, not executed': { text: 'finish_runs', executed: false },
} as const;

export const lostCommit: Row = {
  row: 36,
  title: 'connection lost exactly during a commit, executed or not',
  backends: bothBackends,
  needs: ['database-proxy'],
  fast: true,
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    for (const [name, { text, executed }] of Object.entries(commits)) {
      let cuts = 0;
      let answerTo: number | null = null;
      world.databaseProxy.intercept = (chunk, direction, connection) => {
        if (cuts === 2) return 'pass';
        if (direction === 'down') {
          if (connection !== answerTo) return 'pass';
          answerTo = null;
          cuts += 1;
          return 'cut';
        }
        if (answerTo !== null || !chunk.includes(text)) return 'pass';
        if (executed) answerTo = connection;
        else cuts += 1;
        return executed ? 'pass' : 'cut';
      };
      await until(() => cuts === 2, { what: `${name}: two connections lost`, timeoutMs: 15_000 });
      world.inject(cuts);
      world.databaseProxy.intercept = null;
    }
    await world.recovered();
  },
};

export const halfOpenDatabase: Row = {
  row: 37,
  title: 'half-open connections to PostgreSQL',
  backends: bothBackends,
  needs: ['database-proxy'],
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    const dead = world.databaseProxy.accepted;
    world.databaseProxy.intercept = (_chunk, _direction, connection) =>
      connection <= dead ? 'hold' : 'pass';
    world.inject(dead);
    // 15 s until a query gives up, a lease, and a backoff.
    await world.recovered(30_000);
  },
};

export const connectionsUsedUp: Row = {
  row: 38,
  title: 'all connections to PostgreSQL in use',
  backends: bothBackends,
  needs: ['own-postgres'],
  postgresSettings: { max_connections: '40' },
  async run(world) {
    const [publisher, listener] = await world.spawnAll('publisher', 'listener');
    await world.load();
    const hoard: pg.Client[] = [];
    try {
      // Ordinary clients take what is free; then everybody’s connections are ended, and theirs are taken too.
      await takeAll(world, hoard);
      await world.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name like 'carillon%' and application_name <> 'carillon test'`,
      );
      await takeAll(world, hoard);
      world.inject(hoard.length);
      const before = await Promise.all([publisher, listener].map((one) => cpuSeconds(one!.running.pid)));
      await world.pause(5_000);
      const after = await Promise.all([publisher, listener].map((one) => cpuSeconds(one!.running.pid)));
      const busiest = Math.max(...after.map((seconds, index) => seconds - before[index]!));
      promise(busiest < 2.5, `a process without a connection used ${busiest.toFixed(1)} s of CPU in 5 s`);
      promise(publisher!.exit === null && listener!.exit === null, 'a process ended');
    } finally {
      await Promise.all(hoard.map((client) => client.end().catch(() => undefined)));
    }
    await world.recovered(15_000);
  },
};

async function takeAll({ stack }: World, hoard: pg.Client[]): Promise<void> {
  for (let refused = 0; refused < 10;) {
    const client = new pg.Client({ connectionString: stack.database.url, application_name: 'hoard' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      hoard.push(client);
    } catch {
      refused += 1;
    }
  }
}

async function cpuSeconds(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export const lockedTable: Row = {
  row: 40,
  title: 'ACCESS EXCLUSIVE on task_runs for some time',
  backends: bothBackends,
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.load();
    const client = await world.pool.connect();
    try {
      await client.query('begin');
      await client.query('lock table task_runs in access exclusive mode');
      world.inject();
      const lockedUntil = Date.now() + world.lasting(8_000, 12_000);
      let connectionsMax = 0;
      while (Date.now() < lockedUntil) {
        const { rows } = await client.query<{ connections: number }>(
          'select count(*)::int as connections from pg_stat_activity where datname = current_database()',
        );
        connectionsMax = Math.max(connectionsMax, rows[0]!.connections);
        await world.pause(500);
      }
      promise(connectionsMax < 40, `${connectionsMax} connections piled up`);
    } finally {
      await client.query('rollback');
      client.release();
    }
    await world.recovered();
  },
};

export const partitions: Row = {
  row: 42,
  title: 'partitions missing ahead, and retention under load',
  backends: bothBackends,
  settings: { CARILLON_RETENTION_DAYS: '7' },
  async run(world) {
    const { pool } = world;
    const [publisher] = await world.spawnAll('publisher', 'listener');
    await world.load();
    const day = (offset: number) => `to_char((now() at time zone 'UTC')::date + ${offset}, 'YYYYMMDD')`;
    const exists = async (parent: string, offset: number) =>
      (await pool.query(`select from pg_class where relname = '${parent}_' || ${day(offset)}`)).rowCount ===
      1;
    await pool.query(
      `select ensure_partitions((now() at time zone 'UTC')::date - 20, (now() at time zone 'UTC')::date - 8)`,
    );
    const [open] = await world.addTasks([{ taskName: 'old', webhookUrl: world.sink.url('/old') }]);
    await pool.query(
      `insert into task_runs (id, task_id, scheduled_for, next_attempt_at) values (gen_random_uuid(), $1, now() - interval '10 days', now() + interval '1 hour')`,
      [open!.id],
    );
    await pool.query('update tasks set active_runs = active_runs + 1 where id = $1', [open!.id]);
    await pool.query(
      `do $$ begin execute 'drop table task_logs_' || ${day(1)}; execute 'drop table task_runs_' || ${day(1)}; end $$`,
    );
    world.inject(15);
    await world.spawn('publisher');
    await world.stack.end(publisher!, 'SIGTERM');
    await until(async () => (await exists('task_runs', 1)) && (await exists('task_logs', 1)), {
      what: 'tomorrow’s partitions are back',
      timeoutMs: 15_000,
    });
    await until(async () => !(await exists('task_logs', -9)) && !(await exists('task_runs', -20)), {
      what: 'old partitions are gone',
      timeoutMs: 15_000,
    });
    promise(await exists('task_runs', -10), 'a partition with an open run was dropped');
    await world.recovered();
    const { rows } = await pool.query<{ ms: number }>(
      `select max(extract(epoch from created_at - scheduled_for))::float8 * 1000 as ms from task_runs
       where trigger = 'schedule' and run_status <> 'skipped' and scheduled_for > now() - interval '1 hour'`,
    );
    promise(rows[0]!.ms < 2_500, `a run was written ${Math.round(rows[0]!.ms)} ms after its instant`);
    await pool.query(`update task_runs set next_attempt_at = now() where task_id = $1`, [open!.id]);
    await world.ended(open!.id);
  },
};

export const olderDump: Row = {
  row: 45,
  title: 'an older backup of PostgreSQL put back',
  backends: bothBackends,
  needs: ['own-postgres'],
  async run(world) {
    await world.spawnAll('publisher', 'listener');
    await world.addTasks([
      {
        taskName: 'restored',
        taskSchedule: '* * * * * *',
        webhookUrl: world.sink.url('/restored'),
        overlapPolicy: 'allow',
        misfirePolicy: 'all',
      },
    ]);
    await world.deliveries(3);
    const endAll = () =>
      Promise.all((['publisher', 'listener'] as const).map((kind) => world.stack.end(kind, 'SIGTERM')));
    await endAll();
    await world.postgres.stop();
    await world.postgres.backUp();
    await world.postgres.start();
    await world.spawnAll('publisher', 'listener');
    await world.deliveries(5);
    await endAll();
    const before = new Map(
      world.sink.requests.map((request) => [request.headers['carillon-scheduled-for'], request.webhookId]),
    );
    await world.postgres.stop();
    await world.postgres.restore();
    await world.postgres.start();
    world.inject();
    const remembered = new Set(
      (await world.pool.query<{ id: string }>('select run_id as id from task_logs')).rows.map(({ id }) => id),
    );
    const known = world.sink.requests.filter(({ webhookId }) => remembered.has(webhookId!));
    promise(known.length < world.sink.requests.length, 'nothing was lost by the restore');
    const after = world.sink.requests.length;
    await world.spawnAll('publisher', 'listener');
    await world.recovered(20_000);
    const repeated = world.sink.requests
      .slice(after)
      .filter((request) => before.has(request.headers['carillon-scheduled-for']));
    promise(repeated.length > 0, 'no instant came a second time');
    for (const request of repeated) {
      const scheduledFor = request.headers['carillon-scheduled-for'];
      promise(
        request.webhookId === before.get(scheduledFor),
        `the instant ${String(scheduledFor)} came again under another webhook-id`,
      );
    }
    // What the restored database has forgotten cannot be compared with it.
    world.sink.requests.splice(0, after, ...known);
  },
};

export const manyPublishers: Row = {
  row: 47,
  title: 'batches of ten, claimed by many publishers at once',
  backends: bothBackends,
  fast: true,
  settings: { CARILLON_PUBLISH_BATCH: '10' },
  async run(world) {
    const count = world.lasting(600, 5_000);
    const publishers = world.lasting(4, 16);
    const dueFrom = Date.now() - 5_000;
    await world.pool.query(
      `insert into tasks (task_name, run_at, webhook_url)
       select 'due ' || n, to_timestamp($1::float8 / 1000) + n * interval '5 milliseconds', $2 from generate_series(1, $3::int) n`,
      [dueFrom - count * 5, world.sink.url('/due'), count],
    );
    await Promise.all(Array.from({ length: publishers }, () => world.spawn('publisher')));
    const published = async () =>
      (await world.pool.query<{ runs: number }>('select count(*)::int as runs from task_runs')).rows[0]!.runs;
    await until(async () => (await published()) === count, { what: 'all are published', timeoutMs: 60_000 });
    world.inject(publishers);
    const { rows } = await world.pool.query<{ largest: number; tasks: number; disorder: number }>(
      `with batch as (select xmin::text as batch, count(*)::int as runs from task_runs group by 1)
       select (select max(runs) from batch) as largest, (select count(distinct task_id)::int from task_runs) as tasks`,
    );
    promise(rows[0]!.largest <= 10, `a transaction took ${rows[0]!.largest} tasks`);
    promise(rows[0]!.tasks === count, `${rows[0]!.tasks} of ${count} tasks have a run`);
    const order = await world.pool.query<{ ms: number }>(
      `select coalesce(max(extract(epoch from created_at - later)), 0)::float8 * 1000 as ms from (
         select created_at, min(created_at) over (order by scheduled_for rows between 101 following and unbounded following) as later
         from task_runs) o where later < created_at`,
    );
    promise(
      order.rows[0]!.ms < 1_000,
      `a task was published ${Math.round(order.rows[0]!.ms)} ms after one due later`,
    );
    await world.spawn('listener');
    await world.stack.settle(60_000);
    promise(world.sink.received === count, `${world.sink.received} requests for ${count} runs`);
  },
};
