'use client';

import { Layers, Play } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { ExportMenu } from '@/features/filter/export-menu';
import { FilteredTable } from '@/features/filter/filtered-table';
import { RunPanel } from '@/features/run-detail/run-panel-on-demand';
import { SavedViews } from '@/features/saved-views/saved-views';
import { viewOf } from '@/features/url/address';
import { useRowPanel } from '@/features/url/use-row-panel';
import { Button, ButtonLink } from '@/ui/button';
import { TableOptions } from '@/ui/data-table-options';
import { useSelection } from '@/ui/data-table-selection';
import { SortChoice } from '@/ui/data-table-sort';
import { onDemand } from '@/ui/on-demand';
import { Page } from '@/ui/page';
import { WithPanel } from '@/ui/side-panel';
import { EmptyState } from '@/ui/states';
import { RunCard } from './run-card';
import { runColumns } from './run-columns';
import { RunFilters } from './run-filters';
import type { RunQuestion } from './run-questions';
import { RunQuestions } from './run-questions';
import { RunRowMenu, runMenuColumn, useRunRowKeys } from './run-row-menu';
import type { Run } from './runs.api';
import { livePagesMax } from './runs.api';
import { useRunListState, useRunRows } from './use-run-list';

const RunBulkBar = onDemand(() =>
  import('@/features/bulk-operations/run-bulk-bar').then((module) => module.RunBulkBar),
);

/** All runs of all tasks, the newest first. */
export function RunList() {
  const { filter, setFilter, sort, setSort } = useRunListState();
  const { problem, fault, isStill, refetch, ...table } = useRunRows(filter, sort);
  const [question, setQuestion] = useState<RunQuestion | null>(null);
  const columns = useMemo(() => [...runColumns, runMenuColumn(setQuestion)], []);
  const rowShortcuts = useRunRowKeys();
  const { table: active, panel, show } = useRowPanel(hrefOf);
  const selection = useSelection();
  const { clear } = selection;
  // What was ticked among others is not what would be acted on here.
  useEffect(() => clear(), [filter, clear]);
  return (
    <Page
      title="Runs"
      actions={
        <>
          <RunListMenus filter={filter} />
          <TableOptions name="runs" columns={columns} withPageSize />
        </>
      }
    >
      <RunFilters
        filter={filter}
        onChange={setFilter}
        error={fault}
        sortChoice={<SortChoice columns={columns} sort={sort} onSort={setSort} />}
      />
      {isStill && (
        <p role="status" className="text-ink-soft flex items-center gap-2 text-xs">
          More than {livePagesMax} pages are read: what is new does not come by itself.
          <Button look="quiet" onClick={() => void refetch()}>
            Read it again
          </Button>
        </p>
      )}
      <WithPanel panel={panel && <RunPanel {...panel} onNew={show} />}>
        <FilteredTable
          {...table}
          problem={problem}
          fault={fault}
          onRetry={() => void refetch()}
          name="runs"
          caption="Runs"
          noun="run"
          columns={columns}
          keyOf={keyOf}
          labelOf={labelOf}
          sort={sort}
          onSort={setSort}
          selection={selection}
          {...active}
          rowShortcuts={rowShortcuts}
          renderCard={(run) => <RunCard run={run} menu={<RunRowMenu run={run} onAsk={setQuestion} />} />}
          empty={<NoRuns filter={filter} onClear={() => setFilter('')} />}
        />
      </WithPanel>
      {selection.keys.size > 0 && <RunBulkBar ids={selection.keys} filter={filter} onClear={clear} />}
      <RunQuestions question={question} onClose={() => setQuestion(null)} />
    </Page>
  );
}

const hrefOf = (id: string): string => `/runs/${id}`;
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

function RunListMenus({ filter }: { filter: string }) {
  const router = useRouter();
  const params = useSearchParams();
  const bulkOperations = {
    label: 'Bulk operations',
    icon: <Layers size={14} />,
    onSelect: () => router.push('/bulk-operations'),
  };
  return (
    <>
      <SavedViews path="/runs" query={viewOf(params)} />
      <ExportMenu of="runs" filter={filter} more={[[bulkOperations]]} />
    </>
  );
}
