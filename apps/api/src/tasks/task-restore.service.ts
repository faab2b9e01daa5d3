import { isDeepStrictEqual } from 'node:util';
import type { AuditEntry, Page, PagePosition, Pool } from '@carillon/db';
import { listAuditEntries } from '@carillon/db';
import type { Task } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { noteDetails } from '../audit/change.js';
import { POOL } from '../dependencies.js';
import { parseInput } from '../http/validation.pipe.js';
import { settingsAt } from './task-restore.js';
import { updateTaskSchema } from './tasks.schemas.js';
import { TasksService } from './tasks.service.js';

const [pageSize, pagesMax] = [100, 50];

export interface RestoredTask {
  task: Task;
  restored: string[];
  unknown: string[];
}

/** Gives a task the settings that it had before. */
@Injectable()
export class TaskRestoreService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(TasksService) private readonly tasks: TasksService,
  ) {}

  /**
   * @param historyId the entry of its history after which it was as it is to be again
   * @param version what the caller last saw, or null for whatever is there
   * @throws AppError `task.not_found` without such an entry, and whatever a change of these settings throws
   */
  async restore(id: string, historyId: string, version: number | null): Promise<RestoredTask> {
    const task = await this.tasks.get(id);
    const entries = await this.#readHistory(id, historyId);
    const at = entries.findIndex((entry) => entry.id === historyId);
    if (at < 0) throw new AppError('task.not_found', 'The history of the task has no such entry.');
    const { values, unknown } = settingsAt(task, entries, at);
    const changes = Object.fromEntries(
      Object.entries(values).filter(([name, value]) => !isDeepStrictEqual(value, task[name as keyof Task])),
    );
    const restored = Object.keys(changes);
    if (restored.length === 0) return { task, restored, unknown };
    noteDetails(changes);
    // Of the version that was read: what somebody sets meanwhile is not taken back unseen.
    const changed = await this.tasks.update(
      id,
      parseInput(updateTaskSchema, changes),
      version ?? task.version,
    );
    return { task: changed, restored, unknown };
  }

  /** The newest entries up to this one, and some of those before it; the newest first. */
  async #readHistory(id: string, historyId: string): Promise<AuditEntry[]> {
    const entries: AuditEntry[] = [];
    const newestFirst = { sort: 'createdAt', descending: true, limit: pageSize } as const;
    let after: PagePosition | null = null;
    for (let page = 0, isFound = false; page < pagesMax && !isFound; page += 1) {
      isFound = entries.some((entry) => entry.id === historyId);
      const request = { subjectType: 'tasks', subjectId: id, ...newestFirst, after };
      const read: Page<AuditEntry> = await listAuditEntries(this.pool, request);
      entries.push(...read.items);
      after = read.next;
      if (after === null) break;
    }
    return entries;
  }
}
