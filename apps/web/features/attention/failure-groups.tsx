'use client';

import { BellOff, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import type { TimeWindow } from '@/features/charts/time-window';
import { windowWords } from '@/features/charts/time-window';
import { useRole } from '@/features/session/use-role';
import { formatCount, formatNumber } from '@/features/time/format-time';
import { Ago } from '@/features/time/time';
import { Answered } from '@/ui/answered';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { onDemand } from '@/ui/on-demand';
import { EmptyState, StaleBanner } from '@/ui/states';
import { FailedTask } from './failed-tasks';
import type { FailureGroup, Failures } from './failures.api';
import { useFailuresQuery } from './failures.api';
import { useNowAndThen } from './use-now-and-then';

const AcknowledgeGroup = onDemand(() =>
  import('./acknowledge-group').then((module) => module.AcknowledgeGroup),
);

/** Runs that failed for good; those that failed alike are one. */
export function FailureGroups({ window }: { window: TimeWindow }) {
  const { currentData: data, error, refetch } = useFailuresQuery(window, useNowAndThen(window));
  return (
    <Answered query={{ data, error, refetch }}>
      {(failures) => (
        <div className="flex flex-col gap-3">
          {error !== undefined && <StaleBanner problem={problemOf(error)} onRetry={() => void refetch()} />}
          <Found failures={failures} window={window} />
        </div>
      )}
    </Answered>
  );
}

function Found({ failures, window }: { failures: Failures; window: TimeWindow }) {
  if (failures.groups.length === 0) {
    return (
      <EmptyState icon={<CircleCheck size={28} />} title="Nothing has failed">
        No run of {windowWords[window]} failed for good or was abandoned, but for what is acknowledged.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-soft">{summariseFailures(failures, windowWords[window])}</p>
      <ul className="flex flex-col gap-3">
        {failures.groups.map((group) => (
          <Group key={group.fingerprint} group={group} window={window} />
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
  const runs = formatCount(count, 'run');
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

function Group({ group, window }: { group: FailureGroup; window: TimeWindow }) {
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
        {taskCount > 1 && tasks.some(({ taskStatus }) => taskStatus === 'failed') && (
          <AcknowledgeButton group={group} window={window} />
        )}
      </div>
      <ul className="border-line divide-line divide-y border-t" aria-label="Tasks with this failure">
        {tasks.map((task) => (
          <FailedTask key={task.id} task={task}>
            <Link
              href={`/runs/${task.lastRunId}`}
              className="text-ink-soft text-xs whitespace-nowrap hover:underline"
            >
              {task.count === 1 ? 'its run' : `last of ${formatNumber(task.count)} runs`}
            </Link>
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
