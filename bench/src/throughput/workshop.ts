import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from '@carillon/db';
import { connectDatabase } from '@carillon/db';
import { startEmbeddedPostgres } from '@carillon/embedded-postgres';
import type { RedisServer } from '@carillon/testkit';
import { freePort, redisServerAvailable, startRedis, until } from '@carillon/testkit';
import type { Receiver } from '../receiver/receiver.js';
import { startReceiver } from '../receiver/receiver.js';

/** What all systems share: one PostgreSQL with its shipped settings, one Redis if there is one, one receiver. */
export interface Workshop {
  readonly postgresPid: number;
  /** Null where no redis-server is installed. */
  readonly redis: RedisServer | null;
  readonly receiver: Receiver;
  /** As the superuser. */
  readonly admin: Pool;
  readonly folder: string;
  /** Makes an empty database, and empties Redis. */
  openPlace(): Promise<OpenPlace>;
  stop(): Promise<void>;
}

export interface OpenPlace {
  databaseUrl: string;
  /** The same database as the superuser. */
  adminUrl: string;
  redisUrl: string | null;
  close: () => Promise<void>;
}

export async function startWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-bench-'));
  // PostgreSQL may run as another user, who must be able to enter.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), port: await freePort() });
  // PostgreSQL runs in a group of its own and would outlive an end by Ctrl-C or by a fault.
  const killWithUs = (): void => {
    postgres.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  const endByExit = (): void => process.exit(1);
  process.once('exit', killWithUs).once('SIGINT', endByExit).once('SIGTERM', endByExit);
  const redis = redisServerAvailable() ? await startRedis() : null;
  const receiver = await startReceiver();
  const admin = connectDatabase(postgres.adminUrl, { applicationName: 'bench harness', size: 1 });
  let opened = 0;
  return {
    postgresPid: postgres.pid,
    redis,
    receiver,
    admin,
    folder,
    async openPlace() {
      const database = `bench_${(opened += 1)}`;
      await admin.query(`create database ${database} owner carillon`);
      await redis?.restart();
      const within = (url: string): string => new URL(`/${database}`, url).toString();
      return {
        databaseUrl: within(postgres.url),
        adminUrl: within(postgres.adminUrl),
        redisUrl: redis?.url ?? null,
        async close() {
          // A connection that is still saying farewell would be told of the end, and end a process that does not expect it.
          await until(() => isUnused(admin, database), { what: `nothing is connected to ${database}` });
          await admin.query(`drop database ${database}`);
        },
      };
    },
    async stop() {
      await admin.end();
      await receiver.stop();
      await redis?.stop();
      await postgres.stop();
      process.off('exit', killWithUs).off('SIGINT', endByExit).off('SIGTERM', endByExit);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function isUnused(admin: Pool, database: string): Promise<boolean> {
  const text = 'select from pg_stat_activity where datname = $1';
  return (await admin.query({ text, values: [database] })).rowCount === 0;
}
