'use client';

import {
  Ban,
  Copy,
  EllipsisVertical,
  Pencil,
  Play,
  RotateCw,
  TextCursorInput,
  Trash2,
  Pause,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRole } from '@/features/session/use-role';
import { IconButton } from '@/ui/button';
import { copyText } from '@/ui/copy-text';
import { Menu } from '@/ui/menu';
import { useRenaming } from './renaming';
import type { TaskQuestion } from './task-questions';
import { isOn } from './task-state';
import { useMarkItems } from './use-mark-items';
import { useTaskActions } from './use-task-actions';
import type { Task } from './tasks.api';

/** What can be done with one task of a list; who may not act sees what leads on only. */
export function TaskRowMenu({ task, onAsk }: { task: Task; onAsk: (question: TaskQuestion) => void }) {
  const router = useRouter();
  const { may } = useRole();
  const { runNow, pause, resume, retry } = useTaskActions();
  const { id, taskName, taskStatus, activeRuns } = task;
  const { rename } = useRenaming(id);
  const goTo = (path: string) => (): void => router.push(path);
  const copyLink = (): void => {
    void copyText(`${window.location.origin}/tasks/${id}`, 'The link is copied.');
  };
  const acts = [
    { label: 'Run now', icon: <Play size={14} />, onSelect: () => void runNow(task) },
    isOn(task)
      ? { label: 'Pause', icon: <Pause size={14} />, onSelect: () => void pause(task) }
      : {
          label: 'Resume',
          icon: <Play size={14} />,
          onSelect: () => void resume(task),
          disabledBecause: taskStatus === 'completed' ? 'It is completed: nothing is left to run.' : null,
        },
    {
      label: 'Retry the last run',
      icon: <RotateCw size={14} />,
      onSelect: () => void retry(task),
      disabledBecause: taskStatus === 'failed' ? null : 'Only a task that has failed can be retried.',
    },
    {
      label: 'Cancel open runs …',
      icon: <Ban size={14} />,
      onSelect: () => onAsk({ about: 'cancel', task }),
      disabledBecause: activeRuns > 0 ? null : 'No run of it is open.',
    },
  ];
  const duplicate = {
    label: 'Duplicate',
    icon: <Copy size={14} />,
    onSelect: goTo(`/tasks/new?from=${id}`),
  };
  const changes = [
    { label: 'Rename', icon: <TextCursorInput size={14} />, onSelect: rename },
    { label: 'Edit', icon: <Pencil size={14} />, onSelect: goTo(`/tasks/${id}/edit`) },
    duplicate,
  ];
  const removal = [
    {
      label: 'Delete',
      icon: <Trash2 size={14} />,
      danger: true,
      onSelect: () => onAsk({ about: 'delete', task }),
    },
  ];
  const marks = useMarkItems(task, onAsk);
  const isOperator = may('operator');
  const isInUse = task.archivedAt === null;
  return (
    <Menu
      trigger={
        <IconButton
          data-row-menu={id}
          className="h-7 w-7"
          label={`Actions of ${taskName}`}
          icon={<EllipsisVertical size={16} />}
        />
      }
      groups={[
        isOperator && isInUse ? acts : [],
        isOperator ? marks : [],
        [
          ...(isOperator ? (isInUse ? changes : [duplicate]) : []),
          { label: 'Copy link', icon: <Copy size={14} />, onSelect: copyLink },
        ],
        isOperator ? removal : [],
      ]}
    />
  );
}
