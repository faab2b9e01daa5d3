import { withValues } from '@/features/filter/filter-terms';
import type { TaskQuery } from './tasks.api';

const plainFields = ['status', 'priority', 'tag', 'lane', 'host'] as const;
export const defaultSort = '-createdAt';

/** What stands in the address of the list in place of a filter, and goes when one is chosen. */
export const plainNames = [...plainFields, 'search'] as const;

/** What the list shows, as its address says; links may name a field by itself, as in `?status=failed`. */
export function filterOf(get: (name: string) => string | null): string {
  const written = get('filter') ?? '';
  const withFields = plainFields.reduce((text, field) => {
    const value = get(field);
    return value === null ? text : withValues(text, field, value.split(','));
  }, written);
  const search = get('search');
  return search === null ? withFields : `${withFields} "${search.replace(/["\\]/g, '\\$&')}"`.trim();
}

/**
 * What the list of tasks asks the API for first.
 *
 * @param address of a page, from its path on
 * @param limit rows of a page
 * @returns null where the page is another one, or shows the tasks in groups
 */
export function firstTaskQuery(address: string, limit: number): TaskQuery | null {
  const [path, query] = address.split('?', 2);
  const params = new URLSearchParams(query);
  if (path !== '/tasks' || params.has('group')) return null;
  const get = (name: string): string | null => params.get(name);
  return taskQueryOf(filterOf(get), get('sort') ?? defaultSort, limit);
}

/** What the API is asked for the first page of the list. */
export function taskQueryOf(filter: string, sort: string, limit: number): TaskQuery {
  return {
    sort: sort as NonNullable<TaskQuery['sort']>,
    limit,
    total: 'true',
    ...(filter !== '' && { filter }),
  };
}
