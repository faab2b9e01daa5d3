import { makeWorkerUtils } from 'graphile-worker';
import { startBenchChild } from '../processes/bench-child.js';
import { quietLogger } from '../peers/quiet-logger.js';
import { createJobLog } from './job-log.js';
import type { Batch, System } from './system.js';

const bulkSize = 5_000;

export const graphileWorker: System = {
  name: 'graphile-worker',
  needsRedis: false,
  settings: 'localQueue of 500, completions batched, 20 connections; one log insert per job',
  packageName: 'graphile-worker',
  async start(place) {
    const utils = await makeWorkerUtils({ connectionString: place.databaseUrl, logger: quietLogger });
    await utils.migrate();
    const log = await createJobLog(place.databaseUrl);
    const { child } = await startBenchChild('peers/graphile-worker.js', place);
    return {
      pids: { worker: child.pid },
      async schedule({ runs, dueAtMs }: Batch) {
        await log.clear();
        for (let first = 0; first < runs; first += bulkSize) {
          await utils.addJobs(
            Array.from({ length: Math.min(bulkSize, runs - first) }, (_, index) => ({
              identifier: 'deliver',
              payload: { run: first + index },
              runAt: new Date(dueAtMs),
            })),
          );
        }
        await log.pool.query('vacuum analyze graphile_worker._private_jobs');
      },
      record: (batch) => log.record(batch, 'select count(*) as open from graphile_worker._private_jobs'),
      async stop() {
        await child.stop();
        await utils.release();
        await log.pool.end();
      },
    };
  },
};
