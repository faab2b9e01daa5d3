import type { AlertChannelKind, AlertEvent, QuietHours } from '@carillon/domain';
import sql, { join, raw } from 'sql-template-tag';
import type { Database } from './connect.js';
import type { NamedSort, Page, PageRequest } from './list-page.js';
import { namedOrders, readPage } from './list-page.js';
import { camelCaseRow, columnName } from './task-row.js';

/** Where somebody is told of failures. Times are ISO 8601 UTC. */
export interface AlertChannel {
  id: string;
  name: string;
  kind: AlertChannelKind;
  events: AlertEvent[];
  /** In the grammar of filters; null: all tasks. */
  taskFilter: string | null;
  /** What administrators are shown of the address. */
  addressHint: string;
  /** What a webhook is signed with; null: the default. */
  signingSecretId: string | null;
  quietHours: QuietHours | null;
  /** At most one message in so many seconds. */
  groupSeconds: number;
  /** After so many seconds a run that is due and has not begun is late. */
  lateAfterSeconds: number;
  enabled: boolean;
  /** Rises with each change. */
  version: number;
  createdAt: string;
  updatedAt: string;
}

export interface SealedAddress {
  sealedAddress: Uint8Array;
  encryptionKeyId: string;
}

const channelColumns = sql`
  id, name, kind, events, task_filter, address_hint, signing_secret_id, quiet_hours, group_seconds,
  late_after_seconds, enabled, version, created_at, updated_at`;

export async function listAlertChannels(
  database: Database,
  request: PageRequest<NamedSort>,
): Promise<Page<AlertChannel>> {
  const source = { columns: channelColumns, from: sql`alert_channels`, orders: namedOrders };
  return readPage(database, source, request);
}

export async function findAlertChannel(database: Database, id: string): Promise<AlertChannel | null> {
  const { rows } = await database.query<object>(
    sql`select ${channelColumns} from alert_channels where id = ${id}`,
  );
  return rows[0] ? camelCaseRow<AlertChannel>(rows[0]) : null;
}

export async function countAlertChannels(database: Database): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    sql`select count(*)::int as count from alert_channels`,
  );
  return rows[0]!.count;
}

export type NewAlertChannel = Omit<AlertChannel, 'version' | 'createdAt' | 'updatedAt'> &
  SealedAddress & { createdBy: string };

/** @throws what `violatedConstraint` names `alert_channels_name_key` or `alert_channels_signing_secret_id_fkey` */
export async function insertAlertChannel(
  database: Database,
  channel: NewAlertChannel,
): Promise<AlertChannel> {
  const { rows } = await database.query<object>(sql`
    insert into alert_channels (id, name, kind, events, task_filter, sealed_address, encryption_key_id, address_hint,
      signing_secret_id, quiet_hours, group_seconds, late_after_seconds, enabled, created_by)
    values (${channel.id}, ${channel.name}, ${channel.kind}, ${channel.events}, ${channel.taskFilter},
      ${channel.sealedAddress}, ${channel.encryptionKeyId}, ${channel.addressHint}, ${channel.signingSecretId},
      ${toJson(channel.quietHours)}, ${channel.groupSeconds}, ${channel.lateAfterSeconds}, ${channel.enabled},
      ${channel.createdBy})
    returning ${channelColumns}`);
  return camelCaseRow<AlertChannel>(rows[0]!);
}

export type AlertChannelChanges = Partial<
  Omit<AlertChannel, 'id' | 'kind' | 'version' | 'createdAt' | 'updatedAt'> & SealedAddress
>;

/** @returns null when it is gone. @throws as `insertAlertChannel` */
export async function updateAlertChannel(
  database: Database,
  id: string,
  changes: AlertChannelChanges,
): Promise<AlertChannel | null> {
  const { quietHours, ...others } = changes;
  const values: Record<string, unknown> = {
    ...others,
    ...(quietHours === undefined ? {} : { quietHours: toJson(quietHours) }),
  };
  const sets = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => sql`${raw(columnName(key))} = ${value}`);
  const { rows } = await database.query<object>(sql`
    update alert_channels set ${join([...sets, sql`version = version + 1`, sql`updated_at = now()`])} where id = ${id}
    returning ${channelColumns}`);
  return rows[0] ? camelCaseRow<AlertChannel>(rows[0]) : null;
}

function toJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** @returns whether it was there; its messages go with it */
export async function deleteAlertChannel(database: Database, id: string): Promise<boolean> {
  const { rowCount } = await database.query(sql`delete from alert_channels where id = ${id}`);
  return rowCount === 1;
}

type SealedChannel = SealedAddress & { id: string };

/** As `resealSecrets`, for the addresses of alert channels. */
export async function resealAlertAddresses(
  transaction: Database,
  { encryptionKeyId, limit }: { encryptionKeyId: string; limit: number },
  seal: (row: SealedChannel) => Uint8Array,
): Promise<number> {
  const { rows } = await transaction.query<SealedChannel>(sql`
    select id, sealed_address as "sealedAddress", encryption_key_id as "encryptionKeyId" from alert_channels
    where encryption_key_id <> ${encryptionKeyId} order by id limit ${limit} for update skip locked`);
  await transaction.query(sql`
    update alert_channels c set sealed_address = n.sealed_address, encryption_key_id = ${encryptionKeyId}
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(seal)}::bytea[]) n (id, sealed_address)
    where c.id = n.id`);
  return rows.length;
}
