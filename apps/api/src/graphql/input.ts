import type { z } from 'zod';
import { idParams } from '../http/route-schemas.js';
import { parseInput } from '../http/validation.pipe.js';

/** @throws AppError `request.invalid` for what is no UUID */
export function readId(id: string): string {
  return parseInput(idParams, { id }).id;
}

export interface ListArguments {
  filter?: object | null | undefined;
  sort?: string | null | undefined;
  limit?: number | null | undefined;
  cursor?: string | null | undefined;
}

/** The arguments of a list, checked as REST checks its query string: without what is null, lists of words joined. */
export function readList<Schema extends z.ZodType>(
  schema: Schema,
  { filter, ...page }: ListArguments,
): z.output<Schema> {
  const { expression, ...filters } = (filter ?? {}) as { expression?: string };
  const given = Object.entries({ ...filters, ...page, filter: expression })
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => [key, Array.isArray(value) ? value.join() : value]);
  return parseInput(schema, Object.fromEntries(given));
}
