import type { SealedSecret, Secret } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import type { NamedSort, Page, PageRequest } from './list-page.js';
import { namedOrders, readPage } from './list-page.js';
import { camelCaseRow } from './task-row.js';

const secretColumns = sql`name, version, created_at, updated_at`;
const sealedColumns = sql`
  id, name, sealed_value as "sealedValue", encryption_key_id as "encryptionKeyId"`;

/** A page of secrets, without their values. */
export async function listSecrets(
  database: Database,
  request: PageRequest<NamedSort>,
): Promise<Page<Secret>> {
  return readPage(database, { columns: secretColumns, from: sql`secrets`, orders: namedOrders }, request);
}

/** A secret without its value, by its name. */
export async function findSecret(database: Database, name: string): Promise<Secret | null> {
  const { rows } = await database.query<object>(
    sql`select ${secretColumns} from secrets where name = ${name}`,
  );
  return rows[0] ? camelCaseRow<Secret>(rows[0]) : null;
}

/** @throws what `violatedConstraint` names `secrets_name_key`, when the name is taken */
export async function createSecret(database: Database, secret: SealedSecret): Promise<Secret> {
  const { rows } = await database.query<object>(sql`
    insert into secrets (id, name, sealed_value, encryption_key_id)
    values (${secret.id}, ${secret.name}, ${secret.sealedValue}, ${secret.encryptionKeyId})
    returning ${secretColumns}`);
  return camelCaseRow<Secret>(rows[0]!);
}

/** The sealed row of a secret, by its name. */
export async function findSealedSecret(database: Database, name: string): Promise<SealedSecret | null> {
  const { rows } = await database.query<SealedSecret>(
    sql`select ${sealedColumns} from secrets where name = ${name}`,
  );
  return rows[0] ?? null;
}

/** Gives a secret another value; null when it is gone. */
export async function replaceSecretValue(
  database: Database,
  { id, sealedValue, encryptionKeyId }: Omit<SealedSecret, 'name'>,
): Promise<Secret | null> {
  const { rows } = await database.query<object>(sql`
    update secrets set sealed_value = ${sealedValue}, encryption_key_id = ${encryptionKeyId},
      version = version + 1, updated_at = now()
    where id = ${id} returning ${secretColumns}`);
  return rows[0] ? camelCaseRow<Secret>(rows[0]) : null;
}

/** @returns whether it was there */
export async function deleteSecret(database: Database, name: string): Promise<boolean> {
  const { rowCount } = await database.query(sql`delete from secrets where name = ${name}`);
  return rowCount === 1;
}

/** The fields of `DeliveryOptions` that name a secret. */
const secretFields = [
  '{auth,passwordSecret}',
  '{auth,tokenSecret}',
  '{auth,valueSecret}',
  '{auth,clientSecret}',
  '{tls,keySecret}',
];

/**
 * Names of tasks that name a secret: in a field of their delivery options, or as a template in any text that is sent.
 * Reads the whole table, for something done by hand and seldom.
 */
export async function listTasksThatUseSecret(
  database: Database,
  name: string,
  limit: number,
): Promise<string[]> {
  const template = `\\{\\{\\s*secret:${name.replaceAll('.', '\\.')}\\s*\\}\\}`;
  const { rows } = await database.query<{ taskName: string }>(sql`
    select task_name as "taskName" from tasks
    where webhook_url ~ ${template} or http_headers::text ~ ${template} or json_payload::text ~ ${template}
      or delivery_options::text ~ ${template}
      or exists (select from unnest(${secretFields}::text[]) field where delivery_options #>> field::text[] = ${name})
    order by id limit ${limit}`);
  return rows.map(({ taskName }) => taskName);
}

/**
 * Seals the values anew that are not sealed under a key, a batch of them. Rows that somebody else holds are left to
 * the next call. The lock keeps a value that is replaced meanwhile from being overwritten.
 *
 * @param seal from the row as it is to the bytes under that key
 * @returns how many were sealed anew
 */
export async function resealSecrets(
  transaction: Database,
  { encryptionKeyId, limit }: { encryptionKeyId: string; limit: number },
  seal: (row: SealedSecret) => Uint8Array,
): Promise<number> {
  const { rows } = await transaction.query<SealedSecret>(sql`
    select ${sealedColumns} from secrets where encryption_key_id <> ${encryptionKeyId}
    order by id limit ${limit} for update skip locked`);
  await transaction.query(sql`
    update secrets s set sealed_value = n.sealed_value, encryption_key_id = ${encryptionKeyId}
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(seal)}::bytea[]) n (id, sealed_value)
    where s.id = n.id`);
  return rows.length;
}

/** How many rows, of secrets, signing secrets and alert channels, are not sealed under a key. */
export async function countSealedOtherwise(database: Database, encryptionKeyId: string): Promise<number> {
  const { rows } = await database.query<{ count: number }>(sql`
    select (select count(*) from secrets where encryption_key_id <> ${encryptionKeyId})::int
      + (select count(*) from signing_secrets where encryption_key_id <> ${encryptionKeyId})::int
      + (select count(*) from alert_channels where encryption_key_id <> ${encryptionKeyId})::int as count`);
  return rows[0]!.count;
}
