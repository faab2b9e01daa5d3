import { z } from 'zod';

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

/** `sort` of a list, by any of these fields upwards or, with a `-`, downwards. */
export function sortBy<const Field extends string>(fields: readonly Field[]) {
  return z.enum(fields.flatMap((field): (Field | `-${Field}`)[] => [field, `-${field}`]));
}

/** `sort` of what has a name. */
export const namedSort = sortBy(['name', 'createdAt', 'updatedAt']).default('name');

/** `sort` of what is listed by the time of its making. */
export const timeSort = sortBy(['createdAt']).default('-createdAt');

/** `-createdAt` → descending by createdAt. */
export function parseSort<Field extends string>(
  sort: Field | `-${Field}`,
): { field: Field; descending: boolean } {
  const descending = sort.startsWith('-');
  return { field: (descending ? sort.slice(1) : sort) as Field, descending };
}

/** What If-Match is about. */
export const version = z.int().describe('Rises with each change; in quotes it is the ETag.');
