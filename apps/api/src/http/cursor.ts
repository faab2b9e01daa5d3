import type { Page, PagePosition, PageRequest } from '@carillon/db';
import type { AppError } from '@carillon/domain';
import { z } from 'zod';
import { invalidField } from './problem.js';
import { parseSort } from './route-schemas.js';
import { plainText } from './text.js';

/** Of a list of this sort, the part after this position. */
const cursorSchema = z.tuple([z.string().max(64), plainText(1_000).or(z.literal('')), plainText(300)]);

/** What is sorted by that is no number and no time. */
const textFields = new Set([
  ...['name', 'taskName', 'email', 'host', 'turn'],
  ...['taskSchedule', 'lane', 'trigger'],
]);

interface PageQuery<Field extends string> {
  sort: Field | `-${Field}`;
  cursor?: string | undefined;
  limit: number;
}

/**
 * A page of a list, as every list answers it.
 *
 * @param key what the things of the list are known by
 */
export async function answerPage<Field extends string, Item>(
  { sort, cursor, limit }: PageQuery<Field>,
  read: (request: PageRequest<Field>) => Promise<Page<Item>>,
  key: 'id' | 'name' = 'id',
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const { field, descending } = parseSort(sort);
  const after = decodeCursor(cursor, sort, { isText: textFields.has(field), key });
  const { items, next } = await read({ sort: field, descending, after, limit });
  return { items, nextCursor: encodeCursor(sort, next) };
}

/** An opaque text for the position where the next page begins. It is good for one sort only. */
function encodeCursor(sort: string, position: PagePosition | null): string | null {
  if (position === null) return null;
  return Buffer.from(JSON.stringify([sort, position.value, position.id])).toString('base64url');
}

/**
 * @param options.isText whether the sort's values are text; else they are whole numbers
 * @throws AppError `request.invalid` for a cursor that did not come from a list of this sort
 */
function decodeCursor(
  cursor: string | undefined,
  sort: string,
  { isText = false, key = 'id' }: { isText?: boolean; key?: 'id' | 'name' } = {},
): PagePosition | null {
  if (cursor === undefined) return null;
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success || parsed.data[0] !== sort) throw invalidCursor();
  const [, value, id] = parsed.data;
  if (key === 'id' && !z.uuid().safeParse(id).success) throw invalidCursor();
  if (!isText && !/^\d{1,19}$/.test(value)) throw invalidCursor();
  if (!isText && BigInt(value) > 9_223_372_036_854_775_807n) throw invalidCursor();
  return { value, id };
}

export function invalidCursor(): AppError {
  return invalidField('cursor', 'is not one that a list with this sort has answered');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
