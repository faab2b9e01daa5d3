import type { AuditEntry, Pool } from '@carillon/db';
import { listAuditEntries } from '@carillon/db';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { POOL } from '../dependencies.js';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { answerPage } from '../http/cursor.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams, pageOf, pageQuery, timeSort } from '../http/route-schemas.js';
import { TasksService } from './tasks.service.js';

const listTaskHistoryQuery = z.strictObject({ ...pageQuery, sort: timeSort });
type ListTaskHistoryQuery = z.infer<typeof listTaskHistoryQuery>;

const taskHistoryPage = pageOf(
  z
    .object({
      id: z.uuid(),
      actor: z.string().describe('Whoever did it, by name.'),
      action: z.string().describe('The operation, as this document names it.'),
      details: z
        .record(z.string(), z.unknown())
        .describe('What was asked for, and in `before` what a change found there; secrets are masked.'),
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
    @Query({ schema: listTaskHistoryQuery }) query: ListTaskHistoryQuery,
  ) {
    await this.tasks.get(id);
    const page = await answerPage(query, (request) =>
      listAuditEntries(this.pool, { subjectType: 'tasks', subjectId: id, ...request }),
    );
    return { ...page, items: page.items.map(withoutOrigin) };
  }
}

/** From where somebody acted is for administrators. */
function withoutOrigin({ id, actor, action, details, createdAt }: AuditEntry): object {
  return { id, actor, action, details, createdAt };
}
