'use client';

import { X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { problemOf } from '@/api/problem';
import { durationOfRun } from './run-timeline';
import { triggerWords } from '@/features/request/trigger-words';
import type { Run, RunQuery } from '@/features/runs/runs.api';
import { useRunPagesInfiniteQuery } from '@/features/runs/runs.api';
import type { Task } from '@/features/tasks/tasks.api';
import { formatDuration } from '@/features/time/format-time';
import { Instant } from '@/features/time/time';
import { useQueryState } from '@/features/url/use-query-state';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import type { Column } from '@/ui/data-table';
import { DataTable } from '@/ui/data-table';
import { Select } from '@/ui/field';
import { EmptyState, LoadingRows, ProblemPanel, StaleBanner } from '@/ui/states';
import { runLooks, RunStatus } from '@/ui/status';

const statuses = Object.keys(runLooks).filter((status) => status !== 'finish');

const columns: readonly Column<Run>[] = [
  {
    id: 'scheduledFor',
    label: 'Scheduled for',
    width: 150,
    isRowHeader: true,
    isFixed: true,
    cell: (run) => <Instant at={run.scheduledFor} />,
  },
  {
    id: 'status',
    label: 'Status',
    width: 140,
    cell: (run) => (
      <RunStatus
        status={run.runStatus}
        detail={run.occurrences > 1 ? `${run.skipReason ?? ''} × ${run.occurrences}` : run.skipReason}
      />
    ),
  },
  { id: 'trigger', label: 'Trigger', from: 1024, width: 150, cell: (run) => triggerWords(run.trigger) },
  {
    id: 'attempts',
    label: 'Retries',
    width: 80,
    align: 'end',
    cell: (run) => (run.runStatus === 'skipped' ? '–' : `${run.retryCount} of ${run.maxRetry}`),
  },
  {
    id: 'duration',
    label: 'Took',
    width: 80,
    align: 'end',
    cell: (run) => {
      const duration = durationOfRun(run);
      return duration === null ? '–' : formatDuration(duration);
    },
  },
  {
    id: 'error',
    label: 'Error',
    width: 180,
    grow: true,
    cell: (run) => (
      <span className="text-ink-soft block truncate" title={run.error ?? undefined}>
        {run.error ?? ''}
      </span>
    ),
  },
];

/** The runs of the task, the newest first, as they come. */
export function RunsTab({ task }: { task: Task }) {
  const { get, set } = useQueryState();
  const router = useRouter();
  const status = get('status');
  const from = get('from');
  const to = get('to');
  const query: RunQuery = {
    taskId: task.id,
    limit: 50,
    ...(status !== null && { status }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
  };
  const pages = useRunPagesInfiniteQuery(query);
  const { data, error, isFetching, fetchNextPage, refetch } = pages;
  if (data === undefined) {
    return error === undefined ? (
      <LoadingRows rows={10} label="Loading the runs" />
    ) : (
      <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />
    );
  }
  const isFiltered = status !== null || from !== null || to !== null;
  const clear = (): void => set({ status: null, from: null, to: null });
  return (
    <Card flush>
      <div className="flex flex-wrap items-center gap-2 p-3">
        <label className="flex items-center gap-2">
          Status
          <Select
            className="w-auto"
            value={status ?? ''}
            onChange={(event) => set({ status: event.target.value })}
          >
            <option value="">All</option>
            {status !== null && !statuses.includes(status) && (
              <option value={status}>{status.replaceAll(',', ' or ')}</option>
            )}
            {statuses.map((each) => (
              <option key={each} value={each}>
                {runLooks[each]!.label}
              </option>
            ))}
          </Select>
        </label>
        {(from !== null || to !== null) && (
          <span className="bg-sunken flex h-8 items-center gap-1 rounded-md px-2.5 text-xs">
            Due{' '}
            {from !== null && (
              <>
                from <Instant at={from} taskZone={task.timeZone} />
              </>
            )}{' '}
            {to !== null && (
              <>
                before <Instant at={to} taskZone={task.timeZone} />
              </>
            )}
          </span>
        )}
        {isFiltered && (
          <Button look="quiet" icon={<X size={14} />} onClick={clear}>
            Show all
          </Button>
        )}
      </div>
      {error !== undefined && <StaleBanner problem={problemOf(error)} onRetry={() => void refetch()} />}
      <DataTable
        name="task-runs"
        caption={`Runs of ${task.taskName}`}
        noun="run"
        columns={columns}
        rows={data.pages.flatMap(({ items }) => items)}
        of={JSON.stringify(query)}
        keyOf={({ id }) => id}
        labelOf={({ scheduledFor }) => `Run of ${scheduledFor}`}
        onOpen={({ id }) => router.push(`/runs/${id}`)}
        renderCard={(run) => <RunCard run={run} />}
        hasMore={pages.hasNextPage}
        isLoadingMore={pages.isFetchingNextPage}
        isChanging={isFetching && pages.currentData === undefined}
        onMore={fetchNextPage}
        empty={
          isFiltered ? (
            <EmptyState title="No such runs" actions={<Button onClick={clear}>Show all runs</Button>}>
              The filter hides every run of this task.
            </EmptyState>
          ) : (
            <EmptyState title="It has never run">
              Its runs are listed here once it is due, or somebody runs it.
            </EmptyState>
          )
        }
      />
    </Card>
  );
}

function RunCard({ run }: { run: Run }) {
  const duration = durationOfRun(run);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="flex flex-wrap items-center justify-between gap-2">
        <Instant at={run.scheduledFor} className="font-medium" />
        <RunStatus status={run.runStatus} detail={run.skipReason} />
      </span>
      <span className="text-ink-soft text-xs">
        {triggerWords(run.trigger)}
        {duration !== null && ` · ${formatDuration(duration)}`}
        {run.retryCount > 0 && ` · ${run.retryCount === 1 ? '1 retry' : `${run.retryCount} retries`}`}
      </span>
      {run.error !== null && <span className="text-danger truncate text-xs">{run.error}</span>}
    </div>
  );
}
