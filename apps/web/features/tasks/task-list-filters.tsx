'use client';

import type { ReactNode } from 'react';
import { FilterBox } from '@/features/filter/filter-box';
import { FilterSheet } from '@/features/filter/filter-sheet';
import { FacetMenu } from './facet-menu';
import { GroupChoice } from './group-choice';
import { StatusTabs } from './status-tabs';
import type { TaskGrouping } from './use-task-list';

const fields = {
  status: 'ready, running, failed, paused, completed',
  tag: 'has this tag',
  lane: 'the lane that its runs keep to',
  host: 'of the webhook, with or without the port',
  name: 'a part of the name',
  priority: 'urgent, high, normal, low',
  method: 'GET, POST, …',
  agent: 'the agent’s id',
  acknowledged: 'yes, no: whether somebody knows that it failed',
  archived: 'yes, no: what is archived is left out unless it is asked for',
  created: 'when it was made: >24h is older than a day',
  updated: 'when it changed last',
  next: 'when it runs next: <1h is within an hour',
};

const facets = [
  ['tag', 'Tag'],
  ['lane', 'Lane'],
  ['host', 'Host'],
  ['priority', 'Priority'],
] as const;

export interface TaskListFiltersProps {
  filter: string;
  onChange: (filter: string) => void;
  /** What is wrong with the filter; null: nothing. */
  error: string | null;
  /** By what the tasks are grouped; null: they are not. */
  group: TaskGrouping | null;
  onGroup: (group: TaskGrouping | null) => void;
  /** By what they are sorted, where there are no heads to do it. */
  sortChoice: ReactNode;
  /** Whether the rows have come, and may be counted. */
  mayCount: boolean;
}

/** Which tasks: as text, by status, and by what they have in common. */
export function TaskListFilters(props: TaskListFiltersProps) {
  const { filter, onChange, error, mayCount, group, onGroup, sortChoice } = props;
  const menus = facets.map(([facet, label]) => (
    <FacetMenu key={facet} facet={facet} label={label} filter={filter} onChange={onChange} />
  ));
  const others = (
    <>
      <StatusTabs filter={filter} onChange={onChange} mayCount={mayCount} />
      <GroupChoice value={group} onChange={onGroup} />
    </>
  );
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex min-w-0 flex-col gap-2 lg:flex-row lg:items-start">
        <FilterBox
          noun="tasks"
          value={filter}
          onChange={onChange}
          error={error}
          placeholder="status:failed tag:billing payload.customer.id=42 …"
          fields={fields}
        />
        <div className="-m-1 hidden gap-2 overflow-x-auto p-1 md:flex">{menus}</div>
      </div>
      <div className="hidden min-w-0 flex-col gap-2 md:flex lg:flex-row lg:items-center lg:justify-between">
        {others}
      </div>
      <FilterSheet noun="tasks">
        <div className="flex flex-wrap gap-2">{menus}</div>
        {others}
        {sortChoice}
      </FilterSheet>
    </div>
  );
}
