'use client';

import { useCallback, useMemo } from 'react';
import type { Problem } from '@/api/problem';
import { faultOf, problemOf } from '@/api/problem';
import { readTerms } from '@/features/filter/filter-terms';
import { noRow } from '@/features/url/use-active-row';
import { useQueryState } from '@/features/url/use-query-state';
import { useAppSelector } from '@/store';
import { useCursorRows } from '@/ui/data-table-pages';
import { defaultSort, filterOf, plainNames, taskQueryOf } from './task-address';
import { useChangedTasksQuery } from './task-list.api';
import type { Task } from './tasks.api';
import { livePagesMax, useTaskPagesInfiniteQuery } from './tasks.api';

/** By what the list can be grouped. */
export const groupings = ['tag', 'host', 'lane'] as const;
export type TaskGrouping = (typeof groupings)[number];

/** Filter, sort and groups of the list of tasks, which live in the address of the page. */
export function useTaskListState() {
  const { get, set } = useQueryState();
  const filter = filterOf(get);
  const setFilter = useCallback(
    (text: string) => {
      const plain = Object.fromEntries(plainNames.map((name) => [name, null]));
      set({ ...plain, ...noRow, filter: text }, 'push');
    },
    [set],
  );
  const setSort = useCallback((sort: string) => set({ sort: sort === defaultSort ? null : sort }), [set]);
  const setGroup = useCallback((group: TaskGrouping | null) => set({ group, ...noRow }, 'push'), [set]);
  const group = groupings.find((each) => each === get('group')) ?? null;
  return { filter, setFilter, sort: get('sort') ?? defaultSort, setSort, group, setGroup };
}

/**
 * The tasks of a filter, page after page, as they are now.
 *
 * @param skip true: nothing is asked
 */
export function useTaskRows(filter: string, sort: string, skip = false) {
  const limit = useAppSelector((state) => state.preferences.pageSize);
  const args = useMemo(() => taskQueryOf(filter, sort, limit), [filter, sort, limit]);
  const query = useTaskPagesInfiniteQuery(args, { skip });
  const cursor = useCursorRows<Task>(query, `${sort} ${limit} ${filter}`);
  const pages = (query.currentData ?? query.data)?.pages ?? [];
  const isLong = pages.length > livePagesMax;
  const { currentData: changed } = useChangedTasksQuery(filter, { skip: skip || !isLong });
  const rows = useMemo(
    () => (isLong && changed !== undefined ? withChanges(cursor.rows, changed, sort) : cursor.rows),
    [isLong, changed, cursor.rows, sort],
  );
  const problem = query.isError ? problemOf(query.error) : null;
  return {
    ...cursor,
    rows,
    total: pages[0]?.total ?? null,
    problem,
    fault: filterFaultOf(problem),
    refetch: query.refetch,
  };
}

/** What is wrong with the filter, in a sentence for its box; null: nothing. */
export function filterFaultOf(problem: Problem | null): string | null {
  const fault = faultOf(problem, 'filter');
  return fault === null ? null : `The filter ${fault}.`;
}

/** A long list with what changed in it since it was read; of one by age, what is new comes first. */
function withChanges(rows: readonly Task[], changed: readonly Task[], sort: string): readonly Task[] {
  const newer = new Map(changed.map((task) => [task.id, task]));
  const now = rows.map((row) => {
    const task = newer.get(row.id);
    newer.delete(row.id);
    return task !== undefined && task.version > row.version ? task : row;
  });
  const newest = rows[0];
  if (sort !== defaultSort || newest === undefined) return now;
  const made = [...newer.values()].filter(({ createdAt }) => createdAt > newest.createdAt);
  return [...made.sort((one, other) => other.createdAt.localeCompare(one.createdAt)), ...now];
}

/** Whether a filter says anything. */
export function isFiltered(filter: string): boolean {
  return readTerms(filter).length > 0;
}
