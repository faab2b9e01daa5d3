import type { Account, Database, Pool } from '@carillon/db';
import {
  findAccountByEmail,
  findInvitation,
  inTransaction,
  lockAdministration,
  markInvitationUsed,
  violatedConstraint,
} from '@carillon/db';
import type { Invitation } from '@carillon/domain';
import { AppError, hashToken, newId } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/record-audit.js';
import { POOL } from '../dependencies.js';
import { RateLimits } from '../http/rate-limits.js';
import type { JoinInput } from './auth.schemas.js';
import { createAccount } from './create-account.js';
import { hashPassword } from './passwords.js';
import type { RequestOrigin } from './request-origin.js';
import type { Session } from './sessions.service.js';
import { SessionsService } from './sessions.service.js';

const notHolding = 'The invitation does not hold any more.';

/** An address that has an account by now reads like an invitation that was revoked: nobody learns of accounts here. */
const refusals: Record<Exclude<Invitation['state'], 'open'>, string> = {
  used: 'The invitation has been used already.',
  revoked: notHolding,
  expired: 'The invitation has expired.',
};

/** Whoever has the link of an invitation makes their account with it. */
@Injectable()
export class JoinService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  /** Whose invitation it is, for whoever holds its link. */
  async read(
    token: string,
    { ip }: RequestOrigin,
  ): Promise<Pick<Invitation, 'email' | 'role' | 'inviterName' | 'expiresAt'>> {
    await this.limits.admitJoin(ip ?? '');
    const { email, role, inviterName, expiresAt } = await requireOpen(this.pool, token);
    await this.limits.forgetJoins(ip ?? '');
    return { email, role, inviterName, expiresAt };
  }

  /** Makes the account and signs it in. Of several who try at once, one wins. @throws AppError as `createAccount` */
  async join({ token, password }: JoinInput, from: RequestOrigin): Promise<Session> {
    await this.limits.admitJoin(from.ip ?? '');
    try {
      // Before the costly hash, and again in the transaction.
      await requireOpen(this.pool, token);
      const passwordHash = await hashPassword(password);
      const session = await this.#makeAccount(token, passwordHash, from);
      await this.limits.forgetJoins(from.ip ?? '');
      return session;
    } catch (error) {
      if (error instanceof AppError && error.code.startsWith('invitation.')) {
        await this.#recordRefusal(token, error.message, from);
      }
      throw error;
    }
  }

  #makeAccount(token: string, passwordHash: string, from: RequestOrigin): Promise<Session> {
    return inTransaction(this.pool, async (transaction) => {
      await lockAdministration(transaction);
      const invitation = await requireOpen(transaction, token);
      const account = await createInvited(transaction, invitation, passwordHash);
      if (!(await markInvitationUsed(transaction, invitation.id))) throw ended(notHolding);
      await recordAudit(transaction, {
        principal: { name: account.email },
        action: 'acceptInvitation',
        subject: { type: 'users', id: account.id },
        details: { invitationId: invitation.id, role: account.role, inviterName: invitation.inviterName },
        ...from,
      });
      return this.sessions.open(transaction, account, newId());
    });
  }

  async #recordRefusal(token: string, reason: string, from: RequestOrigin): Promise<void> {
    const invitation = await findInvitation(this.pool, hashToken(token));
    await recordAudit(this.pool, {
      principal: null,
      action: 'refuseInvitation',
      subject: { type: 'invitations', id: invitation?.id ?? null },
      details: { reason },
      ...from,
    });
  }
}

/** @throws AppError `invitation.not_found` for a wrong token; `invitation.ended` for one that opens nothing any more */
async function requireOpen(database: Database, token: string): Promise<Invitation> {
  const invitation = await findInvitation(database, hashToken(token));
  if (invitation === null) {
    throw new AppError('invitation.not_found', 'There is no such invitation.', {
      hint: 'Look whether the link is complete, or ask for a new one.',
    });
  }
  if (invitation.state !== 'open') throw ended(refusals[invitation.state]);
  if ((await findAccountByEmail(database, invitation.email)) !== null) throw ended(notHolding);
  return invitation;
}

async function createInvited(
  transaction: Database,
  { email, role }: Invitation,
  passwordHash: string,
): Promise<Account> {
  try {
    return await createAccount(transaction, { email, passwordHash, role });
  } catch (error) {
    if (violatedConstraint(error) === 'users_email_key') throw ended(notHolding);
    throw error;
  }
}

function ended(message: string): AppError {
  return new AppError('invitation.ended', message, { hint: 'Ask an administrator for a new one.' });
}
