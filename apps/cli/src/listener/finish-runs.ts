/**
 * Records outcomes in batches: a few of them wait some milliseconds for company, and while one batch is being
 * written the next one grows by itself. `record` resolves after the commit.
 *
 * If the process dies at any line, outcomes that were not committed are lost with it: their leases end, and the
 * rescuer closes their logs as `abandoned`. A commit whose answer was lost is repeated without harm, since a run
 * that has been finished is no longer `running`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AttemptOutcome, Pool, RecordedOutcomes } from '@carillon/db';
import { isTransientDatabaseError, recordLateOutcomes, recordOutcomes } from '@carillon/db';
import type { LiveEvent } from '@carillon/domain';
import { runUpdated } from '@carillon/domain';
import type { EventBus } from '@carillon/events';
import type { Logger } from '@carillon/telemetry';

const batchMax = 512;
const companyMs = 5;
/** So many need no more company. A batch costs PostgreSQL a good deal beside what each outcome in it does. */
const companyEnough = 100;
const retryDelayMaxMs = 2_000;

interface Pending {
  attempt: AttemptOutcome;
  resolve: (isRecorded: boolean) => void;
  reject: (error: unknown) => void;
}

export class FinishBatch {
  #pending: Pending[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isFlushing = false;
  #writing = 0;

  constructor(
    private readonly pool: Pool,
    private readonly events: EventBus,
    private readonly logger: Logger,
  ) {}

  /** Outcomes that are not committed yet. */
  get size(): number {
    return this.#pending.length + this.#writing;
  }

  /** @returns whether the run was still this listener's; if not, only its log was told the outcome */
  record(attempt: AttemptOutcome): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ attempt, resolve, reject });
      if (this.#isFlushing) return;
      if (this.#pending.length >= batchMax) void this.#flush();
      else this.#timer ??= setTimeout(() => void this.#flush(), companyMs);
    });
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isFlushing = true;
    while (this.#pending.length > 0) {
      const batch = this.#pending.splice(0, batchMax);
      this.#writing = batch.length;
      await this.#write(batch);
      if (this.#pending.length < companyEnough) await sleep(companyMs);
    }
    this.#writing = 0;
    this.#isFlushing = false;
  }

  async #write(batch: Pending[]): Promise<void> {
    try {
      const outcomes = await this.#finish(batch.map(({ attempt }) => attempt));
      this.#publish(batch, outcomes);
      const { recorded } = outcomes;
      for (const { attempt, resolve } of batch) resolve(recorded.has(attempt.id));
    } catch (error) {
      // One outcome that PostgreSQL refuses must not take the others with it.
      if (batch.length > 1) for (const pending of batch) await this.#write([pending]);
      else batch[0]!.reject(error);
    }
  }

  #publish(batch: Pending[], { recorded, stoppedTasks }: RecordedOutcomes): void {
    const at = new Date().toISOString();
    const events = stoppedTasks.map(({ id, taskStatus: status, version }): LiveEvent => {
      return { type: 'task.updated', id, status, version, at };
    });
    for (const { attempt } of batch) {
      if (recorded.has(attempt.id)) events.push(runUpdated(attempt, attempt.runStatus, at));
    }
    this.events.publish(events);
  }

  /** Waits out a database that is away: the outcome is known, and losing it would mean a second request. */
  async #finish(attempts: AttemptOutcome[]): Promise<RecordedOutcomes> {
    for (let delayMs = 50; ; delayMs = Math.min(delayMs * 2, retryDelayMaxMs)) {
      try {
        const outcomes = await recordOutcomes(this.pool, attempts);
        const late = attempts.filter((attempt) => !outcomes.recorded.has(attempt.id));
        if (late.length > 0) await recordLateOutcomes(this.pool, late);
        return outcomes;
      } catch (error) {
        if (!isTransientDatabaseError(error)) throw error;
        this.logger.warn('Outcomes could not be recorded yet; tried again.', {
          outcomes: attempts.length,
          error,
        });
        await sleep(delayMs);
      }
    }
  }
}
