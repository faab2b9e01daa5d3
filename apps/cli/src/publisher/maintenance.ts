/**
 * Keeps partitions ahead of time, drops the old ones, forgets what nobody will ask for again, and once, at its start,
 * corrects the instants that other zone data computed.
 *
 * If the process dies at any line, nothing is half done: each step is repeatable, and any number of publishers may do
 * it at the same time.
 */
import type { Pool } from '@carillon/db';
import {
  dropOldPartitions,
  ensurePartitionsAhead,
  forgetDeadWorkers,
  forgetIdempotencyKeys,
  forgetLateRuns,
  forgetOldAlertMessages,
  forgetOldMessages,
} from '@carillon/db';
import type { Logger } from '@carillon/telemetry';
import { Loop } from '../worker/loop.js';
import { adoptZoneData } from './zone-data.js';

export interface MaintenanceOptions {
  retentionDays: number;
  /** The version of this process's zone data, such as `2026a`; undefined when it does not tell. */
  zoneDataVersion: string | undefined;
  logger: Logger;
}

const daysAhead = 3;
const intervalMs = 600_000;

export class Maintenance {
  readonly #loop: Loop;
  #hasAdoptedZoneData = false;

  constructor(
    private readonly pool: Pool,
    private readonly options: MaintenanceOptions,
  ) {
    this.#loop = new Loop(
      () => this.#pass(),
      (error) => {
        this.options.logger.error('Maintenance failed; tried again soon.', { error });
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
    await this.#adoptZoneData();
    const dropped = await dropOldPartitions(this.pool, this.options.retentionDays);
    if (dropped.length > 0) this.options.logger.info('Dropped old partitions.', { partitions: dropped });
    await forgetDeadWorkers(this.pool);
    await forgetIdempotencyKeys(this.pool);
    await forgetOldMessages(this.pool);
    await forgetOldAlertMessages(this.pool);
    await forgetLateRuns(this.pool);
    return intervalMs;
  }

  async #adoptZoneData(): Promise<void> {
    const { zoneDataVersion, logger } = this.options;
    if (this.#hasAdoptedZoneData || zoneDataVersion === undefined) return;
    await adoptZoneData(this.pool, { version: zoneDataVersion, logger });
    this.#hasAdoptedZoneData = true;
  }
}
