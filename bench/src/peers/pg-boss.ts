/** pg-boss with one queue: POST each job of a batch, and one row in the log for each. */
import pg from 'pg';
import PgBoss from 'pg-boss';
import { childOptions, endWithParent, tellParent } from '../processes/bench-child.js';
import type { Place } from '../systems/system.js';
import { bodyOf } from '../systems/system.js';
import { logOutcome } from './log-outcome.js';
import { createPoster } from './post.js';

const { databaseUrl, receiverUrl, concurrency } = childOptions<Place>();
const batchSize = 1_000;
const workers = 2;
const post = createPoster(receiverUrl, concurrency);
const log = new pg.Pool({ connectionString: databaseUrl, max: 20 });
const boss = new PgBoss({ connectionString: databaseUrl, max: workers + 2 });
boss.on('error', (error) => process.stderr.write(`pg-boss: ${error.message}\n`));
await boss.start();

async function deliver(run: number): Promise<void> {
  await log.query(logOutcome(run, await post(bodyOf(run))));
}

for (let worker = 0; worker < workers; worker += 1) {
  const id: string = await boss.work<{ run: number }>(
    'deliver',
    { batchSize, pollingIntervalSeconds: 0.5 },
    async (jobs) => {
      // Where there was a batch there is more: look again at once, not at the end of the polling interval.
      boss.notifyWorker(id);
      await Promise.all(jobs.map((job) => deliver(job.data.run)));
    },
  );
}
endWithParent();
tellParent({});
