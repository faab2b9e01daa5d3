'use client';

import { useRole } from '@/features/session/use-role';
import { Switch } from '@/ui/switch';
import { isOn } from './task-state';
import { useTaskActions } from './use-task-actions';
import type { Task } from './tasks.api';

/** Whether a task runs by itself: shown at once, and back when the server refuses. */
export function TaskSwitch({ task }: { task: Task }) {
  const { pause, resume } = useTaskActions();
  const { may, whyNot } = useRole();
  const isArchived = task.archivedAt !== null;
  const isOver = task.taskStatus === 'completed' || isArchived;
  const reason = isArchived
    ? 'The task is archived: take it back first.'
    : isOver
      ? 'The task is completed: nothing is left to run.'
      : whyNot('operator');
  return (
    <span title={reason ?? undefined} className="inline-flex align-middle">
      <Switch
        label={`${task.taskName} runs by itself`}
        checked={isOn(task)}
        disabled={isOver || !may('operator')}
        onChange={(isWanted) => void (isWanted ? resume(task) : pause(task))}
      />
    </span>
  );
}
