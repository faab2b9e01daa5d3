import { Link } from '@/ui/link';
import { formatDuration } from '@/features/time/format-time';
import { Countdown, Instant } from '@/features/time/time';
import type { Column } from '@/ui/data-table';
import { RunStatus } from '@/ui/status';
import type { Run } from './runs.api';

/** What a status does not tell by itself: how often it was tried, why it was skipped. */
export function statusDetail(run: Run): string | null {
  const { runStatus, retryCount, maxRetry, skipReason, occurrences, progress } = run;
  if (runStatus === 'skipped') return occurrences > 1 ? `${skipReason} × ${occurrences}` : skipReason;
  if (runStatus === 'retrying') return `attempt ${retryCount + 1} of ${maxRetry + 1}`;
  if (runStatus === 'waiting' && progress !== null) return `${progress} %`;
  return retryCount > 0 ? `attempt ${retryCount + 1}` : null;
}

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
    <Link href={`/runs/${run.id}`} className="block truncate font-medium hover:underline">
      {run.taskName ?? 'A deleted task'}
    </Link>
  );
}

/** What the run says of its end, or when it is tried again. */
export function RunNote({ run: { runStatus, error, nextAttemptAt } }: { run: Run }) {
  if (runStatus === 'retrying' && nextAttemptAt !== null) {
    return (
      <span className="text-ink-soft">
        again <Countdown to={nextAttemptAt} />
      </span>
    );
  }
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
    width: 180,
    cell: (run) => <RunStatus status={run.runStatus} detail={statusDetail(run)} />,
  },
  {
    id: 'task',
    label: 'Task',
    width: 196,
    grow: true,
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
  { id: 'late', label: 'Lag', from: 1024, width: 84, align: 'end', cell: (run) => durationOf(lateMs(run)) },
  {
    id: 'took',
    label: 'Duration',
    from: 1024,
    width: 84,
    align: 'end',
    cell: (run) => durationOf(tookMs(run)),
  },
  { id: 'note', label: 'Message', width: 136, grow: true, cell: (run) => <RunNote run={run} /> },
  { id: 'trigger', label: 'Trigger', width: 84, cell: ({ trigger }) => trigger },
  {
    id: 'lane',
    label: 'Lane, priority',
    width: 130,
    cell: ({ lane, priority }) => (
      <span className="block truncate">
        {lane ?? <Nothing />} <span className="text-ink-faint text-xs">{priority}</span>
      </span>
    ),
  },
  {
    id: 'finished',
    label: 'Ended',
    width: 150,
    isExtra: true,
    cell: ({ finishedAt }) => (finishedAt === null ? <Nothing /> : <Instant at={finishedAt} />),
  },
];
