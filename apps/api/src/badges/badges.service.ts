import type { Pool, TaskBadge } from '@carillon/db';
import { deleteTaskBadge, findBadgeFacts, findTaskBadge, insertTaskBadge } from '@carillon/db';
import { AppError, makeToken } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange, Unchanged } from '../audit/change.js';
import { POOL } from '../dependencies.js';
import { TasksService } from '../tasks/tasks.service.js';
import { drawBadge } from './draw-badge.js';

/** As `makeToken` makes them. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** Where the picture of a task's state is, and who put it there. */
export interface ShownBadge {
  /** Without the origin; null: the task has none. */
  path: string | null;
  createdAt: Date | null;
  createdBy: string | null;
}

/** Pictures of the state of tasks, for whoever knows their addresses. */
@Injectable()
export class BadgesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(TasksService) private readonly tasks: TasksService,
  ) {}

  /** @throws AppError `task.not_found` */
  async get(taskId: string): Promise<ShownBadge> {
    await this.tasks.get(taskId);
    return toShown(await findTaskBadge(this.pool, taskId));
  }

  /** Gives the task a badge; one that it has keeps its address. @throws AppError `task.not_found` */
  async turnOn(taskId: string, createdBy: string): Promise<ShownBadge> {
    await this.tasks.get(taskId);
    const badge = await inChange(this.pool, async (transaction) => {
      const made = await insertTaskBadge(transaction, { taskId, token: makeToken(), createdBy });
      return made ?? new Unchanged(await findTaskBadge(transaction, taskId));
    });
    return toShown(badge);
  }

  /** Nobody sees it any more; the next one has another address. @throws AppError `task.not_found` */
  async turnOff(taskId: string): Promise<void> {
    await this.tasks.get(taskId);
    await inChange(this.pool, async (transaction) => {
      const wasOn = await deleteTaskBadge(transaction, taskId);
      return wasOn ? wasOn : new Unchanged(wasOn);
    });
  }

  /** @returns the picture as SVG. @throws AppError `badge.not_found` */
  async draw(token: string): Promise<string> {
    const facts = tokenPattern.test(token) ? await findBadgeFacts(this.pool, token) : null;
    if (facts === null) throw new AppError('badge.not_found', 'There is no such badge.');
    return drawBadge(facts);
  }
}

function toShown(badge: TaskBadge | null): ShownBadge {
  return {
    path: badge === null ? null : `/api/badges/${badge.token}.svg`,
    createdAt: badge?.createdAt ?? null,
    createdBy: badge?.createdBy ?? null,
  };
}
