'use client';

import { CircleCheck } from 'lucide-react';
import type { TimeWindow } from '@/features/charts/time-window';
import { windowWords } from '@/features/charts/time-window';
import { formatNumber } from '@/features/time/format-time';
import { Ago } from '@/features/time/time';
import { Answered } from '@/ui/answered';
import { Card } from '@/ui/card';
import { Link } from '@/ui/link';
import { EmptyState } from '@/ui/states';
import { FailedTask } from './failed-tasks';
import type { FailingTasks as FailingTasksAnswer } from './failures.api';
import { useFailingTasksQuery } from './failures.api';
import { useNowAndThen } from './use-now-and-then';

const tasksMax = 50;

/** Tasks whose newest runs all failed, those with the most of them first. */
export function FailingTasks({ window }: { window: TimeWindow }) {
  const query = useFailingTasksQuery({ window, limit: tasksMax }, useNowAndThen(window));
  return <Answered query={query}>{({ items }) => <Found items={items} window={window} />}</Answered>;
}

function Found({ items, window }: { items: FailingTasksAnswer['items']; window: TimeWindow }) {
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
              <span className="text-danger font-medium">
                {failure.streak === 1 ? '1 failure' : `${formatNumber(failure.streak)} in a row`}
              </span>
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
          </FailedTask>
        ))}
      </ul>
    </Card>
  );
}
