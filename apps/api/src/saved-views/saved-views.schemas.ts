import { savedViewPages } from '@carillon/domain';
import { z } from 'zod';
import { namedSort, pageOf, pageQuery, version } from '../http/route-schemas.js';
import { isStorable, notStorable } from '../http/text.js';

const queryLengthMax = 4_000;

const page = z.enum(savedViewPages).describe('The list that it shows, by its path in the dashboard.');

const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine(isStorable, { error: notStorable })
  .refine((text) => !/\p{Cc}/u.test(text), { error: 'must be one line' });

const query = z
  .string()
  .max(queryLengthMax)
  .refine(isStorable, { error: notStorable })
  .refine((text) => !/^\?|[#\p{Cc}]/u.test(text), {
    error: 'must be what stands between the ? and the # of an address',
  })
  // One way of writing each, so that a page knows its view again.
  .transform((text) => new URLSearchParams(text).toString())
  .refine((text) => text.length <= queryLengthMax, {
    error: `must have at most ${queryLengthMax} characters`,
  })
  .describe('What stands behind the `?` of the address: filter, sort and group.');

const isShared = z.boolean().describe('Whether everybody sees it. Sharing takes the role operator.');

export const createSavedViewSchema = z
  .strictObject({ page, name, query, isShared: isShared.default(false) })
  .meta({ id: 'CreateSavedView' });
export type CreateSavedViewInput = z.infer<typeof createSavedViewSchema>;

export const updateSavedViewSchema = z
  .strictObject({ name: name.optional(), query: query.optional(), isShared: isShared.optional() })
  .refine((body) => Object.keys(body).length > 0, { error: 'must change something' })
  .meta({ id: 'UpdateSavedView' });
export type UpdateSavedViewInput = z.infer<typeof updateSavedViewSchema>;

export const listSavedViewsQuery = z.strictObject({
  ...pageQuery,
  sort: namedSort,
  page: page.optional(),
});
export type ListSavedViewsQuery = z.infer<typeof listSavedViewsQuery>;

export const savedViewAnswer = z
  .object({
    id: z.uuid(),
    page: z.enum(savedViewPages),
    name: z.string(),
    query: z.string(),
    isShared: z.boolean(),
    ownerName: z.string(),
    isOwn: z.boolean().describe('Whether it is the caller’s.'),
    version,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'SavedView' });

export const savedViewPage = pageOf(savedViewAnswer).meta({ id: 'SavedViewPage' });
