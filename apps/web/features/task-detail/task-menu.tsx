'use client';

import {
  BadgeCheck,
  Ban,
  Braces,
  Copy,
  Ellipsis,
  Hash,
  Link2,
  RotateCw,
  SquareTerminal,
  Terminal,
  Trash2,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTaskChannel } from '@/features/activity/task-channel';
import { BadgeDialog } from '@/features/badges/badge-dialog-on-demand';
import { definitionOf } from '@/features/command-line/definition-of';
import { createCommand } from '@/features/command-line/task-commands';
import { effectiveRequest, toCurl } from '@/features/request/effective-request';
import { useRole } from '@/features/session/use-role';
import type { Task } from '@/features/tasks/tasks.api';
import type { TaskQuestion } from '@/features/tasks/task-questions';
import { TaskQuestions } from '@/features/tasks/task-questions';
import { useMarkItems } from '@/features/tasks/use-mark-items';
import { useTaskActions } from '@/features/tasks/use-task-actions';
import { IconButton } from '@/ui/button';
import { copyText } from '@/ui/copy-text';
import { writeJson } from '@/ui/exact-json';
import { Menu } from '@/ui/menu';

/** What is done with a task less often; what a role may not do is not in it. */
export function TaskMenu({ task, onGone }: { task: Task; onGone?: () => void }) {
  const { may } = useRole();
  const { retry } = useTaskActions();
  const openChannel = useTaskChannel();
  const router = useRouter();
  const [question, setQuestion] = useState<TaskQuestion | null>(null);
  const [isBadgeOpen, setBadgeOpen] = useState(false);
  const marks = useMarkItems(task, setQuestion);
  const copy = (text: string, what: string) => (): void => {
    void copyText(text, `${what} is copied.`);
  };
  const acts = [
    {
      label: 'Retry the last run',
      icon: <RotateCw size={14} />,
      onSelect: () => void retry(task),
      disabledBecause: task.taskStatus === 'failed' ? null : 'Only a task that has failed can be retried.',
    },
    {
      label: 'Cancel open runs …',
      icon: <Ban size={14} />,
      onSelect: () => setQuestion({ about: 'cancel', task }),
      disabledBecause: task.activeRuns > 0 ? null : 'No run of it is open.',
    },
  ];
  const duplicate = {
    label: 'Duplicate',
    icon: <Copy size={14} />,
    onSelect: () => router.push(`/tasks/new?from=${task.id}`),
  };
  const channel = {
    label: 'Its activity channel',
    icon: <Hash size={14} />,
    onSelect: () => void openChannel(task.id),
  };
  const copies = [
    {
      label: 'Copy as JSON',
      icon: <Braces size={14} />,
      onSelect: copy(writeJson(task, 2), 'The task'),
    },
    {
      label: 'Copy as curl',
      icon: <Terminal size={14} />,
      onSelect: copy(toCurl(effectiveRequest(task)), 'The command'),
    },
    {
      label: 'Copy as a carillon command',
      icon: <SquareTerminal size={14} />,
      onSelect: () =>
        void copyText(createCommand(window.location.origin, definitionOf(task)), 'The command is copied.'),
    },
    { label: 'Copy the id', icon: <Link2 size={14} />, onSelect: copy(task.id, 'The id') },
    { label: 'Badge …', icon: <BadgeCheck size={14} />, onSelect: () => setBadgeOpen(true) },
  ];
  const removal = [
    {
      label: 'Delete …',
      icon: <Trash2 size={14} />,
      danger: true,
      onSelect: () => setQuestion({ about: 'delete', task }),
    },
  ];
  const isOperator = may('operator');
  return (
    <>
      <Menu
        trigger={<IconButton look="plain" label="More of this task" icon={<Ellipsis size={16} />} />}
        groups={[
          isOperator ? [...(task.archivedAt === null ? acts : []), duplicate, channel] : [],
          isOperator ? marks : [],
          copies,
          isOperator ? removal : [],
        ]}
      />
      {isBadgeOpen && <BadgeDialog task={task} onClose={() => setBadgeOpen(false)} />}
      <TaskQuestions
        question={question}
        onClose={() => setQuestion(null)}
        onGone={onGone ?? (() => router.push('/tasks'))}
      />
    </>
  );
}
