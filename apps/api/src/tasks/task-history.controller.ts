import type { AuditEntry, Pool } from '@carillon/db';
import { listAuditEntries } from '@carillon/db';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { POOL } from '../dependencies.js';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams, pageOf, pageQuery } from '../http/route-schemas.js';
import { TasksService } from './tasks.service.js';

const listTaskHistoryQuery = z.strictObject(pageQuery);
type ListTaskHistoryQuery = z.infer<typeof listTaskHistoryQuery>;

const taskHistoryPage = pageOf(
  z
    .object({
      id: z.uuid(),
      actor: z.string().describe('Whoever did it, by name.'),
      action: z.string().describe('The operation, as this document names it.'),
      details: z.record(z.string(), z.unknown()).describe('What was asked for; secrets are masked.'),
      createdAt: z.iso.datetime(),
    })
    .meta({ id: 'TaskHistoryEntry' }),
).meta({ id: 'TaskHistoryPage' });

/** What was done with one task: the audit log as far as everybody who sees the task may read it. */
@ApiTags('tasks')
@Controller('api/tasks/:id/history')
export class TaskHistoryController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(TasksService) private readonly tasks: TasksService,
  ) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'Who did what with the task, the newest first.', taskHistoryPage)
  async list(
    @Param({ schema: idParams }) { id }: IdParams,
    @Query({ schema: listTaskHistoryQuery }) { cursor, limit }: ListTaskHistoryQuery,
  ) {
    await this.tasks.get(id);
    const afterId = decodeCursor(cursor, 'history', true)?.id ?? null;
    const selection = { subjectType: 'tasks', subjectId: id, afterId, limit };
    const { items, nextId } = await listAuditEntries(this.pool, selection);
    return {
      items: items.map(withoutOrigin),
      nextCursor: encodeCursor('history', nextId === null ? null : { value: '', id: nextId }),
    };
  }
}

/** From where somebody acted is for administrators. */
function withoutOrigin({ id, actor, action, details, createdAt }: AuditEntry): object {
  return { id, actor, action, details, createdAt };
}
