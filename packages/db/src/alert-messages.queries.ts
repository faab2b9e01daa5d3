import type { AlertChannelKind, AlertMessageStatus } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { SealedAddress } from './alert-channels.queries.js';
import type { Database } from './connect.js';
import type { IdSort, Page, PageRequest } from './list-page.js';
import { orderOfIds, readPage } from './list-page.js';
import { camelCaseRow } from './task-row.js';

/** Something that was told, or is being told. Times are ISO 8601 UTC. */
export interface AlertMessage {
  id: string;
  isTest: boolean;
  summary: string;
  messageStatus: AlertMessageStatus;
  attempts: number;
  /** When it is tried next, while it is pending. */
  nextAttemptAt: string;
  httpStatus: number | null;
  /** What came of the last attempt; null before it. */
  outcome: string | null;
  createdAt: string;
  finishedAt: string | null;
}

const messageColumns = sql`
  id, is_test, summary, message_status, attempts, next_attempt_at, http_status, outcome, created_at, finished_at`;

/** Days for which messages that have ended stay on record. */
const messageDaysKept = 30;
/** An attempt ends long before. */
const leaseSeconds = 60;

/** A page of what a channel told. Reads `alert_messages_channel_idx`. */
export async function listAlertMessages(
  database: Database,
  { channelId, ...request }: PageRequest<IdSort> & { channelId: string },
): Promise<Page<AlertMessage>> {
  const source = {
    columns: messageColumns,
    from: sql`alert_messages`,
    conditions: [sql`channel_id = ${channelId}`],
    orders: orderOfIds,
  };
  return readPage(database, source, request);
}

export interface NewAlertMessage {
  id: string;
  channelId: string;
  isTest: boolean;
  /** JSON text. */
  body: string;
  summary: string;
}

/** @returns the message, which a publisher sends at its next look */
export async function insertAlertMessage(
  database: Database,
  { id, channelId, isTest, body, summary }: NewAlertMessage,
): Promise<AlertMessage> {
  const { rows } = await database.query<object>(sql`
    insert into alert_messages (id, channel_id, is_test, body, summary)
    values (${id}, ${channelId}, ${isTest}, ${body}, ${summary}) returning ${messageColumns}`);
  return camelCaseRow<AlertMessage>(rows[0]!);
}

/** A message that this publisher may send until its lease ends, and where to. */
export interface ClaimedAlert extends SealedAddress {
  id: string;
  channelId: string;
  kind: AlertChannelKind;
  signingSecretId: string | null;
  isTest: boolean;
  /** JSON text. */
  body: string;
  /** 1 for the first. */
  attempts: number;
  /** Whether nobody knows what came of the attempt before. */
  isAfterLoss: boolean;
  fence: number;
  /** ISO 8601 UTC. */
  createdAt: string;
  /** Epoch milliseconds by PostgreSQL's clock. */
  claimedAtMs: number;
}

/** Claims messages that are due, and those whose sender fell silent. What a channel that is off had to tell waits. */
export async function claimAlertMessages(database: Database, limit: number): Promise<ClaimedAlert[]> {
  const { rows } = await database.query<ClaimedAlert & { createdAt: Date | string }>(sql`
    with due as (
      select m.id, m.message_status = 'sending' as is_after_loss
      from alert_messages m join alert_channels c on c.id = m.channel_id
      where m.finished_at is null and (c.enabled or m.is_test)
        and case m.message_status when 'pending' then m.next_attempt_at <= now() else m.lease_until < now() end
      order by m.next_attempt_at limit ${limit} for no key update of m skip locked
    )
    update alert_messages m set message_status = 'sending', attempts = m.attempts + 1, fence = m.fence + 1,
      lease_until = now() + ${leaseSeconds}::int * interval '1 second'
    from due, alert_channels c
    where m.id = due.id and c.id = m.channel_id
    returning m.id, m.channel_id as "channelId", c.kind, c.signing_secret_id as "signingSecretId",
      c.sealed_address as "sealedAddress", c.encryption_key_id as "encryptionKeyId", m.is_test as "isTest",
      m.body::text as body, m.attempts, due.is_after_loss as "isAfterLoss", m.fence, m.created_at as "createdAt",
      extract(epoch from now())::float8 * 1000 as "claimedAtMs"`);
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt).toISOString() }));
}

export interface AlertAttemptEnd {
  id: string;
  fence: number;
  messageStatus: Extract<AlertMessageStatus, 'pending' | 'sent' | 'failed'>;
  httpStatus: number | null;
  outcome: string;
  /** Milliseconds until the next attempt, when it is `pending`. */
  backoffMs: number;
}

/** @returns whether the fence held; else somebody else has taken the message over, and nothing changed */
export async function finishAlertMessage(
  database: Database,
  { id, fence, messageStatus, httpStatus, outcome, backoffMs }: AlertAttemptEnd,
): Promise<boolean> {
  const { rowCount } = await database.query(sql`
    update alert_messages set message_status = ${messageStatus}, http_status = ${httpStatus},
      outcome = left(${outcome}::text, 2000), lease_until = null,
      next_attempt_at = case when ${messageStatus} = 'pending'
        then now() + ${backoffMs}::float8 * interval '1 millisecond' else next_attempt_at end,
      finished_at = case when ${messageStatus} = 'pending' then null else now() end
    where id = ${id} and fence = ${fence} and message_status = 'sending'`);
  return rowCount === 1;
}

export async function forgetOldAlertMessages(database: Database): Promise<void> {
  await database.query(
    sql`delete from alert_messages where finished_at < now() - ${messageDaysKept}::int * interval '1 day'`,
  );
}
