import type { Pool } from '@carillon/db';
import { closeHost, listHostCircuits } from '@carillon/db';
import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { inChange } from '../audit/change.js';
import { POOL } from '../dependencies.js';
import { Role } from '../http/access.js';
import { Answers } from '../http/answers.js';
import { answerPage } from '../http/cursor.js';
import type { HostParams, ListHostsInput } from './hosts.schemas.js';
import { closedHostAnswer, hostPageAnswer, hostParams, listHostsQuery } from './hosts.schemas.js';

@ApiTags('hosts')
@Controller('api/hosts')
export class HostsController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @Role('viewer')
  @Answers(200, 'Receivers that are left alone for a while, by name.', hostPageAnswer)
  list(@Query({ schema: listHostsQuery }) query: ListHostsInput) {
    return answerPage(query, (request) => listHostCircuits(this.pool, request), 'name');
  }

  @Post(':host/close')
  @HttpCode(200)
  @Role('operator')
  @Answers(200, 'Listeners send to the host again, within a second or two.', closedHostAnswer)
  async close(@Param({ schema: hostParams }) { host }: HostParams) {
    await inChange(this.pool, (transaction) => closeHost(transaction, host));
    return { host, state: 'closed' };
  }
}
