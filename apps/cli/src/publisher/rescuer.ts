/**
 * Brings back what was lost or left: runs of dead listeners and of silent receivers, hints that the queue no longer has, lanes that nobody
 * admitted, pauses that are over.
 *
 * If the process dies at any line, the next pass of any publisher does the same again: each step finds its work in
 * the database, and a repeated hint finds nothing to claim.
 */
import type { OverdueCursor, Pool, RescuedRun, RunState } from '@carillon/db';
import {
  admitRuns,
  endMissedCallbacks,
  endOverdueRuns,
  inTransaction,
  listOverdueRuns,
  rescueLostRuns,
  startPlannedRuns,
} from '@carillon/db';
import type { LiveEvent } from '@carillon/domain';
import { runUpdated } from '@carillon/domain';
import type { EventBus } from '@carillon/events';
import type { QueueAdmin } from '@carillon/queue';
import type { Logger, Metrics } from '@carillon/telemetry';
import type { Hinter } from '../worker/hinter.js';
import { Loop } from '../worker/loop.js';
import { endPauses } from './end-pauses.js';

export interface RescuerOptions {
  rescueIntervalMs: number;
  workerTimeoutMs: number;
  logger: Logger;
  metrics: Metrics;
}

const lostRunsMax = 500;
/** The rest begins with the next pass. */
const plannedRunsMax = 500;
/** An attempt ends with its run's deadline by itself, and a report comes by its own; this is for recording it. */
const deadlineGraceMs = 1_000;
const overdueLimits = { graceMs: deadlineGraceMs, limit: lostRunsMax };
const overdueRunsMax = 1_000;
const overdueRunsMaxAfterLoss = 50_000;
/** A run this long due that no hint in the queue can stand for has lost its own. */
const overdueMs = 1_000;
/** While hints wait in the queue, a run that is due may be one of theirs: repeating them would only make them more. */
const overdueBehindHintsMs = 15_000;

export class Rescuer {
  readonly #loop: Loop;
  #queueIdentity: string | null = null;
  /** Where the look over the overdue runs goes on, so that those at its head cannot hide the others for ever. */
  #after: OverdueCursor | null = null;
  /** Until then silent workers are not taken for dead: while PostgreSQL was away, nobody could report. */
  #trustHeartbeatsFrom = 0;

  constructor(
    private readonly pool: Pool,
    private readonly far: { hinter: Hinter; queue: QueueAdmin; events: EventBus },
    private readonly options: RescuerOptions,
  ) {
    this.#loop = new Loop(
      () => this.#pass(),
      (error) => {
        this.#trustHeartbeatsFrom = Date.now() + options.workerTimeoutMs;
        options.logger.error('A rescue pass failed and is repeated.', { error });
        return options.rescueIntervalMs;
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
    if (Date.now() >= this.#trustHeartbeatsFrom) await this.#takeBackLostRuns();
    await this.#endOverdueRuns();
    await this.#endMissedCallbacks();
    await this.#endPauses();
    await this.#startPlannedRuns();
    await this.#admitRuns();
    await this.#repeatLostHints();
    return this.options.rescueIntervalMs;
  }

  async #endPauses(): Promise<void> {
    const { tasks, changedRuns } = await endPauses(this.pool);
    const at = new Date().toISOString();
    this.far.events.publish(
      tasks.map(({ id, taskStatus: status, version }): LiveEvent => {
        const resumed = status === 'paused' ? {} : ({ isResumed: true } as const);
        return { type: 'task.updated', id, status, version, ...resumed, at };
      }),
    );
    this.#publish(changedRuns.map((run) => ({ ...run, fence: 0 })));
  }

  async #takeBackLostRuns(): Promise<void> {
    let taken;
    do {
      const limits = { workerTimeoutMs: this.options.workerTimeoutMs, limit: lostRunsMax };
      taken = await inTransaction(this.pool, (transaction) => rescueLostRuns(transaction, limits));
      this.#tryAgain(taken, 'A run was taken back from a lost listener.');
    } while (taken.length === lostRunsMax);
  }

  async #endMissedCallbacks(): Promise<void> {
    let ended;
    do {
      ended = await inTransaction(this.pool, (transaction) => endMissedCallbacks(transaction, overdueLimits));
      this.#tryAgain(ended, 'The receiver of a run did not report in time.');
    } while (ended.length === lostRunsMax);
  }

  #publish(runs: RunState[]): void {
    const at = new Date().toISOString();
    this.far.events.publish(runs.map((run) => runUpdated(run, run.runStatus, at)));
  }

  #tryAgain(runs: RescuedRun[], why: string): void {
    this.#publish(runs);
    for (const run of runs) {
      this.options.logger.warn(why, { runId: run.id, became: run.runStatus });
      this.options.metrics.countRun(run.runStatus);
      if (run.runStatus === 'retrying') this.far.hinter.hint([run], run.backoffMs);
    }
  }

  /** Runs that receivers asked for; those of lanes are admitted right after. */
  async #startPlannedRuns(): Promise<void> {
    const runs = await inTransaction(this.pool, (transaction) =>
      startPlannedRuns(transaction, plannedRunsMax),
    );
    this.far.hinter.hint(runs.filter(({ runStatus }) => runStatus === 'pending'));
    this.#publish(runs.map((run) => ({ ...run, fence: 0 })));
  }

  async #admitRuns(): Promise<void> {
    const runs = await inTransaction(this.pool, (transaction) => admitRuns(transaction, null));
    this.far.hinter.hint(runs);
    this.#publish(runs.map((run) => ({ ...run, runStatus: 'pending' })));
  }

  async #endOverdueRuns(): Promise<void> {
    let ended;
    do {
      ended = await inTransaction(this.pool, (transaction) => endOverdueRuns(transaction, overdueLimits));
      this.#publish(ended);
      for (const { id } of ended) {
        this.options.logger.warn('A run ended at its deadline.', { runId: id });
        this.options.metrics.countRun('abandoned');
      }
    } while (ended.length === lostRunsMax);
  }

  async #repeatLostHints(): Promise<void> {
    const queueWasLost = await this.#queueWasLost();
    const { runs, next } = await listOverdueRuns(this.pool, {
      overdueMs: queueWasLost ? 0 : (await this.#hintsWait()) ? overdueBehindHintsMs : overdueMs,
      limit: queueWasLost ? overdueRunsMaxAfterLoss : overdueRunsMax,
      after: queueWasLost ? null : this.#after,
    });
    this.#after = next;
    if (runs.length > 0) {
      this.options.logger.info('Hinting again at due runs that nobody has claimed.', { runs: runs.length });
    }
    this.far.hinter.hint(runs);
  }

  async #hintsWait(): Promise<boolean> {
    const { waiting, active } = await this.far.queue.counts().catch(() => ({ waiting: 0, active: 0 }));
    return waiting + active > 0;
  }

  /** Whether the queue's server was replaced, restarted or wiped since the last pass. A silent one is asked again next time. */
  async #queueWasLost(): Promise<boolean> {
    try {
      const identity = await this.far.queue.identity();
      const isChanged = this.#queueIdentity !== null && this.#queueIdentity !== identity;
      this.#queueIdentity = identity;
      if (isChanged) this.options.logger.warn('The queue lost its hints; all due runs are hinted at again.');
      return isChanged;
    } catch {
      return false;
    }
  }
}
