import type { PagePosition } from '@carillon/db';
import { z } from 'zod';
import { invalidField } from './problem.js';
import { plainText } from './text.js';

/** Of a list of this sort, the part after this position. */
const cursorSchema = z.tuple([z.string().max(64), plainText(1_000).or(z.literal('')), z.uuid()]);

/** An opaque text for the position where the next page begins. It is good for one sort only. */
export function encodeCursor(sort: string, position: PagePosition | null): string | null {
  if (position === null) return null;
  return Buffer.from(JSON.stringify([sort, position.value, position.id])).toString('base64url');
}

/**
 * @param isText whether the sort's values are text; else they are whole numbers
 * @throws AppError `request.invalid` for a cursor that did not come from a list of this sort
 */
export function decodeCursor(cursor: string | undefined, sort: string, isText = false): PagePosition | null {
  if (cursor === undefined) return null;
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data[0] !== sort) throw invalidCursor();
  const [, value, id] = parsed.data;
  if (!isText && !/^\d{1,19}$/.test(value)) throw invalidCursor();
  if (!isText && BigInt(value) > 9_223_372_036_854_775_807n) throw invalidCursor();
  return { value, id };
}

function invalidCursor() {
  return invalidField('cursor', 'is not one that a list with this sort has answered');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
