import { createHash } from 'node:crypto';
import type { Database, IdempotentRequest, Pool } from '@carillon/db';
import { saveAnswer, takeIdempotencyKey } from '@carillon/db';
import { AppError, writeJson } from '@carillon/domain';
import type { Response } from 'express';
import { callerOfChange, idIn, inChange, Unchanged } from '../audit/change.js';
import { invalidField } from './problem.js';

/** An answer that can be given again. */
export interface Answer<Body> {
  status: number;
  body: Body;
  /** Whether it is the answer of an earlier request with the same key. */
  replayed: boolean;
}

/** The key of a request that its client may repeat; null without an Idempotency-Key header. */
export function idempotentRequest(
  key: string | undefined,
  route: string,
  body: unknown,
): IdempotentRequest | null {
  if (key === undefined) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw invalidField('idempotency-key', 'must be 1 to 255 visible ASCII characters');
  }
  const requestHash = createHash('sha256')
    .update(writeJson(body ?? null))
    .digest();
  return { key, route, requestHash };
}

/**
 * Does the work in one transaction, once for each key of a caller. The answer is stored with the work, and so is its
 * audit entry: either all are there or none is, whenever the process dies.
 *
 * @throws AppError `idempotency.conflict` when the key was used with another body
 */
export async function answerOnce<Body>(
  pool: Pool,
  request: IdempotentRequest | null,
  work: (transaction: Database) => Promise<{ status: number; body: Body }>,
): Promise<Answer<Body>> {
  const caller = callerOfChange();
  const answerWithin = async (transaction: Database): Promise<Answer<Body> | Unchanged<Answer<Body>>> => {
    if (request === null) return { ...(await work(transaction)), replayed: false };
    const stored = await takeIdempotencyKey(transaction, caller, request);
    if (stored === null) {
      const answer = await work(transaction);
      await saveAnswer(transaction, caller, request, answer);
      return { ...answer, replayed: false };
    }
    if (!stored.requestHash.equals(request.requestHash)) {
      throw new AppError('idempotency.conflict', 'This Idempotency-Key was used with another body.');
    }
    return new Unchanged({ status: stored.status, body: stored.body as Body, replayed: true });
  };
  return inChange(pool, answerWithin, ({ body }) => idIn(body));
}

/** The body of an answer over REST; the header says whether an earlier request got it already. */
export function giveAnswer<Body>(response: Response, { body, replayed }: Answer<Body>): Body {
  if (replayed) response.setHeader('idempotency-replayed', 'true');
  return body;
}
