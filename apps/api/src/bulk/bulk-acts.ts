import type { BulkAction, HeldBulkOperation } from '@carillon/db';
import { Inject, Injectable } from '@nestjs/common';
import { idempotentRequest } from '../http/idempotency.js';
import { TaskActionsService } from '../tasks/task-actions.service.js';
import { TaskMarksService } from '../tasks/task-marks.service.js';
import type { UpdateTaskInput } from '../tasks/tasks.schemas.js';
import { TasksService } from '../tasks/tasks.service.js';
import { updateOf } from './bulk-changes.js';

/** What was done to a task, for the audit log. */
export interface BulkDeed {
  action: string;
  details: object;
}

/** Does to one task what a bulk operation does to each of its own, with the service functions of single actions. */
@Injectable()
export class BulkActs {
  constructor(
    @Inject(TasksService) private readonly tasks: TasksService,
    @Inject(TaskActionsService) private readonly actions: TaskActionsService,
    @Inject(TaskMarksService) private readonly marks: TaskMarksService,
  ) {}

  /** @returns null when the task was so already */
  async act(taskId: string, operation: HeldBulkOperation): Promise<BulkDeed | null> {
    const { id, action, note, cancelRuns, createdBy: actor } = operation;
    let details = {};
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
        return this.#change(taskId, operation);
      case 'acknowledge':
        if (note !== null) details = { note };
        await this.marks.acknowledge(taskId, { note: note ?? undefined }, actor);
        break;
      case 'archive':
        if (cancelRuns) details = { cancelRuns };
        await this.marks.archive(taskId, { cancelRuns }, actor);
        break;
      case 'unarchive':
        await this.marks.unarchive(taskId);
    }
    return { action: operations[action], details };
  }

  async #change(taskId: string, { changes }: HeldBulkOperation): Promise<BulkDeed | null> {
    let update: UpdateTaskInput = {};
    await this.tasks.updateBy(taskId, (task) => (update = updateOf(task, changes ?? {})));
    return Object.keys(update).length > 0 ? { action: 'updateTask', details: update } : null;
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
  acknowledge: 'acknowledgeTask',
  archive: 'archiveTask',
  unarchive: 'unarchiveTask',
} as const satisfies Record<Exclude<BulkAction, 'change'>, string>;
