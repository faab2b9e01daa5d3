import type { ApiConfig } from '@carillon/config';
import type { Pool } from '@carillon/db';
import {
  createInvitation,
  findAccountByEmail,
  listInvitations,
  lockAdministration,
  revokeInvitation,
} from '@carillon/db';
import type { Invitation } from '@carillon/domain';
import { AppError, hashToken, makeToken, newId } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange } from '../audit/change.js';
import type { Principal } from '../auth/principal.js';
import { CONFIG, POOL } from '../dependencies.js';
import { answerPage } from '../http/cursor.js';
import type { CreateInvitationInput, ListInvitationsQuery } from './invitations.schemas.js';

/** Links with which people make their accounts; using one is the sign-in's (auth/join.service.ts). */
@Injectable()
export class InvitationsService {
  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  list({
    state,
    ...query
  }: ListInvitationsQuery): Promise<{ items: Invitation[]; nextCursor: string | null }> {
    return answerPage(query, (request) => listInvitations(this.pool, { state: state ?? null, ...request }));
  }

  /** @throws AppError `user.conflict` when the address has an account */
  async create(
    { userId, name }: Principal,
    { email, role, validDays }: CreateInvitationInput,
  ): Promise<Invitation & { link: string }> {
    const token = makeToken();
    const invitation = await inChange(this.pool, async (transaction) => {
      // Of two for one address at once, the second one revokes the first.
      await lockAdministration(transaction);
      if ((await findAccountByEmail(transaction, email)) !== null) {
        throw new AppError('user.conflict', 'Somebody has this email address already.');
      }
      return createInvitation(transaction, {
        id: newId(),
        email,
        role,
        tokenHash: hashToken(token),
        inviterId: userId,
        inviterName: name,
        validDays,
      });
    });
    return { ...invitation, link: this.#linkOf(token) };
  }

  /** @throws AppError `invitation.not_found` also for one that was used or revoked before */
  async revoke(id: string): Promise<void> {
    await inChange(this.pool, async (transaction) => {
      if (await revokeInvitation(transaction, id)) return;
      throw new AppError('invitation.not_found', 'There is no such open invitation.');
    });
  }

  #linkOf(token: string): string {
    const path = `/join#token=${token}`;
    const { frontendUrl } = this.config;
    return frontendUrl === null ? path : new URL(path, frontendUrl).href;
  }
}
