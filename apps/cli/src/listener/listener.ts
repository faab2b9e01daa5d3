/**
 * Hints in, webhooks out: claim as many runs as there are free slots, deliver each, record what came of it.
 *
 * If the process dies at any line: a run that was not claimed is hinted at again by the rescuer; a run that was
 * claimed has its open log in the database, and comes back when its lease ends or the heartbeat falls silent.
 */
import { setMaxListeners } from 'node:events';
import type { ClaimedRun, FinishedAttempt, Pool } from '@carillon/db';
import { admitRuns, claimRuns, inTransaction } from '@carillon/db';
import type { WebhookSender } from '@carillon/delivery';
import type { Hint } from '@carillon/domain';
import { webhookHost } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import type { Hinter } from '../worker/hinter.js';
import { reachStep } from '../worker/steps.js';
import { deliverRun } from './deliver-run.js';
import { FinishBatch } from './finish-runs.js';
import { OpenAttempts } from './open-attempts.js';
import { Slots } from './slots.js';

export interface ListenerOptions {
  workerId: string;
  concurrency: number;
  leaseMs: number;
  heartbeatMs: number;
  logger: Logger;
}

export interface ListenerDoors {
  pool: Pool;
  sender: WebhookSender;
  hinter: Hinter;
}

export class Listener {
  readonly #slots: Slots;
  readonly #open: OpenAttempts;
  readonly #finished: FinishBatch;
  /** Claims on their way and attempts; a stop waits for both, as a claim becomes attempts. */
  readonly #underWay = new Set<Promise<void>>();
  readonly #abort = new AbortController();

  constructor(
    private readonly doors: ListenerDoors,
    private readonly options: ListenerOptions,
  ) {
    this.#slots = new Slots(options.concurrency);
    this.#open = new OpenAttempts(doors.pool, options);
    this.#finished = new FinishBatch(doors.pool, options.logger);
    // One listener for each attempt under way is no leak.
    setMaxListeners(options.concurrency + 1, this.#abort.signal);
  }

  start(): void {
    this.#open.start();
  }

  /** Attempts under way. */
  get activeCount(): number {
    return this.#slots.used;
  }

  /** Resolves when every run of the hint is claimed, by this listener or by somebody else. */
  async takeHint(hint: Hint): Promise<void> {
    const runs = [...hint.runs];
    while (runs.length > 0) {
      const taken = await this.#slots.take(runs.length);
      if (taken === 0) return;
      await this.#track(this.#claim(runs.splice(0, taken)));
    }
  }

  /**
   * Takes nothing more and waits for the attempts under way.
   *
   * @returns whether all of them were recorded in time; the others are cut off, and the rescuer takes them over
   */
  async stop(drainTimeoutMs: number): Promise<boolean> {
    this.#slots.close();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<'late'>(
      (resolve) => (timer = setTimeout(() => resolve('late'), drainTimeoutMs)),
    );
    const drained = await Promise.race([this.#whenIdle(), deadline]);
    clearTimeout(timer);
    await this.#open.stop();
    if (drained === 'late') this.#abort.abort();
    return drained !== 'late';
  }

  async #claim(runs: Hint['runs']): Promise<void> {
    const { workerId, leaseMs } = this.options;
    let claimed: ClaimedRun[] = [];
    try {
      claimed = await claimRuns(this.doors.pool, runs, { workerId, leaseMs });
    } finally {
      this.#slots.release(runs.length - claimed.length);
    }
    for (const run of claimed) {
      this.#open.add(run);
      void this.#track(
        this.#deliver(run).finally(() => {
          this.#open.remove(run);
          this.#slots.release(1);
        }),
      );
    }
  }

  async #track(work: Promise<void>): Promise<void> {
    this.#underWay.add(work);
    try {
      await work;
    } finally {
      this.#underWay.delete(work);
    }
  }

  async #whenIdle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  async #deliver(run: ClaimedRun): Promise<void> {
    const { logger } = this.options;
    try {
      const attempt = await deliverRun(run, this.doors.sender, this.#abort.signal);
      // Cut off by our own stop: the outcome is unknown, and only the rescuer may say so.
      if (this.#abort.signal.aborted) return;
      const isRecorded = await this.#finished.record(attempt);
      reachStep('deliver.after_finish', { runId: run.id, isRecorded });
      if (!isRecorded) logger.warn('An outcome came after its run had been taken away.', { runId: run.id });
      else await this.#followUp(run, attempt);
    } catch (error) {
      logger.error('An attempt could not be brought to its end; its lease will run out.', {
        runId: run.id,
        error,
      });
    }
  }

  async #followUp(run: ClaimedRun, attempt: FinishedAttempt): Promise<void> {
    const { logger } = this.options;
    const { executionTimeMs, httpStatus, errorCode, runStatus, backoffMs } = attempt;
    const facts = {
      runId: run.id,
      taskId: run.taskId,
      attempt: run.retryCount + 1,
      httpStatus,
      executionTimeMs,
    };
    if (runStatus === 'completed') logger.info('Delivered.', facts);
    if (runStatus === 'retrying') {
      logger.warn('Attempt failed; tried again.', { ...facts, errorCode, inMs: backoffMs });
      const next = { ...run, retryCount: run.retryCount + 1, host: webhookHost(run.webhookUrl) };
      this.doors.hinter.hint([next], backoffMs);
    }
    if (runStatus === 'failed') logger.error('Run failed: no retries are left.', { ...facts, errorCode });
    if (runStatus !== 'retrying' && run.lane !== null) await this.#admit(run.lane);
  }

  async #admit(lane: string): Promise<void> {
    this.doors.hinter.hint(
      await inTransaction(this.doors.pool, (transaction) => admitRuns(transaction, [lane])),
    );
  }
}
