import type { Database } from '@carillon/db';
import { lockTask } from '@carillon/db';
import type { Task, TaskStatus } from '@carillon/domain';
import { AppError } from '@carillon/domain';

export function taskNotFound(): AppError {
  return new AppError('task.not_found', 'There is no such task.');
}

/** The task, its row locked until the transaction ends. @throws AppError `task.not_found` */
export async function lockExisting(transaction: Database, id: string): Promise<Task> {
  const task = await lockTask(transaction, id);
  if (task === null) throw taskNotFound();
  return task;
}

/** As `lockExisting`, of a task that something may be done with. @throws AppError `task.archived` */
export async function lockInUse(transaction: Database, id: string): Promise<Task> {
  const task = await lockExisting(transaction, id);
  requireInUse(task);
  return task;
}

/** @throws AppError `task.archived`, with the way back */
export function requireInUse({ id, archivedAt }: Pick<Task, 'id' | 'archivedAt'>): void {
  if (archivedAt === null) return;
  throw new AppError('task.archived', 'The task is archived: it is neither run nor changed.', {
    hint: `Take it back first, with POST /api/tasks/${id}/unarchive; it is paused then.`,
  });
}

/** @throws AppError `task.state_conflict` */
export function requireStatus(task: Task, allowed: TaskStatus[], action: string): void {
  if (allowed.includes(task.taskStatus)) return;
  throw new AppError(
    'task.state_conflict',
    `The task is ${task.taskStatus}; only a task that is ${allowed.join(', ')} can be ${action}.`,
  );
}
