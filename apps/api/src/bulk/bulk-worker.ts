/**
 * Works off bulk operations, one at a time, with the service functions of single actions.
 *
 * If the process dies at any line, another one takes the operation over when its lease has ended, and goes on behind
 * what was noted. Of the few tasks in between, `run` is done once by its idempotency key, pausing, changing and
 * cancelling change nothing the second time, and the others are refused and counted as failed.
 */
import type { BulkAction, BulkError, HeldBulkOperation, Pool } from '@carillon/db';
import { advanceBulkOperation, holdBulkOperation, nextBulkTasks, releaseBulkOperations } from '@carillon/db';
import { AppError, newId } from '@carillon/domain';
import type { Logger } from '@carillon/telemetry';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { recordChange } from '../audit/record-audit.js';
import { LOGGER, POOL } from '../dependencies.js';
import { idempotentRequest } from '../http/idempotency.js';
import { refusalOfDatabase } from '../http/problem.js';
import { TaskActionsService } from '../tasks/task-actions.service.js';
import type { UpdateTaskInput } from '../tasks/tasks.schemas.js';
import { TasksService } from '../tasks/tasks.service.js';
import { updateOf } from './bulk-changes.js';

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
    @Inject(TasksService) private readonly tasks: TasksService,
    @Inject(TaskActionsService) private readonly actions: TaskActionsService,
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
      const taskIds = await nextBulkTasks(this.pool, { id, holderId, limit: batchSize });
      if (taskIds.length === 0) return;
      for (let at = 0; at < taskIds.length; at += sliceSize) {
        const slice = taskIds.slice(at, at + sliceSize);
        const errors = (await Promise.all(slice.map((taskId) => this.#actOn(taskId, operation)))).filter(
          (error) => error !== null,
        );
        const done = slice.length - errors.length;
        const goesOn = await advanceBulkOperation(this.pool, { id, holderId, leaseMs, done, errors });
        if (!goesOn || this.#stopping) return;
      }
    }
  }

  /** @returns why it was refused, or null */
  async #actOn(taskId: string, operation: HeldBulkOperation): Promise<BulkError | null> {
    const { id, action } = operation;
    try {
      await this.#act(taskId, operation);
      return null;
    } catch (error) {
      const refusal = error instanceof AppError ? error : refusalOfDatabase(error);
      if (refusal !== null) return { taskId, code: refusal.code, message: refusal.message };
      this.logger.error('A bulk operation failed on a task', { operationId: id, taskId, action, error });
      return { taskId, code: 'server.failed', message: 'The server failed; its log has the details.' };
    }
  }

  async #act(taskId: string, { id, action, changes, createdBy: actor }: HeldBulkOperation): Promise<void> {
    switch (action) {
      case 'pause':
        await this.actions.pause(taskId, {});
        break;
      case 'resume':
        await this.actions.resume(taskId, { missed: 'latest' });
        break;
      case 'run': {
        const once = idempotentRequest(id, `POST /api/tasks/${taskId}/run`, {});
        await this.actions.run(taskId, {}, once, actor);
        break;
      }
      case 'retry':
        await this.actions.retry(taskId, actor);
        break;
      case 'cancel':
        await this.actions.cancel(taskId, actor);
        break;
      case 'delete':
        await this.tasks.remove(taskId, null);
        break;
      case 'change':
        return this.#change(taskId, { id, changes, createdBy: actor });
    }
    await this.#record(taskId, { id, action: operations[action], actor });
  }

  async #change(
    taskId: string,
    { id, changes, createdBy: actor }: Pick<HeldBulkOperation, 'id' | 'changes' | 'createdBy'>,
  ): Promise<void> {
    let update: UpdateTaskInput = {};
    await this.tasks.updateBy(taskId, (task) => (update = updateOf(task, changes ?? {})));
    if (Object.keys(update).length > 0) {
      await this.#record(taskId, { id, action: 'updateTask', actor, details: update });
    }
  }

  /** Whoever asked for the operation did this to the task, as if one by one. */
  async #record(
    taskId: string,
    { id, action, actor, details }: { id: string; action: string; actor: string; details?: object },
  ): Promise<void> {
    const { pool, logger } = this;
    await recordChange(
      { pool, logger },
      {
        principal: { name: actor },
        action,
        subject: { type: 'tasks', id: taskId },
        details: { ...details, bulkOperationId: id },
        ip: null,
        requestId: null,
      },
    );
  }
}

/** What the audit log calls them, as when they are asked for one by one. */
const operations = {
  pause: 'pauseTask',
  resume: 'resumeTask',
  run: 'runTask',
  retry: 'retryTask',
  cancel: 'cancelTask',
  delete: 'removeTask',
} as const satisfies Record<Exclude<BulkAction, 'change'>, string>;
