/**
 * Keeps partitions ahead of time, drops the old ones, and forgets what nobody will ask for again.
 *
 * If the process dies at any line, nothing is half done: making and dropping are repeatable, and any number of
 * publishers may do both at the same time.
 */
import type { Pool } from '@carillon/db';
import {
  dropOldPartitions,
  ensurePartitionsAhead,
  forgetDeadWorkers,
  forgetIdempotencyKeys,
} from '@carillon/db';
import type { Logger } from '@carillon/telemetry';
import { Loop } from '../worker/loop.js';

export interface MaintenanceOptions {
  retentionDays: number;
  logger: Logger;
}

const daysAhead = 3;
const intervalMs = 600_000;

export class Maintenance {
  readonly #loop: Loop;

  constructor(
    private readonly pool: Pool,
    private readonly options: MaintenanceOptions,
  ) {
    this.#loop = new Loop(
      () => this.#pass(),
      (error) => {
        this.options.logger.error('Partitions could not be kept; tried again soon.', { error });
        return 10_000;
      },
    );
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #pass(): Promise<number> {
    await ensurePartitionsAhead(this.pool, daysAhead);
    const dropped = await dropOldPartitions(this.pool, this.options.retentionDays);
    if (dropped.length > 0) this.options.logger.info('Dropped old partitions.', { partitions: dropped });
    await forgetDeadWorkers(this.pool);
    await forgetIdempotencyKeys(this.pool);
    return intervalMs;
  }
}
