'use client';

import { useState } from 'react';
import { typedFrom } from '@/features/bulk-operations/bulk-words';
import { formatCount } from '@/features/time/format-time';
import { ConfirmDialog } from '@/ui/dialog';
import { onDemand } from '@/ui/on-demand';
import type { Task } from './tasks.api';
import { useTaskActions } from './use-task-actions';

const AcknowledgeTask = onDemand(() =>
  import('@/features/acknowledgement/acknowledge-task').then((module) => module.AcknowledgeTask),
);

/** What is asked before it is done with a task. */
export interface TaskQuestion {
  about: 'delete' | 'archive' | 'acknowledge' | 'cancel';
  task: Task;
}

export interface TaskQuestionsProps {
  /** Null: nothing is asked. */
  question: TaskQuestion | null;
  onClose: () => void;
  /** It was deleted. */
  onGone?: () => void;
}

/** The window of what is asked; it stands outside of the rows, which may be gone when it is answered. */
export function TaskQuestions({ question, onClose, onGone }: TaskQuestionsProps) {
  if (question === null) return null;
  const { about, task } = question;
  if (about === 'acknowledge') return <AcknowledgeTask task={task} onClose={onClose} />;
  if (about === 'archive') return <ArchiveDialog task={task} onClose={onClose} />;
  if (about === 'cancel') return <CancelDialog task={task} onClose={onClose} />;
  return <DeleteDialog task={task} onClose={onClose} {...(onGone && { onGone })} />;
}

interface DialogProps {
  task: Task;
  onClose: () => void;
}

/** What has to be typed before so many runs end; undefined: nothing. */
const typedOf = ({ activeRuns }: Task): string | undefined =>
  activeRuns > typedFrom ? String(activeRuns) : undefined;

function CancelDialog({ task, onClose }: DialogProps) {
  const { cancel } = useTaskActions();
  const [isBusy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    await cancel(task);
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Cancel the open runs of “${task.taskName}”?`}
      description="What was sent may have reached the receiver already. The schedule stays as it is."
      action={`Cancel ${formatCount(task.activeRuns, 'run')}`}
      typed={typedOf(task)}
      busy={isBusy}
      onConfirm={() => void confirm()}
    />
  );
}

function ArchiveDialog({ task, onClose }: DialogProps) {
  const { archive } = useTaskActions();
  const [isBusy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    await archive(task, { cancelRuns: true });
    onClose();
  };
  const runs = formatCount(task.activeRuns, 'open run');
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Archive “${task.taskName}” with its ${runs}?`}
      description="They are cancelled first; what was sent may have reached the receiver already."
      action={`Cancel ${runs} and archive it`}
      typed={typedOf(task)}
      busy={isBusy}
      onConfirm={() => void confirm()}
    />
  );
}

function DeleteDialog({ task, onClose, onGone }: DialogProps & { onGone?: () => void }) {
  const { remove } = useTaskActions();
  const [isBusy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    if (await remove(task)) onGone?.();
    onClose();
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete “${task.taskName}”?`}
      description={`The task goes with its ${formatCount(task.runCount, 'run')} and all of their logs. This cannot be undone; an archived task can be taken back.`}
      action="Delete 1 task"
      busy={isBusy}
      onConfirm={() => void confirm()}
    />
  );
}
