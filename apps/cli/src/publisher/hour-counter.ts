/**
 * Adds up the runs of hours that are over, for the statistics.
 *
 * If the process dies at any line, or no publisher is there, statistics read the runs themselves: slower, and the same.
 */
import type { Pool } from '@carillon/db';
import { countHours } from '@carillon/db';
import type { Logger } from '@carillon/telemetry';
import { Loop } from '../worker/loop.js';

/** An hour whose counts were taken away by a change is read run by run for so long. */
const intervalMs = 60_000;

export class HourCounter {
  readonly #loop: Loop;

  constructor(
    private readonly pool: Pool,
    private readonly logger: Logger,
  ) {
    this.#loop = new Loop(
      () => this.#pass(),
      (error) => {
        this.logger.error('Hours could not be added up for the statistics; tried again soon.', { error });
        return intervalMs;
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
    const hours = await countHours(this.pool);
    if (hours > 0) this.logger.debug('Added up hours for the statistics.', { hours });
    return intervalMs;
  }
}
