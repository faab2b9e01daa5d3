import type { BulkOperation, IdempotentRequest, Pool, Recoverable } from '@carillon/db';
import {
  cancelBulkOperation,
  countRecoverable,
  createBulkOperation,
  findBulkOperation,
  listBulkOperations,
  listRecoverableTasks,
  listTaskIds,
} from '@carillon/db';
import { AppError, newId } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange, Unchanged } from '../audit/change.js';
import { POOL } from '../dependencies.js';
import type { Answer } from '../http/idempotency.js';
import { answerOnce } from '../http/idempotency.js';
import { invalidField } from '../http/problem.js';
import type { BulkOperationInput, ListBulkOperationsQuery } from './bulk-operations.schemas.js';
import { BulkWorker } from './bulk-worker.js';
import type { RecoverableQuery } from './recovery.js';
import { failuresSince } from './recovery.js';

const tasksMax = 100_000;

/** Actions on many tasks, as objects of their own: made, watched, cancelled. */
@Injectable()
export class BulkOperationsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(BulkWorker) private readonly worker: BulkWorker,
  ) {}

  /** Fixes which tasks it is about, and begins. @throws AppError `request.invalid` when there are too many */
  async create(
    input: BulkOperationInput,
    actor: string,
    request: IdempotentRequest | null,
  ): Promise<Answer<BulkOperation>> {
    const { action, filter, changes, note, cancelRuns } = input;
    const failures = input.failures === undefined ? null : failuresSince(input.failures);
    const taskIds = failures
      ? await listRecoverableTasks(this.pool, failures, tasksMax + 1)
      : (input.ids ?? (await listTaskIds(this.pool, { filter: filter?.terms }, tasksMax + 1)));
    if (taskIds.length > tasksMax)
      throw invalidField(failures ? 'failures' : 'filter', `matches more than ${tasksMax} tasks`);
    const operation = {
      id: newId(),
      action,
      filter: filter?.text ?? null,
      failures,
      changes: changes ?? null,
      note: note ?? null,
      cancelRuns: cancelRuns ?? false,
      createdBy: actor,
      taskIds,
    };
    const answer = await answerOnce(this.pool, request, async (transaction) => {
      return { status: 202, body: await createBulkOperation(transaction, operation) };
    });
    this.worker.wake();
    return answer;
  }

  /** What there is to recover at this moment. */
  recoverable(query: RecoverableQuery): Promise<Recoverable> {
    return countRecoverable(this.pool, failuresSince(query));
  }

  async list({
    limit,
    cursor,
  }: ListBulkOperationsQuery): Promise<{ items: BulkOperation[]; nextCursor: string | null }> {
    const found = await listBulkOperations(this.pool, { limit: limit + 1, afterId: cursor ?? null });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  async get(id: string): Promise<BulkOperation> {
    const operation = await findBulkOperation(this.pool, id);
    if (operation === null)
      throw new AppError('bulk_operation.not_found', 'There is no such bulk operation.');
    return operation;
  }

  /** Tasks that it has not come to stay as they are. @throws AppError `bulk_operation.state_conflict` */
  async cancel(id: string): Promise<BulkOperation> {
    const cancelled = await inChange<BulkOperation | null>(
      this.pool,
      async (transaction) => (await cancelBulkOperation(transaction, id)) ?? new Unchanged(null),
    );
    if (cancelled !== null) return cancelled;
    const { bulkStatus } = await this.get(id);
    throw new AppError('bulk_operation.state_conflict', `The bulk operation is ${bulkStatus} already.`);
  }
}
