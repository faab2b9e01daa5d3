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
