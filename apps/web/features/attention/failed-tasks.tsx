'use client';

import { BellOff, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { useRetryRunMutation } from '@/features/runs/runs.api';
import { useRole } from '@/features/session/use-role';
import { useRetryTaskMutation } from '@/features/tasks/tasks.api';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { notify, notifyProblem } from '@/ui/notify';
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
  const { retry, isBusy } = useRetry(task);
  const [isAcknowledging, setAcknowledging] = useState(false);
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

/** A failed task is brought back to its schedule with its last run; of another, the run alone is tried again. */
function useRetry({ id, taskName, taskStatus, lastRunId }: Failed) {
  const [retryTask, retryingTask] = useRetryTaskMutation();
  const [retryRun, retryingRun] = useRetryRunMutation();
  const retry = async (): Promise<void> => {
    const { error } = await (taskStatus === 'failed' ? retryTask(id) : retryRun(lastRunId));
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`The last failed run of ${taskName} is tried again.`);
  };
  return { retry, isBusy: retryingTask.isLoading || retryingRun.isLoading };
}
