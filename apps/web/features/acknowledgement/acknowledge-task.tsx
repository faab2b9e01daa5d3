'use client';

import { problemOf } from '@/api/problem';
import type { Task } from '@/features/tasks/tasks.api';
import { useAcknowledgeTaskMutation } from '@/features/tasks/tasks.api';
import { notify } from '@/ui/notify';
import { AcknowledgeForm } from './acknowledge-form';

export interface AcknowledgeTaskProps {
  task: Pick<Task, 'id' | 'taskName'>;
  onClose: () => void;
}

/** Acknowledges the failure of one task. */
export function AcknowledgeTask({ task: { id, taskName }, onClose }: AcknowledgeTaskProps) {
  const [acknowledge, { isLoading, error }] = useAcknowledgeTaskMutation();
  const submit = async (note: string | undefined): Promise<void> => {
    const answer = await acknowledge({ id, ...(note !== undefined && { note }) });
    if (answer.error !== undefined) return;
    notify(`The failure of ${taskName} is acknowledged.`);
    onClose();
  };
  return (
    <AcknowledgeForm
      title={`Acknowledge the failure of “${taskName}”?`}
      action="Acknowledge it"
      busy={isLoading}
      problem={error === undefined ? null : problemOf(error)}
      onClose={onClose}
      onSubmit={submit}
    />
  );
}
