import type { CancelledRun, Database, Pool } from '@carillon/db';
import {
  acknowledgeTask,
  archiveTask,
  cancelRuns,
  unarchiveTask,
  withdrawAcknowledgement,
} from '@carillon/db';
import type { Task } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange, Unchanged } from '../audit/change.js';
import { POOL } from '../dependencies.js';
import { Announcer } from '../live/announcer.js';
import { RunDispatch } from '../runs/run-dispatch.js';
import { lockExisting, lockInUse, requireStatus } from './task-refusals.js';
import type { AcknowledgeTaskInput, ArchiveTaskInput } from './tasks.schemas.js';

/** What people note of a task: that they know of its failure, that it is out of use. */
@Injectable()
export class TaskMarksService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(RunDispatch) private readonly runDispatch: RunDispatch,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /**
   * Notes who knows of the failure that a task is in; again, who knows last. It ends by itself when the task leaves
   * `failed`.
   */
  acknowledge(id: string, { note }: AcknowledgeTaskInput, actor: string): Promise<Task> {
    return this.#mark(async (transaction) => {
      const task = await lockInUse(transaction, id);
      requireStatus(task, ['failed'], 'acknowledged');
      return acknowledgeTask(transaction, id, { by: actor, note: note ?? null });
    });
  }

  /** One that has ended by itself meanwhile is no mistake. */
  withdrawAcknowledgement(id: string): Promise<Task> {
    return this.#mark(async (transaction) => {
      const task = await lockExisting(transaction, id);
      return task.acknowledgement === null ? new Unchanged(task) : withdrawAcknowledgement(transaction, id);
    });
  }

  /**
   * Takes a task out of use; one that is already, stays as it is.
   *
   * @throws AppError `task.state_conflict` while it has open runs that are not to be cancelled
   */
  async archive(id: string, { cancelRuns: isCancelling }: ArchiveTaskInput, actor: string): Promise<Task> {
    let cancelled: CancelledRun[] = [];
    const task = await this.#mark(async (transaction) => {
      // Runs are locked before their task, as finishing locks them.
      if (isCancelling) {
        const reason = 'Cancelled because its task was archived.';
        cancelled = await cancelRuns(transaction, { target: { taskId: id }, reason, actor });
      }
      const found = await lockExisting(transaction, id);
      if (found.archivedAt !== null) return cancelled.length === 0 ? new Unchanged(found) : found;
      requireNoOpenRuns(found, isCancelling);
      return archiveTask(transaction, id);
    });
    this.announcer.runs(cancelled.map((run) => run.id));
    await this.runDispatch.admit(cancelled.map(({ lane }) => lane));
    return task;
  }

  /** Takes a task back into use, paused; one that is in use, stays as it is. */
  unarchive(id: string): Promise<Task> {
    return this.#mark(async (transaction) => {
      const task = await lockExisting(transaction, id);
      return task.archivedAt === null ? new Unchanged(task) : unarchiveTask(transaction, id);
    });
  }

  async #mark(change: (transaction: Database) => Promise<Task | Unchanged<Task>>): Promise<Task> {
    const task = await inChange(this.pool, change);
    this.announcer.tasks(task);
    return task;
  }
}

/** A run may begin between the cancelling of the others and the lock of the task. */
function requireNoOpenRuns({ activeRuns }: Task, isCancelling: boolean): void {
  if (activeRuns === 0) return;
  const runs = activeRuns === 1 ? 'An open run' : `${activeRuns} open runs`;
  throw new AppError('task.state_conflict', `${runs} of the task would be left behind.`, {
    hint: isCancelling
      ? 'One has begun at this very moment; try again.'
      : 'Wait until nothing of it is open, or archive it and let its open runs be cancelled ({"cancelRuns": true}).',
  });
}
