import type { HintRequest, TaskPriority } from '@carillon/domain';
import type { HintQueue } from './backend.js';
import type { QueueConnection, QueueErrorListener } from './connection.js';
import { throttleErrors } from './error-throttle.js';
import type { HintJob } from './hint-job.js';
import { hintToJob } from './hint-job.js';
import { QueueLink } from './queue-link.js';

export interface HintProducerOptions {
  /** Default 2000; the budget of one `add`, whatever its size. */
  addTimeoutMs?: number;
  onError: QueueErrorListener;
}

export interface HintProducer {
  /**
   * Adds each hint to the queue of its priority. One that is there already, waiting or taken up, is swallowed.
   * After a rejection some of them may be in the queue nevertheless; adding them again does no harm.
   *
   * @throws AppError `queue.unreachable` when the queue has not taken all of them within the budget
   */
  add(hints: readonly HintRequest[]): Promise<void>;
  /** Returns within about a second, with a dead server too. */
  close(): Promise<void>;
}

/** More hints than this in one statement gain nothing and hold the server's attention for long. */
const chunkSize = 250;

export function createHintProducer(connection: QueueConnection, options: HintProducerOptions): HintProducer {
  const link = new QueueLink(connection, { connectionsMax: 4, onError: throttleErrors(options.onError) });
  return {
    async add(hints) {
      if (hints.length === 0) return;
      const byPriority = jobsByPriority(hints);
      await link.use(options.addTimeoutMs ?? 2_000, (queueOf) => {
        const adding = [...byPriority].map(([priority, jobs]) => addInChunks(queueOf(priority), jobs));
        return Promise.all(adding);
      });
    },
    close: () => link.close(),
  };
}

async function addInChunks(queue: HintQueue, jobs: readonly HintJob[]): Promise<void> {
  for (let start = 0; start < jobs.length; start += chunkSize) {
    await queue.addBulk(jobs.slice(start, start + chunkSize));
  }
}

function jobsByPriority(hints: readonly HintRequest[]): Map<TaskPriority, HintJob[]> {
  const byPriority = new Map<TaskPriority, HintJob[]>();
  for (const hint of hints) {
    const jobs = byPriority.get(hint.priority);
    if (jobs) jobs.push(hintToJob(hint));
    else byPriority.set(hint.priority, [hintToJob(hint)]);
  }
  return byPriority;
}
