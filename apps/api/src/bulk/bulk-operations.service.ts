import type { BulkOperation, FailureSelection, IdempotentRequest, Pool, Recoverable } from '@carillon/db';
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
import { answerPage } from '../http/cursor.js';
import type { Answer } from '../http/idempotency.js';
import { answerOnce } from '../http/idempotency.js';
import { invalidField } from '../http/problem.js';
import { RunsService } from '../runs/runs.service.js';
import type { BulkOperationInput, ListBulkOperationsQuery } from './bulk-operations.schemas.js';
import { BulkWorker } from './bulk-worker.js';
import type { RecoverableQuery } from './recovery.js';
import { failuresSince } from './recovery.js';

const subjectsMax = 100_000;

/** Actions on many tasks or runs, as objects of their own: made, watched, cancelled. */
@Injectable()
export class BulkOperationsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(BulkWorker) private readonly worker: BulkWorker,
    @Inject(RunsService) private readonly runs: RunsService,
  ) {}

  /** Fixes which tasks or runs it is about, and begins. @throws AppError `request.invalid` when there are too many */
  async create(
    input: BulkOperationInput,
    actor: string,
    request: IdempotentRequest | null,
  ): Promise<Answer<BulkOperation>> {
    const { of, action, filter, changes, note, cancelRuns } = input;
    const failures = input.failures === undefined ? null : failuresSince(input.failures);
    const ids = await this.#idsOf(input, failures);
    const operation = {
      id: newId(),
      of,
      action,
      filter: filter?.text ?? null,
      failures,
      changes: changes ?? null,
      note: note ?? null,
      cancelRuns: cancelRuns ?? false,
      createdBy: actor,
      ids,
    };
    const answer = await answerOnce(this.pool, request, async (transaction) => {
      return { status: 202, body: await createBulkOperation(transaction, operation) };
    });
    this.worker.wake();
    return answer;
  }

  /** How many it would act on; nothing is done. @throws AppError `request.invalid` as `create` does */
  async count(input: BulkOperationInput): Promise<{ total: number }> {
    const failures = input.failures === undefined ? null : failuresSince(input.failures);
    return { total: (await this.#idsOf(input, failures)).length };
  }

  async #idsOf(
    { ids, filter, of }: BulkOperationInput,
    failures: FailureSelection | null,
  ): Promise<string[]> {
    const limit = subjectsMax + 1;
    const found = failures
      ? await listRecoverableTasks(this.pool, failures, limit)
      : filter === null
        ? (ids ?? [])
        : filter.of === 'runs'
          ? await this.runs.listIds(filter.terms, limit)
          : await listTaskIds(this.pool, { filter: filter.terms }, limit);
    if (found.length <= subjectsMax) return found;
    throw invalidField(failures ? 'failures' : 'filter', `matches more than ${subjectsMax} ${of}`);
  }

  /** What there is to recover at this moment. */
  recoverable(query: RecoverableQuery): Promise<Recoverable> {
    return countRecoverable(this.pool, failuresSince(query));
  }

  list(query: ListBulkOperationsQuery): Promise<{ items: BulkOperation[]; nextCursor: string | null }> {
    return answerPage(query, (request) => listBulkOperations(this.pool, request));
  }

  async get(id: string): Promise<BulkOperation> {
    const operation = await findBulkOperation(this.pool, id);
    if (operation === null)
      throw new AppError('bulk_operation.not_found', 'There is no such bulk operation.');
    return operation;
  }

  /** What it has not come to stays as it is. @throws AppError `bulk_operation.state_conflict` */
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
