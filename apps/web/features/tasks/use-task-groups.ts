'use client';

import { useCallback, useMemo, useState } from 'react';
import { problemOf } from '@/api/problem';
import type { RowGroup, RowGroups } from '@/ui/data-table-lines';
import type { GroupRows } from './group-reader';
import type { TaskGroup } from './task-groups';
import { taskGroups } from './task-groups';
import { countingOften, useTaskFacetsQuery } from './task-list.api';
import type { Task } from './tasks.api';
import type { TaskGrouping } from './use-task-list';
import { filterFaultOf } from './use-task-list';

/** So many groups are open before anybody has folded or opened one: each of them is a request. */
const openMax = 5;
const noRows: readonly Task[] = [];

/** By its key, whether somebody has opened or folded a group. */
type Turned = Readonly<Record<string, boolean>>;

/** @param at the group's place among all, from 0 */
const isOpen = (turned: Turned, key: string, at: number): boolean => turned[key] ?? at < openMax;

/** The tasks of a filter in groups, of which those that are open are read. */
export function useTaskGroups(filter: string, by: TaskGrouping | null) {
  const facets = useTaskFacetsQuery(filter, { ...countingOften, skip: by === null });
  const data = facets.currentData ?? facets.data;
  const all = useMemo(
    () => (data === undefined || by === null ? [] : taskGroups(filter, by, data.facets)),
    [data, filter, by],
  );
  // What stands in no group is counted by the filter that leaves it: nobody else knows, as a task may have several tags.
  const restFilter = all.at(-1)?.filter ?? filter;
  const rest =
    useTaskFacetsQuery(restFilter, { ...countingOften, skip: all.length === 0 }).currentData?.total ?? null;
  const shown = useMemo(
    () =>
      all
        .map((group) => (group.count === null ? { ...group, count: rest } : group))
        .filter(({ key, count }) => key !== '' || (count !== null && count > 0)),
    [all, rest],
  );
  const [turned, setTurned] = useState<Turned>({});
  const [read, setRead] = useState<Readonly<Record<string, GroupRows | null>>>({});
  const onRead = useCallback(
    (key: string, rows: GroupRows | null) => setRead((now) => ({ ...now, [key]: rows })),
    [],
  );
  const open = shown.filter(({ key }, at) => isOpen(turned, key, at));
  const groups = useMemo<RowGroups<Task>>(() => {
    const toggle = (key: string): void => {
      const at = shown.findIndex((group) => group.key === key);
      setTurned((now) => ({ ...now, [key]: !isOpen(now, key, at) }));
    };
    const list = shown.map((group, at) =>
      toRowGroup(group, isOpen(turned, group.key, at), read[group.key] ?? null),
    );
    return { by: by ?? '', list, toggle };
  }, [by, shown, turned, read]);
  const problem = facets.isError ? problemOf(facets.error) : null;
  return {
    groups,
    open,
    onRead,
    /** Changes when somebody folds, opens, or reads on: then rows may move although one points at them. */
    of: open.map(({ key }) => `${key} ${read[key]?.of ?? ''} ${pagesOf(read[key])}`).join('\n'),
    total: data?.total ?? null,
    isLoading: data === undefined && !facets.isError,
    isChanging: facets.currentData === undefined && data !== undefined,
    problem,
    fault: filterFaultOf(problem),
    refetch: facets.refetch,
  };
}

function toRowGroup(group: TaskGroup, open: boolean, read: GroupRows | null): RowGroup<Task> {
  const { key, label, count } = group;
  const { rows, isLoading, hasMore, fault, onMore } = read ?? {
    rows: noRows,
    isLoading: open,
    hasMore: false,
    fault: null,
    onMore: () => undefined,
  };
  return { key, label, count, isOpen: open, rows, isLoading, hasMore, fault, onMore };
}

/** How far a group is read, roughly: one task more or less is no page. */
function pagesOf(read: GroupRows | null | undefined): number {
  return Math.ceil((read?.rows.length ?? 0) / 25);
}
