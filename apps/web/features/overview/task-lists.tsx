'use client';

import { Link } from '@/ui/link';
import type { ReactNode } from 'react';
import { useFailingTasksQuery, useSlowestTasksQuery } from '@/features/attention/failures.api';
import { useNowAndThen } from '@/features/attention/use-now-and-then';
import type { TimeWindow } from '@/features/charts/time-window';
import { windowWords } from '@/features/charts/time-window';
import type { Task } from '@/features/tasks/tasks.api';
import { formatCount, formatDuration } from '@/features/time/format-time';
import { Ago, Countdown } from '@/features/time/time';
import { Answered } from '@/ui/answered';
import { Card } from '@/ui/card';
import { LoadingRows } from '@/ui/states';

const tasksShown = 10;

/** What comes next, as the server has computed it. */
export function NextRuns({ tasks }: { tasks: readonly Task[] }) {
  const planned = tasks.filter(({ nextRunAt }) => nextRunAt !== null).slice(0, tasksShown);
  return (
    <Card title="Next runs" note="of scheduled tasks" flush>
      <TaskLines empty="No task is planned.">
        {planned.map(({ id, taskName, nextRunAt, timeZone }) => (
          <TaskLine key={id} id={id} name={taskName}>
            <Countdown to={nextRunAt!} taskZone={timeZone} className="text-ink-soft" />
          </TaskLine>
        ))}
      </TaskLines>
    </Card>
  );
}

/** Tasks whose newest runs all failed. */
export function FailingNow({ window }: { window: TimeWindow }) {
  const query = useFailingTasksQuery({ window, limit: tasksShown }, useNowAndThen(window));
  return (
    <Card title="Failing now" note={windowWords[window]} flush>
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
export function Slowest({ window }: { window: TimeWindow }) {
  const query = useSlowestTasksQuery({ window, limit: tasksShown }, useNowAndThen(window));
  return (
    <Card title="Slowest" note={`p95 of ${windowWords[window]}`} flush>
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
