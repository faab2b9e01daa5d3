import type { User, UserRole } from '@carillon/domain';
import { hashToken, makeToken } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import type { Page, PageRequest } from './list-page.js';
import { byText, byTime, readPage } from './list-page.js';
import { camelCaseRow } from './task-row.js';

const userColumns = sql`
  id, email, display_name, role, disabled_at, oidc_subject is not null as is_linked, version, created_at, updated_at`;

/** As whom a provider (OpenID Connect) knows somebody: for ever, whatever becomes of their e-mail address. */
export interface Identity {
  issuer: string;
  subject: string;
}

/** A user as the sign-in needs it; never shown. */
export interface Account extends User {
  /** Null: only a provider signs them in. */
  passwordHash: string | null;
  tokenVersion: number;
}

const accountColumns = sql`${userColumns}, password_hash, token_version`;

export interface NewUser extends Pick<Account, 'id' | 'email' | 'passwordHash' | 'role'> {
  displayName?: string | null;
  identity?: Identity | null;
}

/** @throws what `violatedConstraint` names `users_email_key`, when somebody has the address, in whatever case */
export async function createUser(
  database: Database,
  { id, email, passwordHash, role, displayName = null, identity = null }: NewUser,
): Promise<Account> {
  const { rows } = await database.query<object>(sql`
    insert into users (id, email, password_hash, role, display_name, oidc_issuer, oidc_subject)
    values (
      ${id}, ${email}, ${passwordHash}, ${role}, ${displayName}, ${identity?.issuer ?? null}, ${identity?.subject ?? null}
    )
    returning ${accountColumns}`);
  return camelCaseRow<Account>(rows[0]!);
}

export async function findAccountByEmail(database: Database, email: string): Promise<Account | null> {
  return findAccount(database, sql`lower(email) = lower(${email})`);
}

export async function findAccountById(database: Database, id: string): Promise<Account | null> {
  return findAccount(database, sql`id = ${id}`);
}

export async function findAccountByIdentity(
  database: Database,
  { issuer, subject }: Identity,
): Promise<Account | null> {
  return findAccount(database, sql`oidc_issuer = ${issuer} and oidc_subject = ${subject}`);
}

/** Links an account with an identity, from now on for ever. @returns null when it is linked already */
export async function linkAccount(
  database: Database,
  id: string,
  { issuer, subject }: Identity,
): Promise<Account | null> {
  const { rows } = await database.query<object>(sql`
    update users set oidc_issuer = ${issuer}, oidc_subject = ${subject}, version = version + 1, updated_at = now()
    where id = ${id} and oidc_subject is null returning ${accountColumns}`);
  return rows[0] ? camelCaseRow<Account>(rows[0]) : null;
}

async function findAccount(database: Database, condition: ReturnType<typeof sql>): Promise<Account | null> {
  const { rows } = await database.query<object>(sql`select ${accountColumns} from users where ${condition}`);
  return rows[0] ? camelCaseRow<Account>(rows[0]) : null;
}

/** The user of a session as long as both last: by the primary key and the index on families. */
export async function findSessionUser(
  database: Database,
  { userId, familyId }: { userId: string; familyId: string },
): Promise<Account | null> {
  return findAccount(
    database,
    sql`id = ${userId} and disabled_at is null and exists (
      select from refresh_tokens where family_id = ${familyId} and revoked_at is null)`,
  );
}

const userOrders = {
  email: byText('lower(email)'),
  createdAt: byTime('created_at'),
  updatedAt: byTime('updated_at'),
};
export type UserSort = keyof typeof userOrders;

export async function listUsers(database: Database, request: PageRequest<UserSort>): Promise<Page<User>> {
  return readPage(database, { columns: userColumns, from: sql`users`, orders: userOrders }, request);
}

export interface UserChanges {
  role?: UserRole | undefined;
  disabled?: boolean | undefined;
  passwordHash?: string | undefined;
  /** Forgets as whom the provider knows the user. */
  unlink?: boolean | undefined;
}

/** Changes what is given, and ends every access token of the user. @returns null when there is no such user */
export async function changeUser(
  database: Database,
  id: string,
  { role, disabled, passwordHash, unlink = false }: UserChanges,
): Promise<Account | null> {
  const { rows } = await database.query<object>(sql`
    update users set token_version = token_version + 1, version = version + 1, updated_at = now(),
      role = coalesce(${role ?? null}, role), password_hash = coalesce(${passwordHash ?? null}, password_hash),
      disabled_at = case ${disabled ?? null}::boolean when true then coalesce(disabled_at, now())
        when false then null else disabled_at end,
      oidc_issuer = case when ${unlink} then null else oidc_issuer end,
      oidc_subject = case when ${unlink} then null else oidc_subject end
    where id = ${id} returning ${accountColumns}`);
  return rows[0] ? camelCaseRow<Account>(rows[0]) : null;
}

/** Sessions go on, as the name is no credential. @param displayName null: none @returns null when there is no such user */
export async function renameUser(
  database: Database,
  id: string,
  displayName: string | null,
): Promise<User | null> {
  const { rows } = await database.query<object>(sql`
    update users set display_name = ${displayName}, version = version + 1, updated_at = now()
    where id = ${id} returning ${userColumns}`);
  return rows[0] ? camelCaseRow<User>(rows[0]) : null;
}

/** Makes whoever changes who may administer wait for the others: until the transaction ends. */
export async function lockAdministration(transaction: Database): Promise<void> {
  await transaction.query(sql`select from installation for update`);
}

export async function hasUsers(database: Database): Promise<boolean> {
  const { rowCount } = await database.query(sql`select from users limit 1`);
  return rowCount === 1;
}

export async function hasActiveAdministrator(database: Database): Promise<boolean> {
  const { rowCount } = await database.query(
    sql`select from users where role = 'admin' and disabled_at is null limit 1`,
  );
  return rowCount === 1;
}

/**
 * Makes a token for the first administrator, keeps its hash, and forgets tokens that are older than a week.
 *
 * @returns null when there is a user
 */
export async function offerSetup(database: Database): Promise<string | null> {
  if (await hasUsers(database)) return null;
  const token = makeToken();
  await database.query(sql`delete from setup_tokens where created_at < now() - interval '7 days'`);
  await database.query(sql`insert into setup_tokens (token_hash) values (${hashToken(token)})`);
  return token;
}

export async function isSetupToken(database: Database, tokenHash: Buffer): Promise<boolean> {
  const { rowCount } = await database.query(sql`select from setup_tokens where token_hash = ${tokenHash}`);
  return rowCount === 1;
}

export async function forgetSetupTokens(database: Database): Promise<void> {
  await database.query(sql`delete from setup_tokens`);
}
