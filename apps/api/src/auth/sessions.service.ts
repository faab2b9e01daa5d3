import type { Account, Database, Pool, TokenUse } from '@carillon/db';
import {
  endSession,
  findAccountByEmail,
  findAccountById,
  inTransaction,
  insertRefreshToken,
  useRefreshToken,
} from '@carillon/db';
import type { User } from '@carillon/domain';
import { AppError, hashToken, makeToken, newId } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/record-audit.js';
import { POOL } from '../dependencies.js';
import { RateLimits } from '../http/rate-limits.js';
import type { AccessToken } from './access-tokens.js';
import { AccessTokens } from './access-tokens.js';
import type { LoginInput } from './auth.schemas.js';
import { verifyPassword } from './passwords.js';
import type { RequestOrigin } from './request-origin.js';

/** What a sign-in answers, and the cookie that it sets beside. */
export interface Session {
  answer: AccessToken & { user: Pick<User, 'id' | 'email' | 'role'> };
  refreshToken: { token: string; expiresAt: string };
}

/** Sessions of the dashboard: an access token for ten minutes, and a refresh token for the next one. */
@Injectable()
export class SessionsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(AccessTokens) private readonly tokens: AccessTokens,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  /** An unknown address and a wrong password are told apart neither by the answer nor by its time. */
  async logIn({ email, password }: LoginInput, from: RequestOrigin): Promise<Session> {
    await this.limits.admitSignIn(email, from.ip ?? '');
    const account = await findAccountByEmail(this.pool, email);
    const isRight = await verifyPassword(password, account?.passwordHash ?? null);
    if (!isRight || account === null || account.disabledAt !== null) {
      await recordSignIn(this.pool, 'refuseSignIn', { userId: account?.id ?? null, email, from });
      throw new AppError('auth.required', 'The email address or the password is wrong.');
    }
    await this.limits.forgetSignIns(email, from.ip ?? '');
    return inTransaction(this.pool, async (transaction) => {
      await recordSignIn(transaction, 'signIn', { userId: account.id, email, from });
      return this.open(transaction, account, newId());
    });
  }

  /**
   * Takes the next pair of tokens for a refresh token. One that comes a second time was stolen, from here or by
   * whoever came first: its session ends for both.
   */
  async refresh(token: string, from: RequestOrigin): Promise<Session> {
    const session = await inTransaction(this.pool, async (transaction) => {
      const use = await useRefreshToken(transaction, hashToken(token));
      if (use.kind === 'reused') await this.#recordTheft(transaction, use, from);
      if (use.kind !== 'good') return null;
      const account = await findAccountById(transaction, use.userId);
      return account === null || account.disabledAt !== null
        ? null
        : this.open(transaction, account, use.familyId);
    });
    if (session === null) throw new AppError('auth.required', 'The session has ended. Sign in again.');
    return session;
  }

  /** Ends the session at once, its access tokens included. */
  async logOut(token: string, from: RequestOrigin): Promise<void> {
    await inTransaction(this.pool, async (transaction) => {
      const ended = await endSession(transaction, hashToken(token));
      if (ended === null) return;
      const email = (await findAccountById(transaction, ended.userId))?.email ?? 'unknown';
      await recordSignIn(transaction, 'signOut', { userId: ended.userId, email, from });
    });
  }

  /** New tokens for a user, in the session that the family stands for. */
  async open(
    database: Database,
    { id, email, role, tokenVersion }: Account,
    familyId: string,
  ): Promise<Session> {
    const token = makeToken();
    const { expiresAt } = await insertRefreshToken(database, {
      id: newId(),
      userId: id,
      familyId,
      tokenHash: hashToken(token),
    });
    const accessToken = await this.tokens.issue({ userId: id, familyId, tokenVersion });
    return { answer: { ...accessToken, user: { id, email, role } }, refreshToken: { token, expiresAt } };
  }

  #recordTheft(
    transaction: Database,
    { userId, familyId }: Extract<TokenUse, { kind: 'reused' }>,
    from: RequestOrigin,
  ): Promise<void> {
    return recordAudit(transaction, {
      principal: null,
      action: 'revokeStolenSession',
      subject: { type: 'users', id: userId },
      details: { familyId },
      ...from,
    });
  }
}

/** Puts on record that somebody came in, went, or was refused. @param details besides */
export function recordSignIn(
  database: Database,
  action: 'signIn' | 'signOut' | 'refuseSignIn',
  { userId, email, from, details = {} }: SignInRecord,
): Promise<void> {
  const isKnown = action !== 'refuseSignIn';
  return recordAudit(database, {
    principal: isKnown ? { name: email ?? 'unknown' } : null,
    action,
    subject: { type: 'users', id: userId },
    details: isKnown ? details : { email, ...details },
    ...from,
  });
}

interface SignInRecord {
  userId: string | null;
  /** Null: it did not come to that. */
  email: string | null;
  from: RequestOrigin;
  details?: Record<string, unknown>;
}
