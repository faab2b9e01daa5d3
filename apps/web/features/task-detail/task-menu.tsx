'use client';

import { Ban, Braces, Ellipsis, Link2, RotateCw, Terminal, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { effectiveRequest, toCurl } from '@/features/request/effective-request';
import { useRole } from '@/features/session/use-role';
import type { Task } from '@/features/tasks/tasks.api';
import type { TaskQuestion } from '@/features/tasks/task-questions';
import { TaskQuestions } from '@/features/tasks/task-questions';
import { useMarkItems } from '@/features/tasks/use-mark-items';
import { useTaskActions } from '@/features/tasks/use-task-actions';
import { formatCount } from '@/features/time/format-time';
import { IconButton } from '@/ui/button';
import { ConfirmDialog } from '@/ui/dialog';
import { Menu } from '@/ui/menu';
import { notify } from '@/ui/notify';

/** What is done with a task less often; what a role may not do is not in it. */
export function TaskMenu({ task }: { task: Task }) {
  const { may } = useRole();
  const { retry, cancel } = useTaskActions();
  const router = useRouter();
  const [isCancelling, setCancelling] = useState(false);
  const [question, setQuestion] = useState<TaskQuestion | null>(null);
  const marks = useMarkItems(task, setQuestion);
  const copy = (text: string, what: string) => (): void => {
    void navigator.clipboard.writeText(text).then(() => notify(`${what} is copied.`));
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
      onSelect: () => setCancelling(true),
      disabledBecause: task.activeRuns > 0 ? null : 'No run of it is open.',
    },
  ];
  const copies = [
    {
      label: 'Copy as JSON',
      icon: <Braces size={14} />,
      onSelect: copy(JSON.stringify(task, null, 2), 'The task'),
    },
    {
      label: 'Copy as curl',
      icon: <Terminal size={14} />,
      onSelect: copy(toCurl(effectiveRequest(task)), 'The command'),
    },
    { label: 'Copy the id', icon: <Link2 size={14} />, onSelect: copy(task.id, 'The id') },
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
          isOperator && task.archivedAt === null ? acts : [],
          isOperator ? marks : [],
          copies,
          isOperator ? removal : [],
        ]}
      />
      {isCancelling && (
        <ConfirmDialog
          open
          onClose={() => setCancelling(false)}
          title={`Cancel the open runs of “${task.taskName}”?`}
          description="What was sent may have reached the receiver already. The schedule stays as it is."
          action={`Cancel ${formatCount(task.activeRuns, 'run')}`}
          onConfirm={() => void cancel(task).then(() => setCancelling(false))}
        />
      )}
      <TaskQuestions
        question={question}
        onClose={() => setQuestion(null)}
        onGone={() => router.push('/tasks')}
      />
    </>
  );
}
