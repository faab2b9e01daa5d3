import type { Database, Pool } from '@carillon/db';
import {
  changeUser,
  endSessionsOf,
  findAccountById,
  hasUsers,
  inTransaction,
  isSetupToken,
  lockAdministration,
  renameUser,
} from '@carillon/db';
import { AppError, hashToken, newId } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange } from '../audit/change.js';
import { recordAudit } from '../audit/record-audit.js';
import { POOL } from '../dependencies.js';
import { invalidField } from '../http/problem.js';
import { RateLimits } from '../http/rate-limits.js';
import { Announcer } from '../live/announcer.js';
import type { ChangePasswordInput, RenameInput, SetupInput } from './auth.schemas.js';
import { createAccount } from './create-account.js';
import { hashPassword, verifyPassword } from './passwords.js';
import type { Principal } from './principal.js';
import { mayAct } from './principal.js';
import type { RequestOrigin } from './request-origin.js';
import type { Session } from './sessions.service.js';
import { SessionsService } from './sessions.service.js';

/** The first administrator, and what users do with their own account. */
@Injectable()
export class AccountsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(RateLimits) private readonly limits: RateLimits,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /** Whether the first administrator is still to be made, and what this caller has to show for it. */
  async readSetup(caller: Principal | null): Promise<{ isOpen: boolean; needsToken: boolean }> {
    return { isOpen: !(await hasUsers(this.pool)), needsToken: !isAdministrator(caller) };
  }

  /** How somebody may sign in; keys and the machine do not. */
  async readWaysIn({
    kind,
    id,
  }: Pick<Principal, 'kind' | 'id'>): Promise<{ hasPassword: boolean; isLinked: boolean }> {
    const account = kind === 'user' ? await findAccountById(this.pool, id) : null;
    return {
      hasPassword: typeof account?.passwordHash === 'string',
      isLinked: account?.isLinked === true,
    };
  }

  /** Makes the first user an administrator. Of several who try at once, one wins. */
  async setUp(input: SetupInput, caller: Principal | null, from: RequestOrigin): Promise<Session> {
    const { email, displayName, password } = input;
    const token = isAdministrator(caller) ? null : (input.token ?? '');
    // Before the costly hash, and again in the transaction.
    await requireSetup(this.pool, token);
    const passwordHash = await hashPassword(password);
    return inTransaction(this.pool, async (transaction) => {
      await lockAdministration(transaction);
      await requireSetup(transaction, token);
      const account = await createAccount(transaction, { email, displayName, passwordHash, role: 'admin' });
      await recordAudit(transaction, {
        principal: { name: email },
        action: 'setUp',
        subject: { type: 'users', id: account.id },
        ...from,
      });
      return this.sessions.open(transaction, account, newId());
    });
  }

  /** Whoever sees the user sees the new name at once; what has been written stays as it is. */
  async rename(principal: Principal, { displayName }: RenameInput): Promise<Principal> {
    if (principal.kind !== 'user') throw new AppError('auth.forbidden', 'Only a user has a name to choose.');
    const user = await inChange(this.pool, (transaction) =>
      renameUser(transaction, principal.id, displayName),
    );
    if (user === null) throw new AppError('auth.required', 'The session has ended.');
    this.announcer.user(user.id);
    return { ...principal, displayName: user.displayName };
  }

  /** Ends every session of the user but for the one that the answer opens. */
  async changePassword(
    principal: Principal,
    input: ChangePasswordInput,
    from: RequestOrigin,
  ): Promise<Session> {
    const account = principal.kind === 'user' ? await findAccountById(this.pool, principal.id) : null;
    if (account === null)
      throw new AppError('auth.forbidden', 'Only who signed in with a password can change it.');
    if (account.passwordHash === null) {
      throw new AppError('auth.forbidden', 'This account has no password, as a provider signs it in.', {
        hint: 'An administrator can give it one.',
      });
    }
    await this.limits.admitSignIn(account.email, from.ip ?? '');
    if (!(await verifyPassword(input.currentPassword, account.passwordHash))) {
      throw invalidField('currentPassword', 'is not the password');
    }
    await this.limits.forgetSignIns(account.email, from.ip ?? '');
    const passwordHash = await hashPassword(input.newPassword);
    return inChange(this.pool, async (transaction) => {
      const changed = await changeUser(transaction, account.id, { passwordHash });
      if (changed === null || changed.disabledAt !== null)
        throw new AppError('auth.required', 'The session has ended.');
      await endSessionsOf(transaction, account.id);
      return this.sessions.open(transaction, changed, newId());
    });
  }
}

/** Of this machine, or with its key: there are no users yet. */
function isAdministrator(caller: Principal | null): boolean {
  return caller !== null && mayAct(caller, 'admin');
}

/**
 * @param token null: none is needed
 * @throws AppError `user.conflict` when it is too late; `auth.required` for a wrong token
 */
async function requireSetup(database: Database, token: string | null): Promise<void> {
  // The token first: whoever uses it up meanwhile is a user by the second question.
  const isRight = token === null || (await isSetupToken(database, hashToken(token)));
  if (await hasUsers(database)) throw new AppError('user.conflict', 'Carillon is set up already. Sign in.');
  if (!isRight) {
    throw new AppError('auth.required', 'The set-up token is wrong.', {
      hint: 'The API prints it in its log when it starts.',
    });
  }
}
