import type { Invitation, InvitationState, UserRole } from '@carillon/domain';
import sql, { empty } from 'sql-template-tag';
import type { Database } from './connect.js';
import type { IdSort, Page, PageRequest } from './list-page.js';
import { orderOfIds, readPage } from './list-page.js';
import { camelCaseRow } from './task-row.js';

/** What ended so long ago is forgotten; the audit log tells of it all the same. */
const endedKept = '90 days';

/** An invitation holds no longer than its maker may invite: a link must not outlive the office of who made it. */
const state = sql`
  case when used_at is not null then 'used'
    when revoked_at is not null or (inviter_id is not null and not exists (
      select from users u where u.id = inviter_id and u.role = 'admin' and u.disabled_at is null)) then 'revoked'
    when expires_at <= now() then 'expired'
    else 'open' end`;

const invitationColumns = sql`
  id, email, role, inviter_name, expires_at, used_at, revoked_at, created_at, ${state} as state`;

export interface NewInvitation {
  id: string;
  email: string;
  role: UserRole;
  tokenHash: Buffer;
  inviterId: string | null;
  inviterName: string;
  validDays: number;
}

/** Makes an invitation, which takes the place of an open one for the same address. */
export async function createInvitation(transaction: Database, made: NewInvitation): Promise<Invitation> {
  await transaction.query(sql`
    delete from invitations
    where coalesce(used_at, revoked_at, expires_at) < now() - ${endedKept}::interval`);
  await transaction.query(sql`
    update invitations set revoked_at = now()
    where lower(email) = lower(${made.email}) and used_at is null and revoked_at is null`);
  const { rows } = await transaction.query<object>(sql`
    insert into invitations (id, email, role, token_hash, inviter_id, inviter_name, expires_at)
    values (${made.id}, ${made.email}, ${made.role}, ${made.tokenHash}, ${made.inviterId}, ${made.inviterName},
      now() + ${made.validDays}::int * interval '1 day')
    returning ${invitationColumns}`);
  return camelCaseRow<Invitation>(rows[0]!);
}

export interface InvitationListRequest extends PageRequest<IdSort> {
  /** Null: whatever became of them. */
  state: InvitationState | null;
}

export async function listInvitations(
  database: Database,
  { state: only, ...request }: InvitationListRequest,
): Promise<Page<Invitation>> {
  const source = {
    columns: sql`i.*`,
    from: sql`(select ${invitationColumns} from invitations) as i`,
    conditions: [only === null ? empty : sql`state = ${only}`],
    orders: orderOfIds,
  };
  return readPage(database, source, request);
}

/** By the unique hash of its token. */
export async function findInvitation(database: Database, tokenHash: Buffer): Promise<Invitation | null> {
  const { rows } = await database.query<object>(
    sql`select ${invitationColumns} from invitations where token_hash = ${tokenHash}`,
  );
  return rows[0] ? camelCaseRow<Invitation>(rows[0]) : null;
}

/** Uses an invitation up. @returns whether it was still there to be used */
export async function markInvitationUsed(transaction: Database, id: string): Promise<boolean> {
  const { rowCount } = await transaction.query(sql`
    update invitations set used_at = now()
    where id = ${id} and used_at is null and revoked_at is null and expires_at > now()`);
  return rowCount === 1;
}

/** Ends an invitation that nobody has used. @returns whether there was such a one */
export async function revokeInvitation(database: Database, id: string): Promise<boolean> {
  const { rowCount } = await database.query(sql`
    update invitations set revoked_at = now() where id = ${id} and used_at is null and revoked_at is null`);
  return rowCount === 1;
}
