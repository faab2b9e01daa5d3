import type { Account, Pool } from '@carillon/db';
import {
  changeUser,
  endSessionsOf,
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
import { decodeCursor, encodeCursor } from '../http/cursor.js';
import type { CreateUserInput, ListUsersQuery, UpdateUserInput } from './users.schemas.js';

/** Who may sign in, and as what. */
@Injectable()
export class UsersService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async list({ cursor, limit }: ListUsersQuery): Promise<{ items: User[]; nextCursor: string | null }> {
    const page = await listUsers(this.pool, { after: decodeCursor(cursor, 'email', true), limit });
    return { items: page.items, nextCursor: encodeCursor('email', page.next) };
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

  /** Takes effect with the user's next request. @throws AppError `user.conflict` when no administrator would be left */
  async update(id: string, { role, disabled, password }: UpdateUserInput): Promise<User> {
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    return inChange(this.pool, async (transaction) => {
      await lockAdministration(transaction);
      const account = await changeUser(transaction, id, { role, disabled, passwordHash });
      if (account === null) throw new AppError('user.not_found', 'There is no such user.');
      if (!(await hasActiveAdministrator(transaction))) {
        throw new AppError('user.conflict', 'This is the last administrator.', {
          hint: 'Make another user an administrator first.',
        });
      }
      if (disabled === true || passwordHash !== undefined) await endSessionsOf(transaction, id);
      return toUser(account);
    });
  }
}

function toUser({ passwordHash: _, tokenVersion: _version, ...user }: Account): User {
  return user;
}
