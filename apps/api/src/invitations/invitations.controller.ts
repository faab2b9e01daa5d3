import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Principal } from '../auth/principal.js';
import { Role } from '../http/access.js';
import { Caller } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import type { CreateInvitationInput, ListInvitationsQuery } from './invitations.schemas.js';
import {
  createInvitationSchema,
  invitationPage,
  listInvitationsQuery,
  newInvitationAnswer,
} from './invitations.schemas.js';
import { InvitationsService } from './invitations.service.js';

@ApiTags('administration')
@Controller('api/invitations')
export class InvitationsController {
  constructor(@Inject(InvitationsService) private readonly invitations: InvitationsService) {}

  @Get()
  @Role('admin')
  @Answers(200, 'Invitations, the newest first; what ended is kept for 90 days.', invitationPage)
  list(@Query({ schema: listInvitationsQuery }) query: ListInvitationsQuery) {
    return this.invitations.list(query);
  }

  // No Idempotency-Key: what is kept for a repeated create would hold the link.
  @Post()
  @Role('admin')
  @Answers(
    201,
    'The invitation, whose link is shown this once. An open one for the address is revoked.',
    newInvitationAnswer,
  )
  create(@Caller() caller: Principal, @Body({ schema: createInvitationSchema }) body: CreateInvitationInput) {
    return this.invitations.create(caller, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Role('admin')
  @Answers(204, 'The link opens nothing any more.')
  revoke(@Param({ schema: idParams }) { id }: IdParams) {
    return this.invitations.revoke(id);
  }
}
