import sql from 'sql-template-tag';
import type { Database } from './connect.js';

/** A create that its client may repeat. */
export interface IdempotentRequest {
  /** Method and path; one key may be used on several routes. */
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
 * Takes the key, or finds the answer that was given under it. While another transaction holds the key this waits
 * for it: of two requests at the same time one does the work and the other gets its answer.
 *
 * @returns null when the key is the caller's now, to be closed by `saveAnswer` in the same transaction
 */
export async function takeIdempotencyKey(
  transaction: Database,
  request: IdempotentRequest,
): Promise<StoredAnswer | null> {
  const { route, key, requestHash } = request;
  const { rowCount } = await transaction.query(sql`
    insert into idempotency_keys (key, route, request_hash) values (${key}, ${route}, ${requestHash})
    on conflict (route, key) do nothing`);
  if (rowCount === 1) return null;
  const { rows } = await transaction.query<StoredAnswer>(sql`
    select request_hash as "requestHash", response_status as status, response_body as body
    from idempotency_keys where route = ${route} and key = ${key}`);
  return rows[0]!;
}

export async function saveAnswer(
  transaction: Database,
  request: IdempotentRequest,
  answer: { status: number; body: unknown },
): Promise<void> {
  await transaction.query(sql`
    update idempotency_keys set response_status = ${answer.status}, response_body = ${JSON.stringify(answer.body)}::jsonb
    where route = ${request.route} and key = ${request.key}`);
}

/** Forgets answers that are older than a day: nobody repeats a request for so long. */
export async function forgetIdempotencyKeys(database: Database): Promise<void> {
  await database.query(sql`delete from idempotency_keys where created_at < now() - interval '1 day'`);
}
