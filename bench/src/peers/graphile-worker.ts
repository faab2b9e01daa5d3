/** graphile-worker's runner with one task: POST, then one row in the log. */
import { run } from 'graphile-worker';
import { childOptions, endWithParent, tellParent } from '../processes/bench-child.js';
import type { Place } from '../systems/system.js';
import { bodyOf } from '../systems/system.js';
import { logOutcome } from './log-outcome.js';
import { createPoster } from './post.js';
import { quietLogger } from './quiet-logger.js';

const { databaseUrl, receiverUrl, concurrency } = childOptions<Place>();
const post = createPoster(receiverUrl, concurrency);

await run({
  logger: quietLogger,
  preset: {
    worker: {
      connectionString: databaseUrl,
      concurrentJobs: concurrency,
      maxPoolSize: 20,
      pollInterval: 100,
      localQueue: { size: 500, ttl: 300_000 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  },
  taskList: {
    async deliver(payload, helpers) {
      const { run } = payload as { run: number };
      const posted = await post(bodyOf(run));
      await helpers.withPgClient((client) => client.query(logOutcome(run, posted)));
    },
  },
});
endWithParent();
tellParent({});
