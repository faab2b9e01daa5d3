'use client';

import { useCallback, useMemo } from 'react';
import { problemOf } from '@/api/problem';
import { readTerms, valuesOf, withValues } from '@/features/filter/filter-terms';
import { noRow } from '@/features/url/use-active-row';
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
    (text: string) => set({ ...noFields, ...noRow, filter: text }, 'push'),
    [set],
  );
  const filter = runFilterOf(get);
  const asked = get('sort') ?? newest;
  const setSort = useCallback(
    (sort: string) => {
      const next = { sort: sort === newest ? null : sort };
      if (isByTime(sort) || hasWindow(filter)) set(next);
      else set({ ...noFields, ...noRow, ...next, filter: `${filter} scheduled:<24h`.trim() }, 'push');
    },
    [set, filter],
  );
  // Without a window the API sorts by time alone.
  return { filter, setFilter, sort: isByTime(asked) || hasWindow(filter) ? asked : newest, setSort };
}

/** As the list of runs begins. */
export const newest = '-createdAt';
const noFields = Object.fromEntries(plainFields.map((name) => [name, null]));

/** Whether the runs have an index in this order; in any other all that are asked for are read. */
const isByTime = (sort: string): boolean => sort === newest || sort === 'createdAt';

/** Whether a filter says since when runs were due: `scheduled:<24h`, `scheduled:>2026-11-23T10:00:00Z`. */
function hasWindow(filter: string): boolean {
  return readTerms(filter).some(({ text }) => /^scheduled:(<=?\d+[a-z]|>=?\d{4}-)/.test(text));
}

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

export const isOfMissed = (filter: string): boolean => valuesOf(filter, 'reason').join() === 'missed';

/** The filter led to what was missed; without a range of its own, in the last week, as the API needs one. */
export function toMissed(filter: string): string {
  const missed = withValues(withValues(filter, 'status', []), 'reason', ['missed']);
  return readTerms(missed).some(({ field }) => field === 'scheduled') ? missed : withTimeRange(missed, '7d');
}

/** How often what no index serves is read again: with every run would be too much. */
const readAgainMs = 10_000;

/** The runs of a filter, page after page, as they are now. */
export function useRunRows(filter: string, sort: string) {
  const limit = useAppSelector((state) => state.preferences.pageSize);
  const args = useMemo<RunQuery>(
    () => ({ sort: sort as NonNullable<RunQuery['sort']>, limit, ...(filter !== '' && { filter }) }),
    [filter, sort, limit],
  );
  const isPaused = useAppSelector((state) => state.live.isPaused);
  const pollingInterval = isByTime(sort) || isPaused ? 0 : readAgainMs;
  const query = useRunPagesInfiniteQuery(args, { pollingInterval, skipPollingIfUnfocused: true });
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
