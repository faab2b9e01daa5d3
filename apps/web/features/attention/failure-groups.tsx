'use client';

import { CircleCheck, RotateCw } from 'lucide-react';
import { Link } from '@/ui/link';
import type { ReactNode } from 'react';
import { problemOf } from '@/api/problem';
import type { TimeWindow } from '@/features/charts/time-window';
import { windowWords } from '@/features/charts/time-window';
import { useRetryRunMutation } from '@/features/runs/runs.api';
import { useRole } from '@/features/session/use-role';
import { useRetryTaskMutation } from '@/features/tasks/tasks.api';
import { formatNumber } from '@/features/time/format-time';
import { Ago } from '@/features/time/time';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { notify, notifyProblem } from '@/ui/notify';
import { EmptyState, LoadingRows, ProblemPanel, StaleBanner } from '@/ui/states';
import { TaskStatus } from '@/ui/status';
import type { FailureGroup } from './failures.api';
import { useFailuresQuery } from './failures.api';
import { useNowAndThen } from './use-now-and-then';

/** Runs that failed for good; those that failed alike are one. */
export function FailureGroups({ window }: { window: TimeWindow }) {
  const { currentData: data, error, refetch } = useFailuresQuery(window, useNowAndThen(window));
  const problem = error === undefined ? null : problemOf(error);
  if (data === undefined) {
    return problem === null ? (
      <LoadingRows />
    ) : (
      <ProblemPanel problem={problem} onRetry={() => void refetch()} />
    );
  }
  if (data.groups.length === 0) {
    return (
      <EmptyState icon={<CircleCheck size={28} />} title="Nothing has failed">
        No run of {windowWords[window]} failed for good or was abandoned.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      {problem !== null && <StaleBanner problem={problem} onRetry={() => void refetch()} />}
      <p className="text-ink-soft">{summariseFailures(data, windowWords[window])}</p>
      <ul className="flex flex-col gap-3">
        {data.groups.map((group) => (
          <Group key={group.fingerprint} group={group} />
        ))}
      </ul>
    </div>
  );
}

/** `7 runs of the last hour failed, in 2 ways.` */
function summariseFailures(
  { groups, count, truncated }: { groups: readonly unknown[]; count: number; truncated: boolean },
  words: string,
): string {
  const runs = `${formatNumber(count)} ${count === 1 ? 'run' : 'runs'}`;
  const ways = groups.length === 1 ? 'in one way' : `in ${groups.length} ways`;
  const rest = truncated ? ' There are older ones, which are not looked at.' : '';
  return `${truncated ? 'The newest ' : ''}${runs} of ${words} failed ${ways}.${rest}`;
}

/** What a group is called: what its error code means, or its message. */
function groupTitle({
  explanation,
  errorCode,
  message,
}: Pick<FailureGroup, 'explanation' | 'errorCode' | 'message'>): string {
  return explanation?.title ?? errorCode ?? message ?? 'Failed without a message';
}

function Group({ group }: { group: FailureGroup }) {
  const { explanation, errorCode, httpStatus, host, message, count, abandoned, taskCount, tasks } = group;
  return (
    <li className="border-line bg-surface rounded-lg border">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 className="font-semibold break-words">{groupTitle(group)}</h2>
          <div className="mt-1 flex flex-wrap items-center gap-1.5">
            {errorCode !== null && <Badge tone="danger">{errorCode}</Badge>}
            {httpStatus !== null && <Badge>HTTP {httpStatus}</Badge>}
            {host !== null && <Badge>{host}</Badge>}
            {abandoned > 0 && <Badge tone="danger">{abandoned} abandoned</Badge>}
          </div>
          {explanation !== null && <p className="text-ink-soft mt-2">{explanation.advice}</p>}
          {message !== null && (
            <p className="text-ink-faint mt-1 line-clamp-2 font-mono text-xs break-words" title={message}>
              {message}
            </p>
          )}
        </div>
        <dl className="tabular flex gap-6 text-right text-xs">
          <Figure label={count === 1 ? 'run' : 'runs'}>
            <span className="text-danger text-lg leading-tight font-semibold">{formatNumber(count)}</span>
          </Figure>
          <Figure label="first seen">
            <Ago at={group.firstSeenAt} />
          </Figure>
          <Figure label="last seen">
            <Ago at={group.lastSeenAt} />
          </Figure>
        </dl>
      </div>
      <ul className="border-line divide-line divide-y border-t" aria-label="Tasks with this failure">
        {tasks.map((task) => (
          <FailedTask key={task.id} task={task} />
        ))}
      </ul>
      {taskCount > tasks.length && (
        <p className="text-ink-faint border-line border-t px-4 py-2 text-xs">
          and {formatNumber(taskCount - tasks.length)} more tasks
        </p>
      )}
    </li>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-ink-faint">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function FailedTask({ task }: { task: FailureGroup['tasks'][number] }) {
  const { may, whyNot } = useRole();
  const { retry, isBusy } = useRetry(task);
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5">
      <Link
        href={`/tasks/${task.id}`}
        className="min-w-0 flex-1 basis-40 truncate font-medium hover:underline"
      >
        {task.taskName}
      </Link>
      <TaskStatus status={task.taskStatus} />
      <Link
        href={`/runs/${task.lastRunId}`}
        className="text-ink-soft text-xs whitespace-nowrap hover:underline"
      >
        {task.count === 1 ? 'its run' : `last of ${formatNumber(task.count)} runs`}
      </Link>
      <Button
        icon={<RotateCw size={13} />}
        busy={isBusy}
        disabled={!may('operator')}
        title={whyNot('operator') ?? undefined}
        aria-label={`Retry ${task.taskName}`}
        onClick={() => void retry()}
      >
        Retry
      </Button>
    </li>
  );
}

/** A failed task is brought back to its schedule with its last run; of another, the run alone is tried again. */
function useRetry({ id, taskName, taskStatus, lastRunId }: FailureGroup['tasks'][number]) {
  const [retryTask, retryingTask] = useRetryTaskMutation();
  const [retryRun, retryingRun] = useRetryRunMutation();
  const retry = async (): Promise<void> => {
    const { error } = await (taskStatus === 'failed' ? retryTask(id) : retryRun(lastRunId));
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`The last failed run of ${taskName} is tried again.`);
  };
  return { retry, isBusy: retryingTask.isLoading || retryingRun.isLoading };
}
