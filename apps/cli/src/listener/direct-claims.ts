/**
 * Deliveries go on without the queue: while slots are free and no hint arrives, due runs that nobody has claimed are
 * taken straight from PostgreSQL.
 *
 * If the process dies at any line, nothing is lost: looking changes nothing, and the claim that follows is the same
 * as after a hint.
 */
import type { Pool } from '@carillon/db';
import { listClaimableRuns } from '@carillon/db';
import type { ReceivedHint } from '@carillon/domain';
import { taskPriorities } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import { Loop } from '../worker/loop.js';
import type { Intake } from './intake.js';

export interface DirectClaimsOptions {
  concurrency: number;
  /** Whether the queue answers. */
  isQueueHealthy: () => boolean;
  /** Called when the queue answers and yet delivers none of the hints that there must be. */
  onDeaf: () => void;
  logger: Logger;
}

/** With a queue at work its hints come first, and the rescuer repeats them: only what is left behind is taken. */
const calm = { intervalMs: 1_000, overdueMs: 3_000 };
/** Without one this is the way. */
const keen = { intervalMs: 200, overdueMs: 0 };
/** After a hint the queue is at work. */
const quietMs = 1_000;
/** So long after the last find, a queue that answers is trusted again. */
const trustAfterMs = 5_000;
const deafAfterMs = 10_000;

export class DirectClaims {
  readonly #loop: Loop;
  /** Since when runs have had to be taken without hints; null: they need not. */
  #deafSince: number | null = null;
  #foundAt = 0;

  constructor(
    private readonly pool: Pool,
    private readonly intake: Intake,
    private readonly options: DirectClaimsOptions,
  ) {
    this.#loop = new Loop(
      () => this.#look(),
      (error) => {
        this.options.logger.warn('Due runs could not be looked for; tried again.', { error });
        return calm.intervalMs;
      },
    );
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop();
  }

  async #look(): Promise<number> {
    const now = performance.now();
    const isTrusted = this.options.isQueueHealthy() && now - this.#foundAt > trustAfterMs;
    if (this.intake.silentMs < quietMs || isTrusted) this.#hear();
    if (this.intake.free === 0 || this.intake.silentMs < quietMs) return calm.intervalMs;
    const pace = this.#deafSince === null && this.options.isQueueHealthy() ? calm : keen;
    const limit = this.options.concurrency * 10;
    const found = await listClaimableRuns(this.pool, {
      overdueMs: pace.overdueMs,
      exceptIds: this.intake.waitingIds,
      limit,
    });
    if (found.length === 0) return pace.intervalMs;
    this.#missHints(found.length);
    await Promise.all(groupByPriority(found).map((hint) => this.intake.take(hint)));
    return found.length === limit ? 0 : keen.intervalMs;
  }

  #hear(): void {
    if (this.#deafSince === null) return;
    this.options.logger.info('Runs are claimed as the queue hints at them again.');
    this.#deafSince = null;
  }

  #missHints(runs: number): void {
    const { logger, isQueueHealthy, onDeaf } = this.options;
    this.#foundAt = performance.now();
    if (this.#deafSince === null) {
      logger.warn('No hints arrive; due runs are claimed straight from PostgreSQL.', { runs });
      this.#deafSince = this.#foundAt;
    } else if (isQueueHealthy() && this.#foundAt - this.#deafSince > deafAfterMs) {
      onDeaf();
      this.#deafSince = this.#foundAt;
    }
  }
}

type ClaimableRun = Awaited<ReturnType<typeof listClaimableRuns>>[number];

function groupByPriority(found: ClaimableRun[]): ReceivedHint[] {
  return taskPriorities.flatMap((priority) => {
    const runs = found.filter((run) => run.priority === priority);
    if (runs.length === 0) return [];
    return [{ runs, priority, waitingSinceMs: Math.min(...runs.map((run) => run.dueAtMs)) }];
  });
}
