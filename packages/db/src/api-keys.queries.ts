import type { ApiKey, UserRole } from '@carillon/domain';
import type { Sql } from 'sql-template-tag';
import sql, { empty, join } from 'sql-template-tag';
import type { Database } from './connect.js';
import type { IdSort, Page, PageRequest } from './list-page.js';
import { orderOfIds, readPage } from './list-page.js';
import { camelCaseRow } from './task-row.js';

const keyColumns = sql`
  id, user_id, name, prefix, role, scopes, expires_at, last_used_at, revoked_at, created_at`;

/** A key that is in force, with its hash and what its owner may. */
export type KeyInForce = ApiKey & {
  keyHash: Buffer;
  /** Null with `userId`: the machine's key. */
  ownerEmail: string | null;
  ownerRole: UserRole | null;
};

/** By the unique prefix. Null also for a key that is revoked or has expired, or whose owner is disabled. */
export async function findKeyInForce(database: Database, prefix: string): Promise<KeyInForce | null> {
  const { rows } = await database.query<object>(sql`
    select k.*, u.email as owner_email, u.role as owner_role from api_keys k left join users u on u.id = k.user_id
    where k.prefix = ${prefix} and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
      and u.disabled_at is null`);
  return rows[0] ? camelCaseRow<KeyInForce>(rows[0]) : null;
}

/** Notes that a key was used, at most once a minute. */
export async function noteKeyUse(database: Database, id: string): Promise<void> {
  await database.query(sql`
    update api_keys set last_used_at = now()
    where id = ${id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`);
}

export type ApiKeyRow = Omit<ApiKey, 'lastUsedAt' | 'revokedAt' | 'createdAt'> & { keyHash: Buffer };

export async function createApiKey(database: Database, key: ApiKeyRow): Promise<ApiKey> {
  const { rows } = await database.query<object>(sql`
    insert into api_keys (id, user_id, name, prefix, key_hash, role, scopes, expires_at)
    values (${key.id}, ${key.userId}, ${key.name}, ${key.prefix}, ${key.keyHash}, ${key.role}, ${key.scopes},
      ${key.expiresAt})
    returning ${keyColumns}`);
  return camelCaseRow<ApiKey>(rows[0]!);
}

export interface KeyListRequest extends PageRequest<IdSort> {
  /** Whose; null: the machine's; undefined: everybody's. */
  ownerId: string | null | undefined;
}

/** A page of the keys that are not revoked. */
export async function listApiKeys(
  database: Database,
  { ownerId, ...request }: KeyListRequest,
): Promise<Page<ApiKey>> {
  const source = {
    columns: keyColumns,
    from: sql`api_keys`,
    conditions: [sql`revoked_at is null`, ownedBy(ownerId)],
    orders: orderOfIds,
  };
  return readPage(database, source, request);
}

/** Ends a key at once. @returns whether there was one, of that owner */
export async function revokeApiKey(
  database: Database,
  { id, ownerId }: { id: string; ownerId: string | null | undefined },
): Promise<boolean> {
  const conditions = [sql`id = ${id}`, sql`revoked_at is null`, ownedBy(ownerId)];
  const { rowCount } = await database.query(sql`
    update api_keys set revoked_at = now() where ${join(
      conditions.filter((condition) => condition !== empty),
      ' and ',
    )}`);
  return rowCount === 1;
}

/** Ends the keys of the machine that have a name. */
export async function revokeMachineKeys(database: Database, name: string): Promise<void> {
  await database.query(sql`
    update api_keys set revoked_at = now() where user_id is null and name = ${name} and revoked_at is null`);
}

function ownedBy(ownerId: string | null | undefined): Sql {
  return ownerId === undefined ? empty : sql`user_id is not distinct from ${ownerId}`;
}
