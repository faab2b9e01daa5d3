'use client';

import { BellOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { TimeWindow } from '@/features/charts/time-window';
import { runsHref } from '@/features/runs/runs-link';
import { useRole } from '@/features/session/use-role';
import { formatCount, formatNumber } from '@/features/time/format-time';
import { Ago } from '@/features/time/time';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { onDemand } from '@/ui/on-demand';
import { FailedTask } from './failed-tasks';
import type { FailureGroup } from './failures.api';
import { groupHref } from './group-address';
import { CopyGroupLink } from './group-links';

const AcknowledgeGroup = onDemand(() =>
  import('./acknowledge-group').then((module) => module.AcknowledgeGroup),
);

/** What a group is called: what its error code means, or its message. */
function groupTitle({
  explanation,
  errorCode,
  message,
}: Pick<FailureGroup, 'explanation' | 'errorCode' | 'message'>): string {
  return explanation?.title ?? errorCode ?? message ?? 'Failed without a message';
}

export interface FailureGroupCardProps {
  group: FailureGroup;
  window: TimeWindow;
}

/** So many tasks are drawn; the list of the runs has the others. */
const shownMax = 100;

/** Runs that failed alike, with their tasks; its name leads to the group by itself, its number to the runs. */
export function FailureGroupCard({ group, window }: FailureGroupCardProps) {
  const { explanation, errorCode, httpStatus, host, message, count, abandoned, taskCount } = group;
  const key = { failure: group.fingerprint };
  const tasks = group.tasks.slice(0, shownMax);
  const runs = { ...key, within: window };
  return (
    <li className="border-line bg-surface rounded-lg border">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
        <div className="min-w-0 flex-1 basis-80">
          <div className="flex items-center gap-1">
            <h2 className="min-w-0 font-semibold break-words">
              <Link href={groupHref(key, window)} className="hover:underline">
                {groupTitle(group)}
              </Link>
            </h2>
            <span className="-my-1.5 shrink-0">
              <CopyGroupLink group={key} window={window} name={groupTitle(group)} />
            </span>
          </div>
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
            <Link
              href={runsHref(runs)}
              aria-label={`${formatCount(count, 'run')} that failed so`}
              className="text-danger text-lg leading-tight font-semibold hover:underline"
            >
              {formatNumber(count)}
            </Link>
          </Figure>
          <Figure label="first seen">
            <Ago at={group.firstSeenAt} />
          </Figure>
          <Figure label="last seen">
            <Ago at={group.lastSeenAt} />
          </Figure>
        </dl>
        {taskCount > 1 && tasks.some(({ taskStatus }) => taskStatus === 'failed') && (
          <AcknowledgeButton group={group} window={window} />
        )}
      </div>
      <ul className="border-line divide-line divide-y border-t" aria-label="Tasks with this failure">
        {tasks.map((task) => (
          <FailedTask key={task.id} task={task}>
            <TaskRuns task={task} href={runsHref({ ...runs, task: task.id })} />
          </FailedTask>
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

/** The runs of a task that failed so, and the last of them. */
function TaskRuns({ task, href }: { task: FailureGroup['tasks'][number]; href: string }) {
  const last = `/runs/${task.lastRunId}`;
  return (
    <span className="text-ink-soft flex gap-2 text-xs whitespace-nowrap">
      {task.count > 1 && (
        <Link href={href} className="hover:underline">
          {formatCount(task.count, 'run')}
        </Link>
      )}
      <Link href={last} className="hover:underline">
        {task.count === 1 ? 'its run' : 'the last'}
      </Link>
    </span>
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

/** A group of one task is acknowledged at that task. */
function AcknowledgeButton({ group, window }: { group: FailureGroup; window: TimeWindow }) {
  const { may, whyNot } = useRole();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        icon={<BellOff size={13} />}
        disabled={!may('operator')}
        title={whyNot('operator') ?? undefined}
        onClick={() => setAsking(true)}
      >
        Acknowledge all …
      </Button>
      {isAsking && (
        <AcknowledgeGroup window={window} fingerprint={group.fingerprint} onClose={() => setAsking(false)} />
      )}
    </>
  );
}
