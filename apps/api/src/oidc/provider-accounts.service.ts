import type { ApiConfig } from '@carillon/config';
import type { Account, Database, Pool } from '@carillon/db';
import {
  findAccountByEmail,
  findAccountByIdentity,
  inTransaction,
  linkAccount,
  lockAdministration,
} from '@carillon/db';
import { AppError, newId } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { recordAudit } from '../audit/record-audit.js';
import { createAccount } from '../auth/create-account.js';
import type { RequestOrigin } from '../auth/request-origin.js';
import type { Session } from '../auth/sessions.service.js';
import { recordSignIn, SessionsService } from '../auth/sessions.service.js';
import { CONFIG, POOL } from '../dependencies.js';
import { RateLimits } from '../http/rate-limits.js';
import type { Person } from './identity-provider.js';

/** The accounts of those whom the provider signs in. */
@Injectable()
export class ProviderAccountsService {
  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(RateLimits) private readonly limits: RateLimits,
  ) {}

  /**
   * Opens a session as a password does.
   *
   * @param identify asks the provider who it is
   * @throws AppError `sign_in.email_unverified`, `sign_in.no_account`, `request.too_many`, as `identify` and as
   *   `createAccount`
   */
  async logIn(identify: () => Promise<Person>, from: RequestOrigin): Promise<Session> {
    await this.limits.admitProviderSignIn(from.ip ?? '');
    let person: Person | null = null;
    try {
      person = await identify();
      const session = await this.#open(person, from);
      await this.limits.forgetProviderSignIns(from.ip ?? '');
      return session;
    } catch (error) {
      if (error instanceof AppError) await this.#recordRefusal(person, error.message, from);
      throw error;
    }
  }

  #open(person: Person, from: RequestOrigin): Promise<Session> {
    return inTransaction(this.pool, async (transaction) => {
      const account = await this.#accountOf(transaction, person, from);
      if (account.disabledAt !== null) throw noAccount();
      const { id: userId, email } = account;
      const details = { provider: person.issuer };
      await recordSignIn(transaction, 'signIn', { userId, email, from, details });
      return this.sessions.open(transaction, account, newId());
    });
  }

  /** Once they are linked, the identity alone counts: an address may be given to somebody else there. */
  async #accountOf(transaction: Database, person: Person, from: RequestOrigin): Promise<Account> {
    const linked = await findAccountByIdentity(transaction, person);
    if (linked !== null) return linked;
    // Of two first sign-ins at once, the second one finds the link.
    await lockAdministration(transaction);
    return (await findAccountByIdentity(transaction, person)) ?? this.#link(transaction, person, from);
  }

  async #link(transaction: Database, person: Person, from: RequestOrigin): Promise<Account> {
    const { email, issuer, subject } = person;
    if (email === null) {
      throw new AppError('sign_in.email_unverified', 'The provider names no verified e-mail address.');
    }
    const found = await findAccountByEmail(transaction, email);
    const account =
      found === null
        ? await this.#create(transaction, email, person)
        : await linkAccount(transaction, found.id, person);
    if (account === null) throw noAccount();
    await recordAudit(transaction, {
      principal: { name: account.email },
      action: found === null ? 'createUser' : 'linkUser',
      subject: { type: 'users', id: account.id },
      details: { provider: issuer, subject, role: account.role },
      ...from,
    });
    return account;
  }

  async #create(transaction: Database, email: string, identity: Person): Promise<Account | null> {
    const role = this.config.oidc?.newAccountRole ?? null;
    return role === null ? null : createAccount(transaction, { email, passwordHash: null, role, identity });
  }

  async #recordRefusal(person: Person | null, reason: string, from: RequestOrigin): Promise<void> {
    const account =
      person &&
      ((await findAccountByIdentity(this.pool, person)) ??
        (person.email === null ? null : await findAccountByEmail(this.pool, person.email)));
    const { email, issuer: provider, subject } = { issuer: this.config.oidc?.issuer, email: null, ...person };
    const details = { provider, subject, reason };
    await recordSignIn(this.pool, 'refuseSignIn', { userId: account?.id ?? null, email, from, details });
  }
}

function noAccount(): AppError {
  return new AppError('sign_in.no_account', 'There is no account here that this person may use.');
}
