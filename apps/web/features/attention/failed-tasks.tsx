'use client';

import { BellOff, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useRole } from '@/features/session/use-role';
import { useTaskActions } from '@/features/tasks/use-task-actions';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { onDemand } from '@/ui/on-demand';
import { TaskStatus } from '@/ui/status';
import type { FailureGroup } from './failures.api';

const AcknowledgeTask = onDemand(() =>
  import('@/features/acknowledgement/acknowledge-task').then((module) => module.AcknowledgeTask),
);

type Failed = Pick<FailureGroup['tasks'][number], 'id' | 'taskName' | 'taskStatus' | 'lastRunId'>;

/** A task of which runs failed, and what can be done about it. */
export function FailedTask({ task, children }: { task: Failed; children: ReactNode }) {
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5">
      <Link
        href={`/tasks/${task.id}`}
        className="min-w-0 flex-1 basis-40 truncate font-medium hover:underline"
      >
        {task.taskName}
      </Link>
      <TaskStatus status={task.taskStatus} />
      {children}
      <FailedTaskButtons task={task} />
    </li>
  );
}

function FailedTaskButtons({ task }: { task: Failed }) {
  const { may, whyNot } = useRole();
  const { retryFailed } = useTaskActions();
  const [isBusy, setBusy] = useState(false);
  const [isAcknowledging, setAcknowledging] = useState(false);
  const retry = async (): Promise<void> => {
    setBusy(true);
    await retryFailed(task);
    setBusy(false);
  };
  const shared = { disabled: !may('operator'), title: whyNot('operator') ?? undefined };
  return (
    <span className="flex gap-2">
      {task.taskStatus === 'failed' && (
        <Button
          {...shared}
          icon={<BellOff size={13} />}
          aria-label={`Acknowledge ${task.taskName}`}
          onClick={() => setAcknowledging(true)}
        >
          Acknowledge …
        </Button>
      )}
      <Button
        {...shared}
        icon={<RotateCw size={13} />}
        busy={isBusy}
        aria-label={`Retry ${task.taskName}`}
        onClick={() => void retry()}
      >
        Retry
      </Button>
      {isAcknowledging && <AcknowledgeTask task={task} onClose={() => setAcknowledging(false)} />}
    </span>
  );
}
