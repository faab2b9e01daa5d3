'use client';

import { X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { problemOf } from '@/api/problem';
import { durationOfRun } from './run-timeline';
import { triggerWords } from '@/features/request/trigger-words';
import { NextAttempt } from '@/features/runs/next-attempt';
import { RunNote } from '@/features/runs/run-columns';
import type { RunQuestion } from '@/features/runs/run-questions';
import { RunQuestions } from '@/features/runs/run-questions';
import { RunRowMenu, runMenuColumn, useRunRowKeys } from '@/features/runs/run-row-menu';
import { statusDetail } from '@/features/runs/run-state-words';
import type { Run, RunQuery } from '@/features/runs/runs.api';
import { useRunPagesInfiniteQuery } from '@/features/runs/runs.api';
import { newest } from '@/features/runs/use-run-list';
import type { Task } from '@/features/tasks/tasks.api';
import { formatDuration } from '@/features/time/format-time';
import { Instant } from '@/features/time/time';
import { noRow, useActiveRow } from '@/features/url/use-active-row';
import { useQueryState } from '@/features/url/use-query-state';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import type { Column } from '@/ui/data-table';
import { DataTable } from '@/ui/data-table';
import { Select } from '@/ui/field';
import { EmptyState, LoadingRows, ProblemPanel, StaleBanner } from '@/ui/states';
import { runLooks, RunStatus } from '@/ui/status';

const statuses = Object.keys(runLooks).filter((status) => status !== 'finish');

const columnsOf = (taskZone: string): readonly Column<Run>[] => [
  {
    id: 'scheduledFor',
    label: 'Scheduled for',
    width: 150,
    sort: 'createdAt',
    sortFirst: 'descending',
    isRowHeader: true,
    isFixed: true,
    cell: (run) => <Instant at={run.scheduledFor} taskZone={taskZone} />,
  },
  {
    id: 'status',
    label: 'Status',
    width: 212,
    sort: 'runStatus',
    cell: (run) => <RunStatus status={run.runStatus} detail={statusDetail(run)} />,
  },
  {
    id: 'trigger',
    label: 'Trigger',
    from: 1024,
    width: 150,
    sort: 'trigger',
    cell: (run) => triggerWords(run.trigger),
  },
  {
    id: 'attempts',
    label: 'Retries',
    width: 80,
    align: 'end',
    sort: 'retryCount',
    sortFirst: 'descending',
    cell: (run) => (run.runStatus === 'skipped' ? '–' : `${run.retryCount} of ${run.maxRetry}`),
  },
  {
    id: 'duration',
    label: 'Took',
    width: 80,
    align: 'end',
    sort: 'took',
    sortFirst: 'descending',
    cell: (run) => {
      const duration = durationOfRun(run);
      return duration === null ? '–' : formatDuration(duration);
    },
  },
  {
    id: 'note',
    label: 'Message',
    width: 140,
    grow: true,
    cell: (run) => <RunNote run={run} taskZone={taskZone} />,
  },
];

/** The runs of the task, the newest first, as they come. */
export function RunsTab({ task }: { task: Task }) {
  const { get, set } = useQueryState();
  const router = useRouter();
  const [question, setQuestion] = useState<RunQuestion | null>(null);
  const columns = useMemo(() => [...columnsOf(task.timeZone), runMenuColumn(setQuestion)], [task.timeZone]);
  const rowShortcuts = useRunRowKeys();
  const active = useActiveRow();
  const sort = get('sort') ?? newest;
  const status = get('status');
  const from = get('from');
  const to = get('to');
  const query: RunQuery = {
    taskId: task.id,
    limit: 50,
    sort: sort as NonNullable<RunQuery['sort']>,
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
  const clear = (): void => set({ status: null, from: null, to: null, ...noRow });
  return (
    <Card flush>
      <RunsChoice
        {...{ status, from, to, clear }}
        taskZone={task.timeZone}
        onStatus={(next) => set({ status: next, ...noRow })}
      />
      {error !== undefined && <StaleBanner problem={problemOf(error)} onRetry={() => void refetch()} />}
      <DataTable
        {...active}
        sort={sort}
        onSort={(next) => set({ sort: next === newest ? null : next })}
        name="task-runs"
        caption={`Runs of ${task.taskName}`}
        noun="run"
        columns={columns}
        rows={data.pages.flatMap(({ items }) => items)}
        of={JSON.stringify(query)}
        keyOf={({ id }) => id}
        labelOf={({ scheduledFor }) => `Run of ${scheduledFor}`}
        onOpen={({ id }) => router.push(`/runs/${id}`)}
        rowShortcuts={rowShortcuts}
        renderCard={(run) => (
          <RunCard run={run} taskZone={task.timeZone} menu={<RunRowMenu run={run} onAsk={setQuestion} />} />
        )}
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
      <RunQuestions question={question} onClose={() => setQuestion(null)} />
    </Card>
  );
}

interface RunsChoiceProps {
  status: string | null;
  from: string | null;
  to: string | null;
  taskZone: string;
  onStatus: (status: string) => void;
  clear: () => void;
}

/** Which of its runs: by what became of them, and by the stretch of time that a link led to. */
function RunsChoice({ status, from, to, taskZone, onStatus, clear }: RunsChoiceProps) {
  const isFiltered = status !== null || from !== null || to !== null;
  return (
    <div className="flex flex-wrap items-center gap-2 p-3">
      <label className="flex items-center gap-2">
        Status
        <Select className="w-auto" value={status ?? ''} onChange={(event) => onStatus(event.target.value)}>
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
              from <Instant at={from} taskZone={taskZone} />
            </>
          )}{' '}
          {to !== null && (
            <>
              before <Instant at={to} taskZone={taskZone} />
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
  );
}

function RunCard({ run, taskZone, menu }: { run: Run; taskZone: string; menu: ReactNode }) {
  const duration = durationOfRun(run);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="flex items-start gap-2">
        <span className="flex min-h-8 min-w-0 flex-1 flex-wrap items-center justify-between gap-x-2 gap-y-1">
          <Instant at={run.scheduledFor} taskZone={taskZone} className="font-medium" />
          <RunStatus status={run.runStatus} detail={statusDetail(run)} />
        </span>
        {menu}
      </span>
      <span className="text-ink-soft text-xs">
        {triggerWords(run.trigger)}
        {duration !== null && ` · ${formatDuration(duration)}`}
        {run.runStatus === 'retrying' && ' · '}
        <NextAttempt run={run} taskZone={taskZone} />
      </span>
      {run.error !== null && <span className="text-danger truncate text-xs">{run.error}</span>}
    </div>
  );
}
