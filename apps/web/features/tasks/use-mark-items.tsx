'use client';

import { Archive, ArchiveRestore, Bell, BellOff } from 'lucide-react';
import type { MenuItem } from '@/ui/menu';
import type { TaskQuestion } from './task-questions';
import { useTaskActions } from './use-task-actions';
import type { Task } from './tasks.api';

/** What people note of a task, for its menu: that they know of its failure, that it is out of use. */
export function useMarkItems(task: Task, onAsk: (question: TaskQuestion) => void): MenuItem[] {
  const { withdraw, archive, unarchive } = useTaskActions();
  if (task.archivedAt !== null) {
    return [
      { label: 'Take it back', icon: <ArchiveRestore size={14} />, onSelect: () => void unarchive(task) },
    ];
  }
  const known =
    task.acknowledgement === null
      ? {
          label: 'Acknowledge …',
          icon: <BellOff size={14} />,
          onSelect: () => onAsk({ about: 'acknowledge', task }),
          disabledBecause: task.taskStatus === 'failed' ? null : 'It has not failed.',
        }
      : {
          label: 'Withdraw the acknowledgement',
          icon: <Bell size={14} />,
          onSelect: () => void withdraw(task),
        };
  const hasOpenRuns = task.activeRuns > 0;
  return [
    known,
    {
      label: hasOpenRuns ? 'Archive …' : 'Archive',
      icon: <Archive size={14} />,
      onSelect: () => (hasOpenRuns ? onAsk({ about: 'archive', task }) : void archive(task)),
    },
  ];
}
