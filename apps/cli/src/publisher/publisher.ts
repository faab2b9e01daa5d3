/**
 * The publishing loop: look, publish, sleep until the next task is due.
 *
 * If the process dies at any line, another publisher or the next start goes on where the database stands: there is
 * no leader, and the loop keeps nothing in memory that the next pass needs.
 */
import type { Pool } from '@carillon/db';
import { lookForDueTasks } from '@carillon/db';
import type { EventBus } from '@carillon/events';
import type { Logger, Metrics } from '@carillon/telemetry';
import type { Hinter } from '../worker/hinter.js';
import { Loop } from '../worker/loop.js';
import { reachStep } from '../worker/steps.js';
import type { PublishLimits } from './publish-due-tasks.js';
import { publishDueTasks } from './publish-due-tasks.js';

export interface PublisherOptions extends PublishLimits {
  publishIntervalMs: number;
  backlogMax: number;
  logger: Logger;
  metrics: Metrics;
}

/** Held back, publishing goes on below this part of the backlog's limit: else it would flutter around it. */
const lowMark = 0.8;

/** Rows that another transaction holds are due but cannot be claimed: this keeps the loop from spinning on them. */
const pauseMinMs = 5;

export class Publisher {
  readonly #loop: Loop;
  #isHeldBack = false;

  constructor(
    private readonly pool: Pool,
    private readonly far: { hinter: Hinter; events: EventBus },
    private readonly options: PublisherOptions,
  ) {
    this.#loop = new Loop(
      () => this.#pass(),
      (error) => {
        this.options.logger.error('A publishing pass failed and is repeated.', { error });
        return 250;
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
    const { publishBatch, publishIntervalMs } = this.options;
    const { dueInMs, isBacklogAbove } = await lookForDueTasks(this.pool, this.#backlogMark());
    if (dueInMs === null || dueInMs > 0)
      return Math.min(Math.ceil(dueInMs ?? publishIntervalMs), publishIntervalMs);
    this.#holdBack(isBacklogAbove);
    if (isBacklogAbove) return publishIntervalMs;
    const startedAt = performance.now();
    const batch = await publishDueTasks(this.pool, this.options);
    this.options.metrics.observePass(performance.now() - startedAt, batch.runs);
    reachStep('publish.after_commit', { runs: batch.runs });
    this.far.hinter.send(batch.hints);
    reachStep('publish.after_hint', { hints: batch.hints.length });
    this.far.events.publish(batch.events);
    for (const { taskId, reason } of batch.parked) {
      this.options.logger.warn('A task was parked: it is not scheduled until it is corrected and resumed.', {
        taskId,
        reason,
      });
    }
    if (batch.runs + batch.skips > 0) {
      this.options.logger.debug('Published.', { tasks: batch.tasks, runs: batch.runs, skips: batch.skips });
    }
    return batch.tasks === publishBatch ? 0 : pauseMinMs;
  }

  #backlogMark(): number {
    const { backlogMax } = this.options;
    return this.#isHeldBack ? Math.ceil(backlogMax * lowMark) - 1 : backlogMax;
  }

  #holdBack(isAbove: boolean): void {
    const { backlogMax, logger } = this.options;
    if (isAbove && !this.#isHeldBack) {
      logger.warn('Publishing waits: more runs than CARILLON_BACKLOG_MAX wait for a listener.', {
        backlogMax,
      });
    }
    if (!isAbove && this.#isHeldBack) logger.info('Publishing goes on: listeners have caught up.');
    this.#isHeldBack = isAbove;
  }
}
