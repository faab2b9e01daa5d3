import type { ErrorCode } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import type { Response } from 'express';
import { invalidField } from './problem.js';

interface Versioned {
  version: number;
}

/** The version that an If-Match header asks for; null when there is none, or any will do. */
export function parseIfMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(header)?.[1];
  if (version === undefined)
    throw invalidField('if-match', 'must be an ETag as it was answered, such as "3"');
  return Number(version);
}

/** A thing over REST; the header says which version of it that is. */
export function giveVersion<Thing extends Versioned>(response: Response, thing: Thing): Thing {
  response.setHeader('etag', `"${thing.version}"`);
  return thing;
}

/**
 * @param asked null: whatever is there
 * @throws AppError `version.conflict`, or the code that is given, when it is another one
 */
export function requireVersion(
  { version }: Versioned,
  asked: number | null,
  code: ErrorCode = 'version.conflict',
): void {
  if (asked === null || version === asked) return;
  const now = version === 0 ? 'It is not there any more.' : `It has version ${version} by now, not ${asked}.`;
  throw new AppError(code, `${now} Read it again and repeat the change.`);
}

/**
 * As `requireVersion`, of what has been changed a moment ago and may not be changed by anybody else until the
 * transaction ends: that needs no lock and no second look. A refusal takes the change back.
 */
export function requireChangeOf({ version }: Versioned, asked: number | null): void {
  requireVersion({ version: version - 1 }, asked);
}
