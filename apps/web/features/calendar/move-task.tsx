'use client';

import { problemOf } from '@/api/problem';
import { useTaskQuery, useUpdateTaskMutation } from '@/features/tasks/tasks.api';
import { useAppDispatch } from '@/store';
import { ConfirmDialog } from '@/ui/dialog';
import { notify, notifyProblem } from '@/ui/notify';
import { calendarChanged } from './calendar.api';

export interface Move {
  taskId: string;
  taskName: string;
  before: string;
  after: string;
}

/** Asks before a task is given another minute, and gives it. */
export function MoveTaskDialog({ move, onClose }: { move: Move; onClose: () => void }) {
  const { taskId, taskName, before, after } = move;
  const { data: task } = useTaskQuery(taskId);
  const [update, { isLoading }] = useUpdateTaskMutation();
  const dispatch = useAppDispatch();
  const confirm = async (): Promise<void> => {
    const { error, data } = await update({
      id: taskId,
      change: { taskSchedule: after },
      ...(task && { version: task.version }),
    });
    onClose();
    if (error !== undefined) return notifyProblem(problemOf(error));
    dispatch(calendarChanged());
    const undo = async (): Promise<void> => {
      const answer = await update({ id: taskId, change: { taskSchedule: before }, version: data.version });
      if (answer.error !== undefined) return notifyProblem(problemOf(answer.error));
      dispatch(calendarChanged());
    };
    notify(`“${taskName}” now runs at ${after}.`, () => void undo());
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Move “${taskName}”?`}
      description="Its next run is planned anew. Runs that have begun go on."
      action="Move the task"
      look="primary"
      busy={isLoading}
      onConfirm={() => void confirm()}
    >
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 py-2">
        <dt className="text-ink-soft">Now</dt>
        <dd className="font-mono">{before}</dd>
        <dt className="text-ink-soft">Then</dt>
        <dd className="font-mono">{after}</dd>
      </dl>
    </ConfirmDialog>
  );
}
