'use client';

import { useCallback, useMemo } from 'react';
import { problemOf } from '@/api/problem';
import { readTerms, withValues } from '@/features/filter/filter-terms';
import type { QueryState } from '@/features/url/use-query-state';
import { useQueryState } from '@/features/url/use-query-state';
import { useAppSelector } from '@/store';
import { useCursorRows } from '@/ui/data-table-pages';
import type { Run, RunQuery } from './runs.api';
import { livePagesMax, useRunPagesInfiniteQuery } from './runs.api';

const plainFields = ['status', 'trigger', 'priority', 'lane', 'tag', 'host'] as const;

/** What the list shows, as its address says; links may name a field by itself, as in `?status=failed`. */
function runFilterOf(get: QueryState['get']): string {
  return plainFields.reduce(
    (text, field) => {
      const value = get(field);
      return value === null ? text : withValues(text, field, value.split(','));
    },
    get('filter') ?? '',
  );
}

/** Filter and order of the list of runs, which live in the address of the page. */
export function useRunListState() {
  const { get, set } = useQueryState();
  const setFilter = useCallback(
    (text: string) =>
      set({ ...Object.fromEntries(plainFields.map((name) => [name, null])), filter: text }, 'push'),
    [set],
  );
  const setSort = useCallback((sort: string) => set({ sort: sort === newest ? null : sort }), [set]);
  return { filter: runFilterOf(get), setFilter, sort: get('sort') ?? newest, setSort };
}

const newest = '-createdAt';

/** Ranges of time that can be chosen without writing them. */
export const timeRanges = ['15m', '1h', '6h', '24h', '7d'] as const;

/** The range that a filter keeps to; null: none, or another one. */
export function timeRangeOf(filter: string): string | null {
  const terms = readTerms(filter).filter(({ field }) => field === 'scheduled');
  const range = terms.length === 1 ? terms[0]!.text.replace(/^scheduled:</, '') : null;
  return timeRanges.find((each) => each === range) ?? null;
}

/** The filter kept to runs that were due within so long up to now; null: whenever they were due. */
export function withTimeRange(filter: string, range: string | null): string {
  const others = readTerms(filter)
    .filter(({ field }) => field !== 'scheduled')
    .map(({ text }) => text)
    .join(' ');
  return range === null ? others : `${others} scheduled:<${range}`.trim();
}

/** The runs of a filter, page after page, as they are now. */
export function useRunRows(filter: string, sort: string) {
  const limit = useAppSelector((state) => state.preferences.pageSize);
  const args = useMemo<RunQuery>(
    () => ({ sort: sort as NonNullable<RunQuery['sort']>, limit, ...(filter !== '' && { filter }) }),
    [filter, sort, limit],
  );
  const query = useRunPagesInfiniteQuery(args);
  const cursor = useCursorRows<Run>(query, `${sort} ${limit} ${filter}`);
  const problem = query.isError ? problemOf(query.error) : null;
  const fault = problem?.fieldErrors.find(({ path }) => path === 'filter')?.message ?? null;
  return {
    ...cursor,
    problem,
    fault: fault === null ? null : `The filter ${fault}.`,
    isStill: (query.data?.pages.length ?? 0) > livePagesMax,
    refetch: query.refetch,
  };
}
