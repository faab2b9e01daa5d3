import type { Pool } from '@carillon/db';
import { admitRuns, findRun, inTransaction } from '@carillon/db';
import type { Run, RunToHint } from '@carillon/domain';
import { bundleHints, webhookHost } from '@carillon/domain';
import type { HintProducer } from '@carillon/queue';
import type { Logger } from '@carillon/telemetry';
import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable } from '@nestjs/common';
import { hintQueue, LOGGER, POOL } from '../dependencies.js';
import { Announcer } from '../live/announcer.js';

/**
 * Gets committed runs on their way at once. None of it is needed for them to run: the publisher admits and hints
 * what nobody has, so neither a dead queue nor a death at any line here costs more than a moment.
 */
@Injectable()
export class RunDispatch {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @InjectQueue(hintQueue) private readonly hints: HintProducer,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /**
   * @param webhookUrl the task's
   * @returns the run as it stands afterwards
   */
  async dispatch(run: Run, webhookUrl: string): Promise<Run> {
    this.announcer.runs([run.id]);
    if (run.runStatus !== 'held') {
      this.hint([{ ...run, host: webhookHost(run.webhookUrl ?? webhookUrl) }]);
      return run;
    }
    await this.admit([run.lane]);
    return (await findRun(this.pool, run.id)) ?? run;
  }

  /** Fills the room in lanes; null stands for runs without one. */
  async admit(lanes: (string | null)[]): Promise<void> {
    const named = [...new Set(lanes.filter((lane) => lane !== null))];
    if (named.length === 0) return;
    try {
      const runs = await inTransaction(this.pool, (transaction) => admitRuns(transaction, named));
      this.hint(runs);
      this.announcer.runs(runs.map(({ id }) => id));
    } catch (error) {
      this.logger.warn('Lanes were not admitted at once; the publisher will', { lanes: named, error });
    }
  }

  /** Not awaited: a queue that does not answer must not delay the answer to the client. */
  hint(runs: RunToHint[]): void {
    this.hints.add(bundleHints(runs)).catch((error: unknown) => {
      this.logger.debug('Runs were not hinted; the publisher will', { runs: runs.length, error });
    });
  }
}
