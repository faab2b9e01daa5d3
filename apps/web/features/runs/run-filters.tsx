'use client';

import type { ReactNode } from 'react';
import { FilterBox } from '@/features/filter/filter-box';
import { FilterSheet } from '@/features/filter/filter-sheet';
import { valuesOf, withValues } from '@/features/filter/filter-terms';
import { Select } from '@/ui/field';
import { FilterTabs } from '@/ui/filter-tabs';
import { lookOf, runLooks } from '@/ui/status';
import { isOfMissed, timeRangeOf, timeRanges, toMissed, withTimeRange } from './use-run-list';

const fields = {
  status: 'pending, running, completed, failed, …',
  trigger: 'schedule, manual, api, retry, replay, backfill',
  reason: 'why it was skipped: missed, overlap, paused, …; needs scheduled:<7d or the like',
  priority: 'urgent, high, normal, low',
  lane: 'the lane that it keeps to',
  tag: 'of its task',
  host: 'of its task’s webhook, with or without the port',
  name: 'a part of its task’s name',
  task: 'the id of its task',
  failure:
    'the mark of those that failed alike, as Needs attention links to them; needs scheduled:<24h or the like',
  scheduled: 'when it was due: <1h is within the last hour',
  started: 'when its last attempt began',
  finished: 'when it ended',
  took: 'from the beginning of its last attempt to its end, or up to now: >5s, <=500ms',
  late: 'how long after it was due its first attempt began, or how long it waits: >10s',
  overtime: 'yes: it runs longer than its task’s time-out',
  slow: 'yes: it took more than twice what 95 of 100 runs of its task take; needs scheduled:<24h or the like',
  acknowledged: 'yes, no: whether somebody knows that its task failed',
  archived: 'yes, no: the runs of archived tasks are left out unless they are asked for',
  created: 'when it was made',
};

const statusTabs = [
  ['All', []],
  ['Open', ['held', 'pending', 'running', 'retrying', 'waiting']],
  ['Completed', ['completed']],
  ['Failed', ['failed']],
  ['Abandoned', ['abandoned']],
  ['Cancelled', ['cancelled']],
  ['Skipped', ['skipped']],
] as const;

export interface RunFiltersProps {
  filter: string;
  onChange: (filter: string) => void;
  /** What is wrong with the filter; null: nothing. */
  error: string | null;
  /** By what they are sorted, where there are no heads to do it. */
  sortChoice: ReactNode;
}

/** Which runs: as text, by what became of them, and by when they were due. */
export function RunFilters({ filter, onChange, error, sortChoice }: RunFiltersProps) {
  const range = <RangeChoice filter={filter} onChange={onChange} />;
  const tabs = <StatusTabs filter={filter} onChange={onChange} />;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex min-w-0 flex-wrap items-start gap-2">
        <FilterBox
          noun="runs"
          value={filter}
          onChange={onChange}
          error={error}
          placeholder="status:failed lane:billing host:api.example.com scheduled:<24h …"
          fields={fields}
        />
        <div className="hidden md:block">{range}</div>
      </div>
      <div className="hidden min-w-0 md:block">{tabs}</div>
      <FilterSheet noun="runs">
        {range}
        {tabs}
        {sortChoice}
      </FilterSheet>
    </div>
  );
}

type ChoiceProps = Pick<RunFiltersProps, 'filter' | 'onChange'>;

function RangeChoice({ filter, onChange }: ChoiceProps) {
  const range = timeRangeOf(filter);
  return (
    <Select
      aria-label="When the runs were due"
      className="md:max-w-44"
      value={range ?? ''}
      onChange={(event) => onChange(withTimeRange(filter, event.target.value || null))}
    >
      <option value="">
        {isRanged(filter) && range === null ? 'As the filter says' : 'Due at any time'}
      </option>
      {timeRanges.map((each) => (
        <option key={each} value={each}>
          Due within {each}
        </option>
      ))}
    </Select>
  );
}

function StatusTabs({ filter, onChange }: ChoiceProps) {
  return (
    <FilterTabs
      label="Runs by status"
      tabs={[
        ...statusTabs.map(([label, statuses]) => ({
          label,
          icon: statuses.length === 1 ? lookOf(runLooks, statuses[0]).icon : null,
          isChosen: isSame(valuesOf(filter, 'status'), statuses) && !isOfMissed(filter),
          onChoose: () => onChange(withValues(withValues(filter, 'reason', []), 'status', statuses)),
        })),
        {
          label: 'Missed',
          icon: null,
          isChosen: isOfMissed(filter),
          onChoose: () => onChange(toMissed(filter)),
        },
      ]}
    />
  );
}

function isRanged(filter: string): boolean {
  return valuesOf(filter, 'scheduled').length > 0;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value) => other.includes(value));
}
