import PgBoss from 'pg-boss';
import { startBenchChild } from '../processes/bench-child.js';
import { createJobLog } from './job-log.js';
import type { Batch, System } from './system.js';

const bulkSize = 5_000;

export const pgBoss: System = {
  name: 'pg-boss',
  needsRedis: false,
  settings:
    '2 workers that fetch batches of 1,000, each woken as soon as it has one; 20 connections for the log; one log insert per job',
  packageName: 'pg-boss',
  async start(place) {
    const boss = new PgBoss({
      connectionString: place.databaseUrl,
      max: 2,
      supervise: false,
      schedule: false,
    });
    boss.on('error', (error) => process.stderr.write(`pg-boss: ${error.message}\n`));
    await boss.start();
    await boss.createQueue('deliver');
    const log = await createJobLog(place.databaseUrl);
    const { child } = await startBenchChild('peers/pg-boss.js', place);
    return {
      pids: { worker: child.pid },
      async schedule({ runs, dueAtMs }: Batch) {
        await log.clear();
        for (let first = 0; first < runs; first += bulkSize) {
          await boss.insert(
            Array.from({ length: Math.min(bulkSize, runs - first) }, (_, index) => ({
              name: 'deliver',
              data: { run: first + index },
              startAfter: new Date(dueAtMs),
            })),
          );
        }
        await log.pool.query('vacuum analyze pgboss.job');
      },
      record: (batch) =>
        log.record(
          batch,
          `select count(*) as open from pgboss.job where name = 'deliver' and state < 'completed'`,
        ),
      async stop() {
        await child.stop();
        await boss.stop({ graceful: false });
        await log.pool.end();
      },
    };
  },
};
