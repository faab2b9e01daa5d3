'use client';

import { Play } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { ExportMenu } from '@/features/filter/export-menu';
import { FilteredTable } from '@/features/filter/filtered-table';
import { SavedViews } from '@/features/saved-views/saved-views';
import { Button, ButtonLink } from '@/ui/button';
import { TableOptions } from '@/ui/data-table-options';
import { Page } from '@/ui/page';
import { EmptyState } from '@/ui/states';
import { RunCard } from './run-card';
import { runColumns } from './run-columns';
import { RunFilters } from './run-filters';
import type { Run } from './runs.api';
import { livePagesMax } from './runs.api';
import { useRunListState, useRunRows } from './use-run-list';

/** All runs of all tasks, the newest first. */
export function RunList() {
  const router = useRouter();
  const params = useSearchParams();
  const { filter, setFilter, sort, setSort } = useRunListState();
  const { problem, fault, isStill, refetch, ...table } = useRunRows(filter, sort);
  const onOpen = useCallback(({ id }: Run) => router.push(`/runs/${id}`), [router]);
  return (
    <Page
      title="Runs"
      actions={
        <>
          <SavedViews path="/runs" query={params.toString()} />
          <ExportMenu of="runs" filter={filter} />
          <TableOptions name="runs" columns={runColumns} withPageSize />
        </>
      }
    >
      <RunFilters filter={filter} onChange={setFilter} error={fault} />
      {isStill && (
        <p role="status" className="text-ink-soft flex items-center gap-2 text-xs">
          More than {livePagesMax} pages are read: what is new does not come by itself.
          <Button look="quiet" onClick={() => void refetch()}>
            Read it again
          </Button>
        </p>
      )}
      <FilteredTable
        {...table}
        problem={problem}
        fault={fault}
        onRetry={() => void refetch()}
        name="runs"
        caption="Runs"
        noun="run"
        columns={runColumns}
        keyOf={keyOf}
        labelOf={labelOf}
        sort={sort}
        onSort={setSort}
        onOpen={onOpen}
        renderCard={(run) => <RunCard run={run} />}
        empty={<NoRuns filter={filter} onClear={() => setFilter('')} />}
      />
    </Page>
  );
}

const keyOf = ({ id }: Run): string => id;
const labelOf = ({ taskName, id }: Run): string => taskName ?? id;

function NoRuns({ filter, onClear }: { filter: string; onClear: () => void }) {
  if (filter !== '') {
    return (
      <EmptyState title="No run matches" actions={<Button onClick={onClear}>Clear the filter</Button>}>
        The filter <code className="font-mono">{filter}</code> hides the others.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Play size={28} />}
      title="Nothing has run yet"
      actions={<ButtonLink href="/tasks">See the tasks</ButtonLink>}
    >
      A run appears here as soon as a task is due, or somebody runs it.
    </EmptyState>
  );
}
