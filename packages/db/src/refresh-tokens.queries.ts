import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import type { Page, PageRequest } from './list-page.js';
import { readPage } from './list-page.js';
import { camelCaseRow } from './task-row.js';
import type { Account } from './users.queries.js';

/** The refresh tokens of one sign-in are a family: each is used once, for its successor. */
export interface RefreshToken {
  id: string;
  userId: string;
  familyId: string;
  tokenHash: Buffer;
}

/** How long a session lasts that nobody uses. */
const lifetime = '14 days';

/** So long a token that was just used still serves: two tabs may wake at the same moment. */
const graceTime = '10 seconds';

export async function insertRefreshToken(
  database: Database,
  token: RefreshToken,
): Promise<{ expiresAt: string }> {
  const { rows } = await database.query<object>(sql`
    insert into refresh_tokens (id, user_id, family_id, token_hash, expires_at)
    values (${token.id}, ${token.userId}, ${token.familyId}, ${token.tokenHash}, now() + ${lifetime}::interval)
    returning expires_at`);
  return camelCaseRow<{ expiresAt: string }>(rows[0]!);
}

export type TokenUse =
  | { kind: 'unknown' }
  /** Somebody used it before: its family is revoked by this call. */
  | { kind: 'reused'; userId: string; familyId: string }
  | { kind: 'good'; userId: string; familyId: string };

/**
 * Uses a token up. Of two uses at the same time the second waits for the first, and falls into its time of grace.
 * Takes those of its family out that have expired.
 */
export async function useRefreshToken(transaction: Database, tokenHash: Buffer): Promise<TokenUse> {
  const { rows } = await transaction.query<{
    id: string;
    userId: string;
    familyId: string;
    isReused: boolean;
  }>(sql`
    select id, user_id as "userId", family_id as "familyId",
      coalesce(used_at < now() - ${graceTime}::interval, false) as "isReused"
    from refresh_tokens where token_hash = ${tokenHash} and revoked_at is null and expires_at > now()
    for update`);
  if (rows[0] === undefined) return { kind: 'unknown' };
  const { id, userId, familyId, isReused } = rows[0];
  if (isReused) {
    await revokeFamily(transaction, familyId);
    return { kind: 'reused', userId, familyId };
  }
  await transaction.query(sql`update refresh_tokens set used_at = coalesce(used_at, now()) where id = ${id}`);
  await transaction.query(
    sql`delete from refresh_tokens where family_id = ${familyId} and expires_at <= now()`,
  );
  return { kind: 'good', userId, familyId };
}

/** The user of a token that could still be used, and when it expires. Using it up is something else. */
export async function findTokenUser(
  database: Database,
  tokenHash: Buffer,
): Promise<(Account & { tokenExpiresAt: string; familyId: string }) | null> {
  const { rows } = await database.query<object>(sql`
    select u.*, u.oidc_subject is not null as is_linked, t.expires_at as token_expires_at, t.family_id from refresh_tokens t join users u on u.id = t.user_id
    where t.token_hash = ${tokenHash} and t.revoked_at is null and t.expires_at > now() and u.disabled_at is null
      and (t.used_at is null or t.used_at > now() - ${graceTime}::interval)`);
  return rows[0] ? camelCaseRow<Account & { tokenExpiresAt: string; familyId: string }>(rows[0]) : null;
}

/** Ends the session that a token belongs to. @returns whose it was */
export async function endSession(database: Database, tokenHash: Buffer): Promise<{ userId: string } | null> {
  const { rows } = await database.query<{ userId: string }>(sql`
    update refresh_tokens set revoked_at = now() where revoked_at is null
      and family_id = (select family_id from refresh_tokens where token_hash = ${tokenHash})
    returning user_id as "userId"`);
  return rows[0] ?? null;
}

async function revokeFamily(database: Database, familyId: string): Promise<void> {
  await database.query(
    sql`update refresh_tokens set revoked_at = now() where family_id = ${familyId} and revoked_at is null`,
  );
}

/** Ends every session of a user. */
export async function endSessionsOf(database: Database, userId: string): Promise<void> {
  await database.query(
    sql`update refresh_tokens set revoked_at = now() where user_id = ${userId} and revoked_at is null`,
  );
}

/** A sign-in that still holds. */
export interface OpenSession {
  /** Of its family of tokens: a UUID v7 whose time is that of the sign-in. */
  id: string;
  /** When it last took new tokens. */
  renewedAt: string;
  expiresAt: string;
}

/** A page of the sessions of a user: by the index on users. */
export async function listSessions(
  database: Database,
  { userId, ...request }: PageRequest<'signedInAt'> & { userId: string },
): Promise<Page<OpenSession>> {
  const source = {
    columns: sql`s.*`,
    from: sql`(
      select family_id as id, max(created_at) as renewed_at, max(expires_at) as expires_at from refresh_tokens
      where user_id = ${userId} and revoked_at is null and expires_at > now() group by family_id
    ) as s`,
    orders: { signedInAt: null },
  };
  return readPage(database, source, request);
}

/** Ends one session of a user. @returns whether there was such a one */
export async function endSessionOf(
  database: Database,
  { userId, id }: { userId: string; id: string },
): Promise<boolean> {
  const { rowCount } = await database.query(sql`
    update refresh_tokens set revoked_at = now()
    where family_id = ${id} and user_id = ${userId} and revoked_at is null`);
  return (rowCount ?? 0) > 0;
}

/** Ends the sessions of a user but one; all of them when it is null. @returns how many were open */
export async function endOtherSessionsOf(
  database: Database,
  { userId, keptId }: { userId: string; keptId: string | null },
): Promise<number> {
  const { rows } = await database.query<{ ended: number }>(sql`
    with ended as (
      update refresh_tokens set revoked_at = now()
      where user_id = ${userId} and revoked_at is null and family_id is distinct from ${keptId}
      returning family_id, expires_at
    )
    select count(distinct family_id)::int as ended from ended where expires_at > now()`);
  return rows[0]!.ended;
}
