import type { SealedSigningSecret, SigningSecret } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';
import type { NamedSort, Page, PageRequest } from './list-page.js';
import { namedOrders, readPage } from './list-page.js';
import { camelCaseRow } from './task-row.js';

/** A predecessor that no longer signs is none. */
const previousIsValid = sql`previous_valid_until > now()`;

const sealedColumns = sql`
  id, name, kind, sealed_secret as "sealedSecret", encryption_key_id as "encryptionKeyId",
  case when ${previousIsValid} then sealed_previous_secret end as "sealedPreviousSecret"`;

/** What the list shows of a signing secret, its sealed row beside it: the public half is in there. */
export type ListedSigningSecret = SigningSecret &
  Pick<SealedSigningSecret, 'sealedSecret' | 'encryptionKeyId'>;

const listedColumns = sql`
  id, name, kind, is_default, sealed_secret, encryption_key_id, created_at, updated_at,
  case when ${previousIsValid} then previous_valid_until end as previous_valid_until`;

export async function listSigningSecrets(
  database: Database,
  request: PageRequest<NamedSort>,
): Promise<Page<ListedSigningSecret>> {
  const source = { columns: listedColumns, from: sql`signing_secrets`, orders: namedOrders };
  return readPage(database, source, request);
}

/** @throws what `violatedConstraint` names `signing_secrets_name_key`, when the name is taken */
export async function createSigningSecret(
  database: Database,
  secret: SealedSigningSecret,
): Promise<ListedSigningSecret> {
  const { rows } = await database.query<object>(sql`
    insert into signing_secrets (id, name, kind, sealed_secret, encryption_key_id)
    values (${secret.id}, ${secret.name}, ${secret.kind}, ${secret.sealedSecret}, ${secret.encryptionKeyId})
    returning ${listedColumns}`);
  return camelCaseRow<ListedSigningSecret>(rows[0]!);
}

/** Inserts the default signing secret, unless there is one: of several processes at once, one inserts. */
export async function insertDefaultSigningSecret(
  database: Database,
  secret: SealedSigningSecret,
): Promise<void> {
  await database.query(sql`
    insert into signing_secrets (id, name, kind, is_default, sealed_secret, encryption_key_id)
    values (${secret.id}, ${secret.name}, ${secret.kind}, true, ${secret.sealedSecret}, ${secret.encryptionKeyId})
    on conflict do nothing`);
}

/**
 * The sealed row of a signing secret, its predecessor only while that is valid.
 *
 * @param id null: the default one
 */
export async function findSealedSigningSecret(
  database: Database,
  id: string | null,
): Promise<SealedSigningSecret | null> {
  const { rows } = await database.query<SealedSigningSecret>(sql`
    select ${sealedColumns} from signing_secrets where ${id === null ? sql`is_default` : sql`id = ${id}`}`);
  return rows[0] ?? null;
}

/** As `findSealedSigningSecret`, with the row locked until the transaction ends. */
export async function lockSealedSigningSecret(
  transaction: Database,
  id: string,
): Promise<SealedSigningSecret | null> {
  const { rows } = await transaction.query<SealedSigningSecret>(
    sql`select ${sealedColumns} from signing_secrets where id = ${id} for no key update`,
  );
  return rows[0] ?? null;
}

/**
 * Puts a new secret in the place of the present one, which signs as well for so long. One that was still valid from
 * the rotation before is gone. The caller holds the row locked, and has sealed both under the one key that it names.
 */
export async function rotateSigningSecret(
  transaction: Database,
  secret: Omit<SealedSigningSecret, 'name' | 'kind'>,
  overlapMs: number,
): Promise<ListedSigningSecret> {
  const { rows } = await transaction.query<object>(sql`
    update signing_secrets set sealed_secret = ${secret.sealedSecret},
      sealed_previous_secret = ${secret.sealedPreviousSecret},
      previous_valid_until = now() + ${overlapMs} * interval '1 millisecond',
      encryption_key_id = ${secret.encryptionKeyId}, updated_at = now()
    where id = ${secret.id} returning ${listedColumns}`);
  return camelCaseRow<ListedSigningSecret>(rows[0]!);
}

/** Makes it the one that signs for tasks that name none; null when there is no such signing secret. */
export async function setDefaultSigningSecret(
  transaction: Database,
  id: string,
): Promise<ListedSigningSecret | null> {
  // Whoever else moves the default waits here, or two of them would both be it for a moment.
  const { rows } = await transaction.query<{ id: string }>(
    sql`select id from signing_secrets where is_default or id = ${id} order by id for no key update`,
  );
  if (!rows.some((row) => row.id === id)) return null;
  await transaction.query(
    sql`update signing_secrets set is_default = false, updated_at = now() where is_default and id <> ${id}`,
  );
  const updated = await transaction.query<object>(sql`
    update signing_secrets set is_default = true, updated_at = now() where id = ${id} returning ${listedColumns}`);
  return camelCaseRow<ListedSigningSecret>(updated.rows[0]!);
}

/**
 * Removes a signing secret that is not the default one.
 *
 * @returns 'default' when it is
 * @throws what `violatedConstraint` names `tasks_signing_secret_id_fkey` or `alert_channels_signing_secret_id_fkey`,
 *   while a task or an alert channel names it
 */
export async function deleteSigningSecret(
  database: Database,
  id: string,
): Promise<'deleted' | 'default' | 'missing'> {
  const { rowCount } = await database.query(
    sql`delete from signing_secrets where id = ${id} and not is_default`,
  );
  if (rowCount === 1) return 'deleted';
  return (await findSealedSigningSecret(database, id)) === null ? 'missing' : 'default';
}

/**
 * As `resealSecrets`, for signing secrets and their predecessors.
 *
 * @param seal from the row as it is, a predecessor that is no longer valid left out, to both under that key
 */
export async function resealSigningSecrets(
  transaction: Database,
  { encryptionKeyId, limit }: { encryptionKeyId: string; limit: number },
  seal: (row: SealedSigningSecret) => Pick<SealedSigningSecret, 'sealedSecret' | 'sealedPreviousSecret'>,
): Promise<number> {
  const { rows } = await transaction.query<SealedSigningSecret>(sql`
    select ${sealedColumns} from signing_secrets where encryption_key_id <> ${encryptionKeyId}
    order by id limit ${limit} for update skip locked`);
  const sealed = rows.map(seal);
  await transaction.query(sql`
    update signing_secrets s set sealed_secret = n.sealed_secret,
      sealed_previous_secret = n.sealed_previous_secret, encryption_key_id = ${encryptionKeyId}
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${sealed.map((each) => each.sealedSecret)}::bytea[],
      ${sealed.map((each) => each.sealedPreviousSecret)}::bytea[]) n (id, sealed_secret, sealed_previous_secret)
    where s.id = n.id`);
  return rows.length;
}

/** What each of the tasks signs with; null: the default. Tasks that are not there are missing. */
export async function findSigningSecretIds(
  database: Database,
  taskIds: readonly string[],
): Promise<Map<string, string | null>> {
  const { rows } = await database.query<{ id: string; signingSecretId: string | null }>(
    sql`select id, signing_secret_id as "signingSecretId" from tasks where id = any(${taskIds}::uuid[])`,
  );
  return new Map(rows.map(({ id, signingSecretId }) => [id, signingSecretId]));
}
