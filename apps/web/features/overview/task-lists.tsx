'use client';

import { Link } from '@/ui/link';
import type { ReactNode } from 'react';
import { useFailingTasksQuery, useSlowestTasksQuery } from '@/features/attention/failures.api';
import { useNowAndThen } from '@/features/attention/use-now-and-then';
import type { TimeSpan } from '@/features/charts/time-span';
import { spanLink, useSpanWords } from '@/features/charts/time-span';
import type { Run } from '@/features/runs/runs.api';
import { useRunPagesInfiniteQuery } from '@/features/runs/runs.api';
import { runsFilter, runsHref } from '@/features/runs/runs-link';
import type { TaskPage } from '@/features/tasks/tasks.api';
import { formatCount, formatDuration } from '@/features/time/format-time';
import { Ago, Countdown } from '@/features/time/time';
import type { AnsweredProps } from '@/ui/answered';
import { Answered } from '@/ui/answered';
import { Card } from '@/ui/card';
import { LoadingRows } from '@/ui/states';
import { lookOf, runLooks } from '@/ui/status';

const tasksShown = 10;

/** What comes next, as the server has computed it. */
export function NextRuns({ query }: { query: AnsweredProps<{ pages: TaskPage[] }>['query'] }) {
  return (
    <Card title="Next runs" note="of scheduled tasks" flush>
      <Answered query={query} loading={loading}>
        {({ pages }) => (
          <TaskLines empty="No task is planned.">
            {(pages[0]?.items ?? [])
              .filter(({ nextRunAt }) => nextRunAt !== null)
              .slice(0, tasksShown)
              .map(({ id, taskName, nextRunAt, timeZone }) => (
                <TaskLine key={id} id={id} name={taskName}>
                  <Countdown to={nextRunAt!} taskZone={timeZone} className="text-ink-soft" />
                </TaskLine>
              ))}
          </TaskLines>
        )}
      </Answered>
    </Card>
  );
}

/** More than this after its instant, a run is late. */
const lateFilter = 'late:>1m';
const lateShown = 5;

/** Runs that began late or have not begun though they are due, and how many instants were not run at all. */
export function LateOrMissed({ span, skipped }: { span: TimeSpan; skipped: number }) {
  const words = useSpanWords(span);
  const filter = `${lateFilter} ${runsFilter(spanLink(span))}`;
  const query = useRunPagesInfiniteQuery(
    { filter, sort: '-createdAt', limit: lateShown },
    useNowAndThen(span),
  );
  return (
    <Card
      title="Late or missed"
      note={words}
      actions={
        <Link
          href={`/runs?${new URLSearchParams({ filter }).toString()}`}
          className="text-accent text-xs font-medium hover:underline"
        >
          All late runs
        </Link>
      }
      flush
    >
      <Answered query={query} loading={loading}>
        {({ pages }) => (
          <TaskLines empty="No run is more than a minute late.">
            {pages[0]?.items.map((run) => (
              <LateRun key={run.id} run={run} />
            ))}
          </TaskLines>
        )}
      </Answered>
      <p className="border-line text-ink-soft border-t px-4 py-2 text-xs">
        {skipped === 0 ? (
          'No instant was left out.'
        ) : (
          <Link href={runsHref({ ...spanLink(span), statuses: ['skipped'] })} className="hover:underline">
            {formatCount(skipped, 'instant')} left out: missed, overlapped, paused or blacked out
          </Link>
        )}
      </p>
    </Card>
  );
}

function LateRun({ run: { id, taskId, taskName, runStatus, scheduledFor, startedAt } }: { run: Run }) {
  return (
    <TaskLine
      id={taskId}
      name={taskName ?? taskId}
      detail={
        <Link href={`/runs/${id}`} className="hover:underline">
          {startedAt === null ? `${lookOf(runLooks, runStatus).label}, not begun` : 'Begun late'}
        </Link>
      }
    >
      {startedAt === null ? (
        <>
          due <Ago at={scheduledFor} />
        </>
      ) : (
        <span>{formatDuration(Date.parse(startedAt) - Date.parse(scheduledFor))} late</span>
      )}
    </TaskLine>
  );
}

/** Tasks whose newest runs all failed. */
export function FailingNow({ span }: { span: TimeSpan }) {
  const words = useSpanWords(span);
  const query = useFailingTasksQuery({ ...span, limit: tasksShown }, useNowAndThen(span));
  return (
    <Card title="Failing now" note={words} flush>
      <Answered query={query} loading={loading}>
        {({ items }) => (
          <TaskLines empty="No task fails.">
            {items.map(({ taskId, taskName, streak, lastError, lastFailedAt, lastRunId }) => (
              <TaskLine
                key={taskId}
                id={taskId}
                name={taskName}
                detail={
                  <Link
                    href={`/runs/${lastRunId}`}
                    title={lastError ?? undefined}
                    className="hover:underline"
                  >
                    {lastError ?? 'No message'}
                  </Link>
                }
              >
                <span className="text-danger font-medium">
                  {streak} {streak === 1 ? 'failure' : 'in a row'}
                </span>
                <Ago at={lastFailedAt} className="text-ink-faint block text-xs" />
              </TaskLine>
            ))}
          </TaskLines>
        )}
      </Answered>
    </Card>
  );
}

/** Tasks by how long their runs take. */
export function Slowest({ span }: { span: TimeSpan }) {
  const words = useSpanWords(span);
  const query = useSlowestTasksQuery({ ...span, limit: tasksShown }, useNowAndThen(span));
  return (
    <Card title="Slowest" note={`p95 of ${words}`} flush>
      <Answered query={query} loading={loading}>
        {({ items }) => (
          <TaskLines empty="No run has ended in this window.">
            {items.map(({ taskId, taskName, count, p50, p95 }) => (
              <TaskLine
                key={taskId}
                id={taskId}
                name={taskName}
                detail={`${formatCount(count, 'run')}, median ${formatDuration(p50)}`}
              >
                <span className="font-medium">{formatDuration(p95)}</span>
              </TaskLine>
            ))}
          </TaskLines>
        )}
      </Answered>
    </Card>
  );
}

const loading = <LoadingRows rows={5} />;

function TaskLines({ empty, children }: { empty: string; children: readonly ReactNode[] | undefined }) {
  if (children === undefined || children.length === 0) {
    return <p className="text-ink-faint px-4 pt-1 pb-4">{empty}</p>;
  }
  return <ul className="border-line divide-line divide-y border-t">{children}</ul>;
}

interface TaskLineProps {
  id: string;
  name: string;
  detail?: ReactNode;
  children: ReactNode;
}

function TaskLine({ id, name, detail, children }: TaskLineProps) {
  return (
    <li className="flex min-h-10 items-center gap-3 px-4 py-1.5">
      <div className="min-w-0 flex-1">
        <Link href={`/tasks/${id}`} className="block truncate font-medium hover:underline" title={name}>
          {name}
        </Link>
        {detail !== undefined && <div className="text-ink-faint truncate text-xs">{detail}</div>}
      </div>
      <div className="tabular shrink-0 text-right text-sm whitespace-nowrap">{children}</div>
    </li>
  );
}
