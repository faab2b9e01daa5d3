'use client';

import { Archive } from 'lucide-react';
import { valuesOf, withValues } from '@/features/filter/filter-terms';
import { formatNumber } from '@/features/time/format-time';
import { FilterTabs } from '@/ui/filter-tabs';
import { lookOf, taskLooks } from '@/ui/status';
import { countingOften, useTaskFacetsQuery } from './task-list.api';

const statuses = ['ready', 'running', 'failed', 'paused', 'completed'];

export interface StatusTabsProps {
  filter: string;
  onChange: (filter: string) => void;
  /** Counting all tasks is work for the server: what is listed comes first. */
  mayCount: boolean;
}

/** How many tasks there are of each status, and the way to them. */
export function StatusTabs({ filter, onChange, mayCount }: StatusTabsProps) {
  const others = withValues(withValues(filter, 'status', []), 'archived', []);
  const { data } = useTaskFacetsQuery(others, { ...countingOften, skip: !mayCount });
  const chosen = valuesOf(filter, 'status');
  const isArchive = valuesOf(filter, 'archived').includes('yes');
  const countOf = (status: string): string =>
    data === undefined
      ? ''
      : formatNumber(data.facets.status.find(({ value }) => value === status)?.count ?? 0);
  const all = {
    label: 'All',
    count: data === undefined ? '' : formatNumber(data.total),
    isChosen: chosen.length === 0 && !isArchive,
    onChoose: () => onChange(others),
  };
  const each = statuses.map((status) => ({
    label: lookOf(taskLooks, status).label,
    count: countOf(status),
    isChosen: chosen.includes(status),
    onChoose: () => onChange(withValues(others, 'status', [status])),
  }));
  const archive = {
    label: 'Archived',
    icon: <Archive size={14} aria-hidden />,
    isChosen: isArchive,
    onChoose: () => onChange(withValues(others, 'archived', ['yes'])),
  };
  return <FilterTabs label="Tasks by status" tabs={[all, ...each, archive]} />;
}
