import { createApiKey, createUser, findAccountById } from '@carillon/db';
import type { ApiKeyRow } from '@carillon/db';
import type { UserRole } from '@carillon/domain';
import { makeApiKey, newId } from '@carillon/domain';
import { hashPassword } from '../auth/passwords.js';
import { SessionsService } from '../auth/sessions.service.js';
import type { TestApi } from './api.js';

export const password = 'a password of a test';
let passwordHash: Promise<string> | undefined;

export interface TestUser {
  id: string;
  email: string;
  accessToken: string;
  /** The refresh token's cookie, as a browser sends it. */
  cookie: string;
  /** For `.set(user.bearer)`. */
  bearer: { authorization: string };
}

/** A user of its own, signed in. */
export async function givenUser(api: TestApi, role: UserRole = 'operator'): Promise<TestUser> {
  const id = newId();
  const email = `${role}-${id}@carillon.test`;
  const account = { id, email, role, passwordHash: await (passwordHash ??= hashPassword(password)) };
  await createUser(api.database.pool, account);
  return signedIn(api, id);
}

/** Another session of a user. */
export async function signedIn(api: TestApi, id: string): Promise<TestUser> {
  const { pool } = api.database;
  const account = (await findAccountById(pool, id))!;
  const { answer, refreshToken } = await api.app.get(SessionsService).open(pool, account, newId());
  return {
    id,
    email: account.email,
    accessToken: answer.accessToken,
    cookie: `carillon_session=${refreshToken.token}`,
    bearer: bearer(answer.accessToken),
  };
}

/** A key, by default the machine's own and for everything. */
export async function givenApiKey(
  api: TestApi,
  overrides: Partial<ApiKeyRow> = {},
): Promise<{ id: string; text: string; bearer: { authorization: string } }> {
  const { text, prefix, hash } = makeApiKey();
  const fallback = { userId: null, name: 'a key', role: 'admin', scopes: null, expiresAt: null } as const;
  const key = await createApiKey(api.database.pool, {
    id: newId(),
    prefix,
    keyHash: hash,
    ...fallback,
    ...overrides,
  });
  return { id: key.id, text, bearer: bearer(text) };
}

export function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}
