import type { BulkTaskAction, HeldBulkOperation } from '@carillon/db';
import { Inject, Injectable } from '@nestjs/common';
import { asChange } from '../audit/change.js';
import { idempotentRequest } from '../http/idempotency.js';
import { TaskActionsService } from '../tasks/task-actions.service.js';
import { TaskMarksService } from '../tasks/task-marks.service.js';
import { TasksService } from '../tasks/tasks.service.js';
import { updateOf } from './bulk-changes.js';

/**
 * Does to one task what a bulk operation does to each of its own, with the service functions of single actions, and as
 * whoever asked for it: the audit log holds the same as if it had been done one by one.
 */
@Injectable()
export class BulkActs {
  constructor(
    @Inject(TasksService) private readonly tasks: TasksService,
    @Inject(TaskActionsService) private readonly actions: TaskActionsService,
    @Inject(TaskMarksService) private readonly marks: TaskMarksService,
  ) {}

  async act(taskId: string, operation: HeldBulkOperation): Promise<void> {
    const action = operation.action as BulkTaskAction;
    const event = {
      principal: { name: operation.createdBy },
      action: operations[action],
      subject: { type: 'tasks', id: taskId },
      details: { ...detailsOf(operation), bulkOperationId: operation.id },
      ip: null,
      requestId: null,
    };
    await asChange(event, () => this.#act(taskId, { ...operation, action }, event.details));
  }

  /** @param details what the task alone tells, as it is, is added to */
  async #act(
    taskId: string,
    operation: HeldBulkOperation & { action: BulkTaskAction },
    details: object,
  ): Promise<void> {
    const { id, action, failures, note, cancelRuns, createdBy: actor } = operation;
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
        await this.actions.retry(taskId, actor, failures ?? undefined);
        break;
      case 'cancel':
        await this.actions.cancel(taskId, actor);
        break;
      case 'delete':
        await this.tasks.remove(taskId, null);
        break;
      case 'change':
        await this.tasks.updateBy(taskId, (task) => {
          const update = updateOf(task, operation.changes ?? {});
          Object.assign(details, update);
          return update;
        });
        break;
      case 'acknowledge':
        await this.marks.acknowledge(taskId, { note: note ?? undefined }, actor);
        break;
      case 'archive':
        await this.marks.archive(taskId, { cancelRuns }, actor);
        break;
      case 'unarchive':
        await this.marks.unarchive(taskId);
    }
  }
}

function detailsOf({ action, note, cancelRuns }: HeldBulkOperation): object {
  if (action === 'acknowledge' && note !== null) return { note };
  return action === 'archive' && cancelRuns ? { cancelRuns } : {};
}

/** What the audit log calls them, as when they are asked for one by one. */
const operations = {
  pause: 'pauseTask',
  resume: 'resumeTask',
  run: 'runTask',
  retry: 'retryTask',
  cancel: 'cancelTask',
  delete: 'removeTask',
  change: 'updateTask',
  acknowledge: 'acknowledgeTask',
  archive: 'archiveTask',
  unarchive: 'unarchiveTask',
} as const satisfies Record<BulkTaskAction, string>;
