'use client';

import { Copy, Pencil, Play } from 'lucide-react';
import { useRole } from '@/features/session/use-role';
import { TaskSwitch } from '@/features/tasks/task-switch';
import type { Task } from '@/features/tasks/tasks.api';
import { useTaskActions } from '@/features/tasks/use-task-actions';
import { Button, ButtonLink } from '@/ui/button';
import { TaskMenu } from './task-menu';

export interface TaskButtonsProps {
  task: Task;
  /** Where there is little room, what the menu has too is left to it. */
  isShort?: boolean;
  /** It was deleted; default: to the list. */
  onGone?: () => void;
}

/** What is done with a task most, and the menu with the rest. */
export function TaskButtons({ task, isShort = false, onGone }: TaskButtonsProps) {
  const { whyNot } = useRole();
  const { runNow } = useTaskActions();
  const mayNot = whyNot('operator');
  const isInUse = task.archivedAt === null;
  return (
    <>
      {isInUse && (
        <>
          <TaskSwitch task={task} />
          <Button
            look="primary"
            icon={<Play size={14} />}
            disabled={mayNot !== null}
            title={mayNot ?? undefined}
            onClick={() => void runNow(task)}
          >
            Run now
          </Button>
        </>
      )}
      {mayNot === null && (
        <>
          {isInUse && (
            <ButtonLink href={`/tasks/${task.id}/edit`} icon={<Pencil size={14} />}>
              Edit
            </ButtonLink>
          )}
          {!isShort && (
            <ButtonLink
              href={`/tasks/new?from=${task.id}`}
              icon={<Copy size={14} />}
              className="max-sm:hidden"
            >
              Duplicate
            </ButtonLink>
          )}
        </>
      )}
      <TaskMenu task={task} {...(onGone && { onGone })} />
    </>
  );
}
