'use client';

import { useRole } from '@/features/session/use-role';
import type { Task } from '@/features/tasks/tasks.api';
import { useTaskActions } from '@/features/tasks/use-task-actions';
import { formatNumber } from '@/features/time/format-time';
import { Ago } from '@/features/time/time';
import { Answered } from '@/ui/answered';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Link } from '@/ui/link';
import { EmptyState } from '@/ui/states';
import { useAcknowledgedTasksQuery } from './failures.api';

/** Failed tasks of which somebody knows: who, since when, and what there is to say. */
export function AcknowledgedTasks() {
  const query = useAcknowledgedTasksQuery();
  return (
    <Answered query={query}>
      {({ items, total = items.length }) => <Found items={items} total={total} />}
    </Answered>
  );
}

function Found({ items, total }: { items: readonly Task[]; total: number }) {
  if (items.length === 0) {
    return (
      <EmptyState title="Nothing is acknowledged">
        A failed task that somebody acknowledges stands here until it is retried or resumed.
      </EmptyState>
    );
  }
  const note = total > items.length ? `The first ${items.length} of ${formatNumber(total)}` : undefined;
  return (
    <Card title="Acknowledged failures" note={note} flush>
      <ul className="border-line divide-line divide-y border-t" aria-label="Acknowledged failures">
        {items.map((task) => (
          <AcknowledgedTask key={task.id} task={task} />
        ))}
      </ul>
    </Card>
  );
}

function AcknowledgedTask({ task }: { task: Task }) {
  const { may, whyNot } = useRole();
  const { retry, withdraw } = useTaskActions();
  const { id, taskName, acknowledgement } = task;
  const shared = { disabled: !may('operator'), title: whyNot('operator') ?? undefined };
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-2">
      <div className="min-w-0 flex-1 basis-60">
        <Link href={`/tasks/${id}`} className="font-medium break-words hover:underline">
          {taskName}
        </Link>
        {acknowledgement !== null && (
          <>
            <p className="break-words">{acknowledgement.note ?? 'No note was left.'}</p>
            <p className="text-ink-faint text-xs">
              {acknowledgement.by}, <Ago at={acknowledgement.at} />
            </p>
          </>
        )}
      </div>
      <span className="flex gap-2">
        <Button
          {...shared}
          aria-label={`Withdraw the acknowledgement of ${taskName}`}
          onClick={() => void withdraw(task)}
        >
          Withdraw
        </Button>
        <Button {...shared} aria-label={`Retry ${taskName}`} onClick={() => void retry(task)}>
          Retry
        </Button>
      </span>
    </li>
  );
}
