import { parseJson, writeJson } from '@carillon/domain';
import sql from 'sql-template-tag';
import type { Database } from './connect.js';

/** A create that its client may repeat. */
export interface IdempotentRequest {
  /** Method and path; one key may be used on several routes, and by several callers. */
  route: string;
  key: string;
  /** SHA-256 of the body. */
  requestHash: Buffer;
}

/** The answer given to the first request with a key. */
export interface StoredAnswer {
  requestHash: Buffer;
  status: number;
  body: unknown;
}

/**
 * Takes the key for this caller, or finds the answer that they were given under it. While another transaction holds the
 * key this waits for it: of two requests at the same time one does the work and the other gets its answer.
 *
 * @returns null when the key is the caller's now, to be closed by `saveAnswer` in the same transaction
 */
export async function takeIdempotencyKey(
  transaction: Database,
  caller: string,
  request: IdempotentRequest,
): Promise<StoredAnswer | null> {
  const { route, key, requestHash } = request;
  const { rowCount } = await transaction.query(sql`
    insert into idempotency_keys (caller, route, key, request_hash)
    values (${caller}, ${route}, ${key}, ${requestHash})
    on conflict (caller, route, key) do nothing`);
  if (rowCount === 1) return null;
  const { rows } = await transaction.query<StoredAnswer & { body: string }>(sql`
    select request_hash as "requestHash", response_status as status, response_body::text as body
    from idempotency_keys where caller = ${caller} and route = ${route} and key = ${key}`);
  const { body, ...stored } = rows[0]!;
  return { ...stored, body: parseJson(body) };
}

export async function saveAnswer(
  transaction: Database,
  caller: string,
  request: IdempotentRequest,
  answer: { status: number; body: unknown },
): Promise<void> {
  await transaction.query(sql`
    update idempotency_keys set response_status = ${answer.status}, response_body = ${writeJson(answer.body)}::jsonb
    where caller = ${caller} and route = ${request.route} and key = ${request.key}`);
}

/** Forgets answers that are older than a day: nobody repeats a request for so long. */
export async function forgetIdempotencyKeys(database: Database): Promise<void> {
  await database.query(sql`delete from idempotency_keys where created_at < now() - interval '1 day'`);
}
