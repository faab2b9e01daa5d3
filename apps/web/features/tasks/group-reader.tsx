'use client';

import { useEffect, useRef } from 'react';
import type { Task } from './tasks.api';
import { useTaskRows } from './use-task-list';

/** What is read of a group. */
export interface GroupRows {
  rows: readonly Task[];
  /** Of what was asked for, to tell one answer from another. */
  of: string;
  isLoading: boolean;
  hasMore: boolean;
  fault: string | null;
  onMore: () => unknown;
}

export interface GroupReaderProps {
  groupKey: string;
  filter: string;
  sort: string;
  /** Must stay the same; null: nothing is read any more. */
  onRead: (groupKey: string, read: GroupRows | null) => void;
}

/** Reads the tasks of one open group, page after page, as they are now; shows nothing itself. */
export function GroupReader({ groupKey, filter, sort, onRead }: GroupReaderProps) {
  const { rows, of, isLoading, isLoadingMore, hasMore, problem, onMore, refetch } = useTaskRows(filter, sort);
  const fault = problem?.message ?? null;
  const next = useRef<() => unknown>(onMore);
  useEffect(() => {
    next.current = fault === null ? onMore : refetch;
  });
  const isReading = (isLoading && fault === null) || isLoadingMore;
  useEffect(() => {
    onRead(groupKey, { rows, of, isLoading: isReading, hasMore, fault, onMore: () => next.current() });
  }, [groupKey, rows, of, isReading, hasMore, fault, onRead]);
  useEffect(() => () => onRead(groupKey, null), [groupKey, onRead]);
  return null;
}
