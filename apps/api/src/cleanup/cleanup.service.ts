import type { ApiConfig } from '@carillon/config';
import type { Database, OldPartitions, Pool, RescuedRun } from '@carillon/db';
import {
  countOldPartitions,
  dropOldPartitions,
  endMissedCallbacks,
  endOverdueRuns,
  rescueLostRuns,
} from '@carillon/db';
import { Inject, Injectable } from '@nestjs/common';
import { beforeChange, inChange, unlessNone } from '../audit/change.js';
import { CONFIG, POOL } from '../dependencies.js';
import { countedMax } from './cleanup.schemas.js';
import { Announcer } from '../live/announcer.js';
import { RunDispatch } from '../runs/run-dispatch.js';

/** An outcome may still be on its way into the database. */
const graceMs = 1_000;
const batchSize = 500;

/** What publishers do from time to time, at once. */
@Injectable()
export class CleanupService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(RunDispatch) private readonly runDispatch: RunDispatch,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /** What `old` would drop. */
  previewOld(retentionDays: number): Promise<OldPartitions> {
    return countOldPartitions(this.pool, { retentionDays, countedMax });
  }

  /** @returns the partitions that were dropped; those for which no lock was to be had are left to the next call */
  async old(olderThanDays: number): Promise<{ dropped: string[] }> {
    await beforeChange(this.pool);
    return { dropped: await dropOldPartitions(this.pool, olderThanDays) };
  }

  /**
   * Ends what nobody will bring the outcome of: attempts of lost listeners, runs past their deadline, call-backs that
   * did not come.
   */
  async timeoutStale(): Promise<Record<RescuedRun['runStatus'], number>> {
    const { workerTimeoutMs } = this.config;
    const limit = batchSize;
    const counts = { retrying: 0, failed: 0, abandoned: 0 };
    for (const takeBack of [
      (transaction: Database) => rescueLostRuns(transaction, { workerTimeoutMs, limit }),
      (transaction: Database) => endOverdueRuns(transaction, { graceMs, limit }),
      (transaction: Database) => endMissedCallbacks(transaction, { graceMs, limit }),
    ]) {
      let taken: RescuedRun[];
      do {
        taken = await inChange(this.pool, async (transaction) => unlessNone(await takeBack(transaction)));
        for (const { runStatus } of taken) counts[runStatus] += 1;
        this.announcer.runs(taken.map(({ id }) => id));
        await this.#goOn(taken);
      } while (taken.length === limit);
    }
    return counts;
  }

  async #goOn(taken: RescuedRun[]): Promise<void> {
    const again = taken.filter(({ runStatus }) => runStatus === 'retrying');
    this.runDispatch.hint(again.map(({ backoffMs, ...run }) => ({ ...run, delayMs: backoffMs })));
    await this.runDispatch.admit(taken.map(({ lane }) => lane));
  }
}
