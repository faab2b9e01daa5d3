import { z } from 'zod';
import { invalidField } from './problem.js';

/** `:id` of a path. */
export const idParams = z.object({ id: z.uuid({ error: 'must be a UUID' }) });
export type IdParams = z.infer<typeof idParams>;

/** What every list takes. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().min(1).max(2_000).optional(),
};

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z
      .string()
      .nullable()
      .describe('Pass it as `cursor` for the next page; null on the last one.'),
  });
}

/** `-createdAt` → descending by createdAt. */
export function parseSort<Field extends string>(
  sort: Field | `-${Field}`,
): { field: Field; descending: boolean } {
  const descending = sort.startsWith('-');
  return { field: (descending ? sort.slice(1) : sort) as Field, descending };
}

/** The version that an If-Match header asks for; null when there is none, or any will do. */
export function parseIfMatch(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(header)?.[1];
  if (version === undefined) throw invalidField('if-match', 'must be the ETag of the task, such as "3"');
  return Number(version);
}

export function etagOf({ version }: { version: number }): string {
  return `"${version}"`;
}
