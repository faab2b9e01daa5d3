import type { BulkRunAction, HeldBulkOperation, Pool } from '@carillon/db';
import { findRun } from '@carillon/db';
import { AppError } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { asChange } from '../audit/change.js';
import { POOL } from '../dependencies.js';
import { idempotentRequest } from '../http/idempotency.js';
import { runNotFound } from '../runs/run-refusals.js';
import { RunsService } from '../runs/runs.service.js';
import { TaskMarksService } from '../tasks/task-marks.service.js';

/** As `BulkActs`, to one run. */
@Injectable()
export class BulkRunActs {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(RunsService) private readonly runs: RunsService,
    @Inject(TaskMarksService) private readonly marks: TaskMarksService,
  ) {}

  async act(runId: string, operation: HeldBulkOperation): Promise<void> {
    const { id: bulkOperationId, note, createdBy } = operation;
    const action = operation.action as BulkRunAction;
    const taskId = action === 'acknowledge' ? await this.#failedTaskOf(runId) : null;
    const event = {
      principal: { name: createdBy },
      action: operations[action],
      subject: taskId === null ? { type: 'runs', id: runId } : { type: 'tasks', id: taskId },
      details: { ...(taskId !== null && note !== null && { note }), bulkOperationId },
      ip: null,
      requestId: null,
    };
    await asChange(event, () =>
      taskId === null
        ? this.#actOnRun(runId, action, operation)
        : this.marks.acknowledge(taskId, { note: note ?? undefined }, createdBy),
    );
  }

  async #actOnRun(runId: string, action: BulkRunAction, operation: HeldBulkOperation): Promise<unknown> {
    const { id, createdBy: actor } = operation;
    if (action === 'cancel') return this.runs.cancel(runId, actor);
    const once = idempotentRequest(id, `POST /api/runs/${runId}/${action}`, {});
    return action === 'retry'
      ? this.runs.retry(runId, once, actor)
      : this.runs.replay(runId, {}, once, actor);
  }

  /** Failures are acknowledged at their tasks. @throws AppError `run.state_conflict` for a run that is no failure */
  async #failedTaskOf(runId: string): Promise<string> {
    const run = await findRun(this.pool, runId);
    if (run === null) throw runNotFound();
    const { runStatus, taskId } = run;
    if (runStatus === 'failed' || runStatus === 'abandoned') return taskId;
    throw new AppError(
      'run.state_conflict',
      `The run is ${runStatus}; only the failure of a run that is failed or abandoned can be acknowledged.`,
    );
  }
}

/** What the audit log calls them, as when they are asked for one by one. */
const operations = {
  retry: 'retryRun',
  replay: 'replayRun',
  cancel: 'cancelRun',
  acknowledge: 'acknowledgeTask',
} as const satisfies Record<BulkRunAction, string>;
