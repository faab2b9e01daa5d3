'use client';

import type { ReactNode } from 'react';
import { formatCount } from '@/features/time/format-time';
import { GroupReader } from './group-reader';
import { useTaskGroups } from './use-task-groups';
import type { TaskGrouping } from './use-task-list';
import { useTaskRows } from './use-task-list';

const noRows: readonly never[] = [];

/** What the table of tasks is given: one list, or the same in groups. */
export function useTaskTable({
  filter,
  sort,
  group,
}: {
  filter: string;
  sort: string;
  group: TaskGrouping | null;
}) {
  const { problem, fault, refetch, ...list } = useTaskRows(filter, sort, group !== null);
  const { groups, open, onRead, ...grouped } = useTaskGroups(filter, group);
  if (group === null) return { table: list, problem, fault, refetch, readers: null };
  const { of, total, isLoading, isChanging } = grouped;
  const table = {
    rows: noRows,
    groups,
    of: `${group} ${sort} ${filter}\n${of}`,
    total,
    isLoading,
    isChanging,
    hasMore: false,
  };
  const readers: ReactNode = (
    <>
      <p role="status" className="text-ink-soft -mt-2 text-xs">
        {!isLoading &&
          `${formatCount(groups.list.length, 'group')} by ${group}, ${formatCount(total ?? 0, 'task')}.`}
        {group === 'tag' && ' A task with several tags stands under each of them.'}
      </p>
      {open.map(({ key, filter: ofGroup }) => (
        <GroupReader key={key} groupKey={key} filter={ofGroup} sort={sort} onRead={onRead} />
      ))}
    </>
  );
  return { table, problem: grouped.problem, fault: grouped.fault, refetch: grouped.refetch, readers };
}
