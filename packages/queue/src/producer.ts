import type { HintRequest } from '@carillon/domain';
import type { QueueConnection, QueueErrorListener } from './connection.js';
import { throttleErrors } from './error-throttle.js';
import { hintToJob } from './hint-job.js';
import { QueueLink } from './queue-link.js';

export interface HintProducerOptions {
  /** Default 2000; the budget of one `add`, whatever its size. */
  addTimeoutMs?: number;
  onError: QueueErrorListener;
}

export interface HintProducer {
  /**
   * Adds hints. One that is in the queue already, waiting or taken up, is swallowed. After a rejection some of
   * them may be in the queue nevertheless; adding them again does no harm.
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
  const link = new QueueLink(connection, throttleErrors(options.onError));
  return {
    async add(hints) {
      const jobs = hints.map(hintToJob);
      if (jobs.length === 0) return;
      await link.use(options.addTimeoutMs ?? 2_000, async (queue) => {
        for (let start = 0; start < jobs.length; start += chunkSize) {
          await queue.addBulk(jobs.slice(start, start + chunkSize));
        }
      });
    },
    close: () => link.close(),
  };
}
