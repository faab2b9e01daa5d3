'use client';

import { CircleCheck } from 'lucide-react';
import type { TimeWindow } from '@/features/charts/time-window';
import { windowWords } from '@/features/charts/time-window';
import { runsHref } from '@/features/runs/runs-link';
import { formatNumber } from '@/features/time/format-time';
import { Ago } from '@/features/time/time';
import { useQueryState } from '@/features/url/use-query-state';
import { Answered } from '@/ui/answered';
import { Card } from '@/ui/card';
import { Link } from '@/ui/link';
import { EmptyState } from '@/ui/states';
import { FailedTask } from './failed-tasks';
import type { FailingTasks as FailingTasksAnswer } from './failures.api';
import { useFailingTasksQuery } from './failures.api';
import { BackToAll, CopyGroupLink, NoSuchGroup } from './group-links';
import { useNowAndThen } from './use-now-and-then';

const tasksMax = 50;

/** Tasks whose newest runs all failed, those with the most of them first. The address may name one of them. */
export function FailingTasks({ window }: { window: TimeWindow }) {
  const taskId = useQueryState().get('task');
  const query = useFailingTasksQuery({ window, limit: tasksMax }, useNowAndThen(window));
  return (
    <Answered query={query}>
      {({ items }) =>
        taskId === null ? (
          <Found items={items} window={window} />
        ) : (
          <One items={items.filter((item) => item.taskId === taskId)} window={window} />
        )
      }
    </Answered>
  );
}

function One({ items, window }: FoundProps) {
  return (
    <div className="flex flex-col gap-3">
      <BackToAll>All failing tasks</BackToAll>
      {items.length === 0 ? (
        <NoSuchGroup title="This task does not fail">
          Its newest run in {windowWords[window]} went well, or its failure is acknowledged, or {tasksMax}{' '}
          others fail more often.
        </NoSuchGroup>
      ) : (
        <Found items={items} window={window} />
      )}
    </div>
  );
}

interface FoundProps {
  items: FailingTasksAnswer['items'];
  window: TimeWindow;
}

function Found({ items, window }: FoundProps) {
  if (items.length === 0) {
    return (
      <EmptyState icon={<CircleCheck size={28} />} title="No task fails">
        The newest run of each task in {windowWords[window]} went well, or its failure is acknowledged.
      </EmptyState>
    );
  }
  return (
    <Card
      title="Failing tasks"
      note={items.length < tasksMax ? windowWords[window] : `The first ${tasksMax}`}
      flush
    >
      <ul className="border-line divide-line divide-y border-t" aria-label="Failing tasks">
        {items.map(({ taskId: id, taskName, taskStatus, lastRunId, ...failure }) => (
          <FailedTask key={id} task={{ id, taskName, taskStatus, lastRunId }}>
            <div className="order-last min-w-0 basis-full pb-1 text-xs sm:pb-0">
              <Link
                href={runsHref({ task: id, statuses: ['failed', 'abandoned'], within: window })}
                className="text-danger font-medium hover:underline"
              >
                {failure.streak === 1 ? '1 failure' : `${formatNumber(failure.streak)} in a row`}
              </Link>
              <span className="text-ink-faint">
                {' · '}first <Ago at={failure.firstFailedAt} />, last <Ago at={failure.lastFailedAt} />
                {' · '}
              </span>
              <Link
                href={`/runs/${lastRunId}`}
                title={failure.lastError ?? undefined}
                className="text-ink-soft hover:underline"
              >
                {failure.lastError ?? 'No message'}
              </Link>
            </div>
            <CopyGroupLink group={{ task: id }} window={window} name={taskName} />
          </FailedTask>
        ))}
      </ul>
    </Card>
  );
}
