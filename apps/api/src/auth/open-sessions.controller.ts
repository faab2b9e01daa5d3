import type { Pool } from '@carillon/db';
import { endOtherSessionsOf, endSessionOf, listSessions } from '@carillon/db';
import { AppError } from '@carillon/domain';
import { Controller, Delete, Get, HttpCode, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { inChange, Unchanged } from '../audit/change.js';
import { POOL } from '../dependencies.js';
import { NeedsScope, Role } from '../http/access.js';
import { Caller } from '../http/actor.js';
import { Answers } from '../http/answers.js';
import { answerPage } from '../http/cursor.js';
import type { IdParams } from '../http/route-schemas.js';
import { idParams } from '../http/route-schemas.js';
import type { ListSessionsQuery } from './auth.schemas.js';
import { endedSessionsAnswer, listSessionsQuery, openSessionPage } from './auth.schemas.js';
import type { Principal } from './principal.js';

/** Where somebody is signed in. Everybody has their own; keys and the machine have none. */
@ApiTags('sign-in')
@Controller('api/auth/sessions')
export class OpenSessionsController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @Role('viewer')
  @NeedsScope('admin')
  @Answers(200, 'The caller’s own sessions that still hold, the newest first.', openSessionPage)
  async list(
    @Caller() { userId, sessionId }: Principal,
    @Query({ schema: listSessionsQuery }) query: ListSessionsQuery,
  ) {
    const page = await answerPage(query, async (request) =>
      userId === null ? { items: [], next: null } : listSessions(this.pool, { userId, ...request }),
    );
    const items = page.items.map((session) => ({
      ...session,
      signedInAt: timeOf(session.id),
      isCurrent: session.id === sessionId,
    }));
    return { ...page, items };
  }

  @Delete(':id')
  @HttpCode(204)
  @Role('viewer')
  @NeedsScope('admin')
  @Answers(204, 'The session has ended: its tokens are worth nothing from now on.')
  async end(@Caller() { userId }: Principal, @Param({ schema: idParams }) { id }: IdParams) {
    await inChange(this.pool, async (transaction) => {
      if (userId !== null && (await endSessionOf(transaction, { userId, id }))) return;
      throw new AppError('session.not_found', 'You have no such session.');
    });
  }

  @Delete()
  @HttpCode(200)
  @Role('viewer')
  @NeedsScope('admin')
  @Answers(200, 'Every session of the caller has ended but the one that asked.', endedSessionsAnswer)
  async endOthers(@Caller() { userId, sessionId }: Principal) {
    return inChange(this.pool, async (transaction) => {
      const ended =
        userId === null ? 0 : await endOtherSessionsOf(transaction, { userId, keptId: sessionId });
      return ended === 0 ? new Unchanged({ ended }) : { ended };
    });
  }
}

/** The time of a UUID v7, which a sign-in's id is. */
function timeOf(id: string): string {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString();
}
