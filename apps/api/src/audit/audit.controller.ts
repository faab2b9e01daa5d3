import type { Pool } from '@carillon/db';
import { listAuditEntries } from '@carillon/db';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { POOL } from '../dependencies.js';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { answerPage } from '../http/cursor.js';
import type { ListAuditQuery } from './audit.schemas.js';
import { auditPage, listAuditQuery } from './audit.schemas.js';

@ApiTags('administration')
@Controller('api/audit')
export class AuditController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @Role('admin')
  @Answers(200, 'Who did what, the newest first.', auditPage)
  list(@Query({ schema: listAuditQuery }) { sort, cursor, limit, ...filter }: ListAuditQuery) {
    return answerPage({ sort, cursor, limit }, (request) =>
      listAuditEntries(this.pool, { ...filter, ...request }),
    );
  }
}
