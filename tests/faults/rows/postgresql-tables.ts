import { until } from '@carillon/testkit';
import type { Row } from '../row.js';
import { bothBackends } from '../row.js';
import { promise } from '../world.js';

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
