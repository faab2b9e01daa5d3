'use client';

import { valuesOf, withValues } from '@/features/filter/filter-terms';
import { formatNumber } from '@/features/time/format-time';
import { classNames } from '@/ui/class-names';
import { lookOf, taskLooks } from '@/ui/status';
import { useTaskFacetsQuery } from './task-list.api';

const statuses = ['ready', 'running', 'failed', 'paused', 'completed'];
const countEveryMs = 10_000;

/** How many tasks there are of each status, and the way to them. */
export function StatusTabs({ filter, onChange }: { filter: string; onChange: (filter: string) => void }) {
  const others = withValues(filter, 'status', []);
  const { data } = useTaskFacetsQuery(others, {
    pollingInterval: countEveryMs,
    skipPollingIfUnfocused: true,
  });
  const chosen = valuesOf(filter, 'status');
  const countOf = (status: string): number | null =>
    data === undefined ? null : (data.facets.status.find(({ value }) => value === status)?.count ?? 0);
  return (
    <nav aria-label="Tasks by status" className="-mx-1 flex min-w-0 gap-1 overflow-x-auto p-1">
      <StatusTab
        label="All"
        count={data?.total ?? null}
        isChosen={chosen.length === 0}
        onChoose={() => onChange(others)}
      />
      {statuses.map((status) => (
        <StatusTab
          key={status}
          label={lookOf(taskLooks, status).label}
          count={countOf(status)}
          isChosen={chosen.includes(status)}
          onChoose={() => onChange(withValues(filter, 'status', [status]))}
        />
      ))}
    </nav>
  );
}

interface StatusTabProps {
  label: string;
  count: number | null;
  isChosen: boolean;
  onChoose: () => void;
}

function StatusTab({ label, count, isChosen, onChoose }: StatusTabProps) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={classNames(
        'inline-flex h-8 shrink-0 items-center gap-2 rounded-md px-3 font-medium whitespace-nowrap',
        isChosen ? 'bg-accent-soft text-ink' : 'text-ink-soft hover:bg-sunken hover:text-ink',
      )}
    >
      {label}
      <span className="text-ink-faint tabular min-w-4 text-left text-xs">
        {count === null ? '' : formatNumber(count)}
      </span>
    </button>
  );
}
