import { Link } from '@/ui/link';
import { formatDuration } from '@/features/time/format-time';
import { Instant } from '@/features/time/time';
import type { Column } from '@/ui/data-table';
import { RunStatus } from '@/ui/status';
import { NextAttempt } from './next-attempt';
import { statusDetail } from './run-state-words';
import type { Run } from './runs.api';

/** From the beginning of the last attempt to the end, in milliseconds; null while there is neither. */
export function tookMs({ startedAt, finishedAt, runStatus }: Run): number | null {
  const hasEnded = runStatus === 'completed' || runStatus === 'failed';
  if (!hasEnded || startedAt === null || finishedAt === null) return null;
  return Date.parse(finishedAt) - Date.parse(startedAt);
}

/** From the instant to the beginning, in milliseconds; of what was tried again that is not known. */
function lateMs({ scheduledFor, startedAt, retryCount }: Run): number | null {
  if (startedAt === null || retryCount > 0) return null;
  return Date.parse(startedAt) - Date.parse(scheduledFor);
}

const durationOf = (ms: number | null) => (ms === null ? <Nothing /> : formatDuration(ms));
const Nothing = () => <span className="text-ink-faint">–</span>;

/** The run's task, which leads to the run. */
export function RunName({ run }: { run: Run }) {
  return (
    <Link href={`/runs/${run.id}`} data-opens-row className="block truncate font-medium hover:underline">
      {run.taskName ?? 'A deleted task'}
    </Link>
  );
}

/** What the run says of its end, or when it is tried again. */
export function RunNote({ run, taskZone = null }: { run: Run; taskZone?: string | null }) {
  const { runStatus, error, nextAttemptAt } = run;
  if (runStatus === 'retrying' && nextAttemptAt !== null)
    return <NextAttempt run={run} taskZone={taskZone} />;
  if (error === null) return <Nothing />;
  return (
    <span className="text-ink-soft block truncate" title={error}>
      {error}
    </span>
  );
}

/** The columns of the list of runs, from left to right. */
export const runColumns: readonly Column<Run>[] = [
  {
    id: 'status',
    label: 'Status',
    width: 212,
    sort: 'runStatus',
    cell: (run) => <RunStatus status={run.runStatus} detail={statusDetail(run)} />,
  },
  {
    id: 'task',
    label: 'Task',
    width: 196,
    grow: true,
    sort: 'taskName',
    isRowHeader: true,
    isFixed: true,
    cell: (run) => <RunName run={run} />,
  },
  {
    id: 'scheduled',
    label: 'Due',
    width: 150,
    sort: 'createdAt',
    sortFirst: 'descending',
    cell: ({ scheduledFor }) => <Instant at={scheduledFor} className="whitespace-nowrap" />,
  },
  {
    id: 'late',
    label: 'Lag',
    from: 1024,
    width: 84,
    align: 'end',
    sort: 'late',
    sortFirst: 'descending',
    cell: (run) => durationOf(lateMs(run)),
  },
  {
    id: 'took',
    label: 'Duration',
    from: 1024,
    width: 84,
    align: 'end',
    sort: 'took',
    sortFirst: 'descending',
    cell: (run) => durationOf(tookMs(run)),
  },
  { id: 'note', label: 'Message', from: 1024, width: 96, grow: true, cell: (run) => <RunNote run={run} /> },
  {
    id: 'trigger',
    label: 'Trigger',
    from: 1024,
    width: 84,
    sort: 'trigger',
    cell: ({ trigger }) => trigger,
  },
  {
    id: 'lane',
    label: 'Lane, priority',
    from: 1024,
    width: 130,
    sort: 'lane',
    cell: ({ lane, priority }) => (
      <span className="block truncate">
        {lane ?? <Nothing />} <span className="text-ink-faint text-xs">{priority}</span>
      </span>
    ),
  },
  {
    id: 'retries',
    label: 'Retries',
    width: 84,
    align: 'end',
    sort: 'retryCount',
    sortFirst: 'descending',
    isExtra: true,
    cell: ({ runStatus, retryCount, maxRetry }) =>
      runStatus === 'skipped' ? <Nothing /> : `${retryCount} of ${maxRetry}`,
  },
  {
    id: 'priority',
    label: 'Priority',
    width: 88,
    sort: 'priority',
    isExtra: true,
    cell: ({ priority }) => priority,
  },
  {
    id: 'finished',
    label: 'Ended',
    width: 150,
    sort: 'finishedAt',
    sortFirst: 'descending',
    isExtra: true,
    cell: ({ finishedAt }) => (finishedAt === null ? <Nothing /> : <Instant at={finishedAt} />),
  },
];
