import type { Account, Pool } from '@carillon/db';
import {
  changeUser,
  endSessionsOf,
  findAccountById,
  hasActiveAdministrator,
  listUsers,
  lockAdministration,
} from '@carillon/db';
import type { User } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import { Inject, Injectable } from '@nestjs/common';
import { inChange } from '../audit/change.js';
import { createAccount } from '../auth/create-account.js';
import { hashPassword } from '../auth/passwords.js';
import { POOL } from '../dependencies.js';
import { answerPage } from '../http/cursor.js';
import { requireChangeOf } from '../http/versions.js';
import type { CreateUserInput, ListUsersQuery, UpdateUserInput } from './users.schemas.js';

/** Who may sign in, and as what. */
@Injectable()
export class UsersService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  list(query: ListUsersQuery): Promise<{ items: User[]; nextCursor: string | null }> {
    return answerPage(query, (request) => listUsers(this.pool, request));
  }

  async get(id: string): Promise<User> {
    const account = await findAccountById(this.pool, id);
    if (account === null) throw userNotFound();
    return toUser(account);
  }

  /** @throws AppError `user.administrator_first` for another role than admin, while nobody has it */
  async create({ email, password, role }: CreateUserInput): Promise<User> {
    const passwordHash = await hashPassword(password);
    const account = { email, passwordHash, role };
    return inChange(this.pool, async (transaction) => {
      await lockAdministration(transaction);
      return toUser(await createAccount(transaction, account));
    });
  }

  /**
   * Takes effect with the user's next request.
   *
   * @param version what the caller last saw, or null for whatever is there; so it is with every update
   * @throws AppError `user.conflict` when no administrator would be left
   */
  async update(
    id: string,
    { role, disabled, password, unlink }: UpdateUserInput,
    version: number | null,
  ): Promise<User> {
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    return inChange(this.pool, async (transaction) => {
      await lockAdministration(transaction);
      const account = await changeUser(transaction, id, { role, disabled, passwordHash, unlink });
      if (account === null) throw userNotFound();
      requireChangeOf(account, version);
      if (!(await hasActiveAdministrator(transaction))) {
        throw new AppError('user.conflict', 'This is the last administrator.', {
          hint: 'Make another user an administrator first.',
        });
      }
      if (disabled === true || passwordHash !== undefined || unlink === true)
        await endSessionsOf(transaction, id);
      return toUser(account);
    });
  }
}

function userNotFound(): AppError {
  return new AppError('user.not_found', 'There is no such user.');
}

function toUser({ passwordHash: _, tokenVersion: _version, ...user }: Account): User {
  return user;
}
