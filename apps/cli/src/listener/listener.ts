/**
 * Hints in, webhooks out: claim as many runs as there are free slots, deliver each, record what came of it.
 *
 * If the process dies at any line: a run that was not claimed is hinted at again by the rescuer; a run that was
 * claimed has its open log in the database, and comes back when its lease ends or the heartbeat falls silent.
 */
import { setMaxListeners } from 'node:events';
import type { AttemptOutcome, ClaimedRun, Pool } from '@carillon/db';
import { admitRuns, claimRuns, inTransaction } from '@carillon/db';
import type { HintedRun, ReceivedHint } from '@carillon/domain';
import { runUpdated, webhookHost } from '@carillon/domain';
import type { EventBus } from '@carillon/events';
import type { Logger, Metrics } from '@carillon/telemetry';
import type { Hinter } from '../worker/hinter.js';
import { reachStep } from '../worker/steps.js';
import { Deferrals } from './deferrals.js';
import type { DeliveryDoors } from './deliver-run.js';
import { deliverRun } from './deliver-run.js';
import { FinishBatch } from './finish-runs.js';
import { HostGate } from './host-gate.js';
import { Intake } from './intake.js';
import { OpenAttempts } from './open-attempts.js';

export interface ListenerOptions {
  workerId: string;
  concurrency: number;
  /** Attempts at one host at a time; null: most of the slots, as `HostShares` says. */
  hostConcurrency: number | null;
  /** So many failures of a host in a row, and it is left alone for a while; 0: no number does. */
  breakerFailures: number;
  leaseMs: number;
  heartbeatMs: number;
  logger: Logger;
  metrics: Metrics;
}

export interface ListenerDoors extends DeliveryDoors {
  pool: Pool;
  hinter: Hinter;
  events: EventBus;
}

/** More outcomes than this waiting for their commit mean that claiming must wait as well. */
const unrecordedMax = 1_024;

export class Listener {
  readonly intake: Intake;
  readonly #open: OpenAttempts;
  readonly #finished: FinishBatch;
  readonly #gate: HostGate;
  /** Claims on their way and attempts; a stop waits for both, as a claim becomes attempts. */
  readonly #underWay = new Set<Promise<void>>();
  readonly #abort = new AbortController();

  constructor(
    private readonly doors: ListenerDoors,
    private readonly options: ListenerOptions,
  ) {
    this.#gate = new HostGate(doors.pool, {
      ...options,
      onChange: () => this.intake.reconsider(),
      onReopen: (host) => this.intake.easeIn(host),
    });
    const deferrals = new Deferrals(doors.pool, doors.hinter, (host) => this.#gate.waitMs(host));
    this.intake = new Intake({
      ...options,
      gate: this.#gate,
      defer: (runs) => this.#track(deferrals.add(runs)),
      claim: (runs) => this.#track(this.#claim(runs)),
      onError: (error) => options.logger.warn('Runs could not be claimed; tried again later.', { error }),
    });
    this.#open = new OpenAttempts(doors.pool, options);
    this.#finished = new FinishBatch(doors.pool, doors.events, options.logger);
    // One listener for each attempt under way is no leak.
    setMaxListeners(options.concurrency + 1, this.#abort.signal);
  }

  start(): void {
    this.#gate.start();
    this.#open.start();
  }

  /** Attempts under way. */
  get activeCount(): number {
    return this.intake.used;
  }

  takeHint(hint: ReceivedHint): Promise<void> {
    return this.intake.takeHint(hint);
  }

  /**
   * Takes nothing more and waits for the attempts under way.
   *
   * @returns whether all of them were recorded in time; the others are cut off, and the rescuer takes them over
   */
  async stop(drainTimeoutMs: number): Promise<boolean> {
    this.intake.close();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<'late'>(
      (resolve) => (timer = setTimeout(() => resolve('late'), drainTimeoutMs)),
    );
    const drained = await Promise.race([this.#whenIdle(), deadline]);
    clearTimeout(timer);
    await Promise.all([this.#open.stop(), this.#gate.stop()]);
    if (drained === 'late') this.#abort.abort();
    return drained !== 'late';
  }

  async #claim(runs: HintedRun[]): Promise<void> {
    const { workerId, leaseMs } = this.options;
    const leasedUntil = performance.now() + leaseMs;
    let claimed = new Map<string, ClaimedRun>();
    try {
      const rows = await claimRuns(this.doors.pool, runs, { workerId, leaseMs });
      claimed = new Map(rows.map((run) => [run.id, run]));
      const at = new Date().toISOString();
      this.doors.events.publish(rows.map((run) => runUpdated(run, 'running', at)));
    } finally {
      for (const { id, host } of runs) {
        const run = claimed.get(id);
        // Two hints may have named a run: it is attempted once, and its other places are given back.
        claimed.delete(id);
        if (run !== undefined) void this.#track(this.#attempt(run, { host, leasedUntil }));
        else {
          this.#gate.withdraw(host, id);
          this.intake.done(host, null);
        }
      }
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

  async #attempt(
    run: ClaimedRun,
    { host, leasedUntil }: { host: string; leasedUntil: number },
  ): Promise<void> {
    const startedAt = performance.now();
    this.options.metrics.observeLag(run.claimedAtMs - run.dueAtMs);
    let answered: boolean | null = null;
    let holdsPlace = true;
    const giveBackPlace = (): void => {
      if (holdsPlace) this.intake.done(host, answered === null ? null : { answered });
      holdsPlace = false;
    };
    this.#open.add(run);
    try {
      const attempt = await deliverRun(run, this.doors, { leasedUntil, signal: this.#abort.signal });
      answered = attempt.errorCode !== 'timeout';
      if (!this.#abort.signal.aborted) this.#reportToGate(run, attempt, startedAt);
      // Recording an answer needs no place, unless PostgreSQL cannot keep up.
      if (this.#finished.size < unrecordedMax) giveBackPlace();
      // Cut off by our own stop: the outcome is unknown, and only the rescuer may say so.
      if (!this.#abort.signal.aborted) await this.#record(run, attempt);
    } catch (error) {
      this.options.logger.error('An attempt could not be brought to its end; its lease will run out.', {
        runId: run.id,
        error,
      });
    } finally {
      this.#gate.withdraw(host, run.id);
      giveBackPlace();
      this.#open.remove(run);
    }
  }

  #reportToGate(
    { id: runId, webhookUrl }: ClaimedRun,
    { errorCode, wishes }: AttemptOutcome,
    startedAt: number,
  ): void {
    // Not the host that the hint named: the URL may have been edited since.
    this.#gate.report({ host: webhookHost(webhookUrl), runId, startedAt, errorCode, wishes });
  }

  async #record(run: ClaimedRun, attempt: AttemptOutcome): Promise<void> {
    this.options.metrics.observeAttempt(attempt.runStatus, attempt.executionTimeMs);
    const isRecorded = await this.#finished.record(attempt);
    reachStep('deliver.after_finish', { runId: run.id, isRecorded });
    if (isRecorded) return this.#followUp(run, attempt);
    this.options.logger.warn('An outcome came after its run had been taken away.', { runId: run.id });
  }

  async #followUp(run: ClaimedRun, attempt: AttemptOutcome): Promise<void> {
    const { logger, metrics } = this.options;
    const { executionTimeMs, httpStatus, errorCode, runStatus, backoffMs } = attempt;
    const facts = {
      runId: run.id,
      taskId: run.taskId,
      attempt: run.retryCount + 1,
      httpStatus,
      executionTimeMs,
    };
    metrics.countRun(runStatus);
    if (runStatus === 'completed') logger.info('Delivered.', facts);
    if (runStatus === 'waiting') logger.info('Delivered; the receiver reports by itself.', facts);
    if (runStatus === 'retrying') {
      logger.warn('Attempt failed; tried again.', { ...facts, errorCode, inMs: backoffMs });
      const next = { ...run, retryCount: run.retryCount + 1, host: webhookHost(run.webhookUrl) };
      this.doors.hinter.hint([next], backoffMs);
    }
    if (runStatus === 'failed') logger.error('Run failed: no retries are left.', { ...facts, errorCode });
    if (runStatus !== 'retrying' && run.lane !== null) await this.#admit(run.lane);
  }

  async #admit(lane: string): Promise<void> {
    const { pool, hinter, events } = this.doors;
    const runs = await inTransaction(pool, (transaction) => admitRuns(transaction, [lane]));
    hinter.hint(runs);
    const at = new Date().toISOString();
    events.publish(runs.map((run) => runUpdated(run, 'pending', at)));
  }
}
