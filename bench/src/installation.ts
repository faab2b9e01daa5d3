import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool } from '@carillon/db';
import { connectDatabase, migrateDatabase } from '@carillon/db';
import { startEmbeddedPostgres } from '@carillon/embedded-postgres';
import { migrateQueue } from '@carillon/queue';
import type { CarillonProcess } from '@carillon/testkit';
import { freePort, startCarillonProcess, startRedis, WebhookSink } from '@carillon/testkit';
import { benchEnvironment } from './environment.js';

const cli = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

/** An installation of its own: PostgreSQL with its shipped settings, a queue, one publisher, one listener, a receiver. */
export interface Installation {
  pool: Pool;
  sink: WebhookSink;
  stop(): Promise<void>;
}

export type QueueKind = 'postgresql' | 'redis';

export async function startInstallation(queue: QueueKind): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-bench-'));
  // PostgreSQL may run as another user, who must be able to enter.
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), port: await freePort() });
  const redis = queue === 'redis' ? await startRedis() : null;
  await migrateDatabase(postgres.url);
  await migrateQueue(postgres.url);
  const sink = await WebhookSink.start();
  const processes: CarillonProcess[] = [];
  for (const kind of ['publisher', 'listener']) {
    const env = {
      DATABASE_URL: postgres.url,
      ...benchEnvironment,
      REDIS_URL: redis?.url ?? '',
      [`CARILLON_${kind.toUpperCase()}_PORT`]: String(await freePort()),
    };
    processes.push(await startCarillonProcess([cli, kind], { env, logFile: join(folder, `${kind}.log`) }));
  }
  const pool = connectDatabase(postgres.url, { applicationName: 'carillon bench' });
  return {
    pool,
    sink,
    async stop() {
      for (const running of processes) await running.end('SIGTERM');
      await pool.end();
      await sink.close();
      await redis?.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
