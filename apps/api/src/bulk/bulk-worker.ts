/**
 * Works off bulk operations, one at a time, with the service functions of single actions.
 *
 * If the process dies at any line, another one takes the operation over when its lease has ended, and goes on behind
 * what was noted. Of the few in between, `run`, and `retry` and `replay` of runs, are done once by their idempotency keys, pausing, changing, cancelling,
 * acknowledging and archiving change nothing the second time, and the others are refused and counted as failed.
 */
import type { BulkError, HeldBulkOperation, Pool } from '@carillon/db';
import { advanceBulkOperation, holdBulkOperation, nextBulkIds, releaseBulkOperations } from '@carillon/db';
import { AppError, newId } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, POOL } from '../dependencies.js';
import { refusalOfDatabase } from '../http/problem.js';
import { BulkActs } from './bulk-acts.js';
import { BulkRunActs } from './bulk-run-acts.js';

const batchSize = 100;
/** At the same time: the database has other things to do as well. */
const sliceSize = 5;
const leaseMs = 30_000;
const lookIntervalMs = 5_000;

@Injectable()
export class BulkWorker implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #holderId = newId();
  #stopping = false;
  #wanted = false;
  #work: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(BulkActs) private readonly acts: BulkActs,
    @Inject(BulkRunActs) private readonly runActs: BulkRunActs,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.wake(), lookIntervalMs);
    this.#timer.unref();
  }

  /** Ends after the tasks in hand; another process goes on at once. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping = true;
    if (this.#work === null) return;
    await this.#work;
    await releaseBulkOperations(this.pool, this.#holderId).catch(() => undefined);
  }

  /** Looks for operations now rather than in some seconds. */
  wake(): void {
    this.#wanted = true;
    this.#work ??= this.#run().finally(() => {
      this.#work = null;
    });
  }

  async #run(): Promise<void> {
    try {
      while (this.#wanted && !this.#stopping) {
        this.#wanted = false;
        const operation = await holdBulkOperation(this.pool, { holderId: this.#holderId, leaseMs });
        if (operation === null) continue;
        this.#wanted = true;
        await this.#workOff(operation);
      }
    } catch (error) {
      this.logger.warn('Bulk operations rest for some seconds', { error });
    }
  }

  async #workOff(operation: HeldBulkOperation): Promise<void> {
    const { id } = operation;
    const holderId = this.#holderId;
    for (;;) {
      const ids = await nextBulkIds(this.pool, { id, holderId, limit: batchSize });
      if (ids.length === 0) return;
      for (let at = 0; at < ids.length; at += sliceSize) {
        const slice = ids.slice(at, at + sliceSize);
        const errors = (await Promise.all(slice.map((each) => this.#actOn(each, operation)))).filter(
          (error) => error !== null,
        );
        const done = slice.length - errors.length;
        const goesOn = await advanceBulkOperation(this.pool, { id, holderId, leaseMs, done, errors });
        if (!goesOn || this.#stopping) return;
      }
    }
  }

  /** @returns why it was refused, or null */
  async #actOn(id: string, operation: HeldBulkOperation): Promise<BulkError | null> {
    const { id: operationId, of, action } = operation;
    const subject = of === 'runs' ? { runId: id } : { taskId: id };
    try {
      await (of === 'runs' ? this.runActs : this.acts).act(id, operation);
      return null;
    } catch (error) {
      const refusal = error instanceof AppError ? error : refusalOfDatabase(error);
      if (refusal !== null) {
        const { code, message, hint } = refusal;
        return { ...subject, code, message, ...(hint !== undefined && { hint }) };
      }
      this.logger.error('A bulk operation failed on one of its subjects', {
        operationId,
        ...subject,
        action,
        error,
      });
      return { ...subject, code: 'server.failed', message: 'The server failed; its log has the details.' };
    }
  }
}
