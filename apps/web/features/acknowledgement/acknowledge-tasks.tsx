'use client';

import { problemOf } from '@/api/problem';
import type { BulkTarget } from '@/features/bulk-operations/bulk-operations.api';
import { useStartBulkOperationMutation } from '@/features/bulk-operations/bulk-operations.api';
import { followBulkOperation } from '@/features/bulk-operations/bulk-toast';
import { nounOf, typedFrom } from '@/features/bulk-operations/bulk-words';
import { WhichSubjects } from '@/features/bulk-operations/which-subjects';
import { AcknowledgeForm } from './acknowledge-form';
import { formatCount } from '@/features/time/format-time';

export interface AcknowledgeTasksProps {
  /** Undefined: not known yet. */
  count: number | undefined;
  target: BulkTarget;
  /** What they match; null: they were named one by one. */
  filter: string | null;
  onClose: () => void;
  onStarted: () => void;
}

/** Acknowledges the failures of many tasks, or of the tasks of many runs, with one note. */
export function AcknowledgeTasks({ count, target, filter, onClose, onStarted }: AcknowledgeTasksProps) {
  const [start, { isLoading, error }] = useStartBulkOperationMutation();
  const submit = async (note: string | undefined): Promise<void> => {
    const started = await start({ action: 'acknowledge', ...(note !== undefined && { note }), ...target });
    if (started.error !== undefined) return;
    followBulkOperation(started.data.id);
    onStarted();
  };
  const { of = 'tasks' } = target;
  const what = count === undefined ? `the ${of}` : formatCount(count, nounOf(of));
  return (
    <AcknowledgeForm
      title={`Acknowledge ${what}?`}
      action={`Acknowledge ${what}`}
      busy={isLoading}
      problem={error === undefined ? null : problemOf(error)}
      typed={count !== undefined && count > typedFrom ? String(count) : undefined}
      incomplete={count === undefined || count === 0}
      onClose={onClose}
      onSubmit={submit}
    >
      <WhichSubjects of={of} filter={filter} />
      <p className="text-ink-soft">
        {of === 'runs' && 'A failure is acknowledged at the task of the run. '}
        Those that have not failed, or not any more, refuse and stay as they are.
      </p>
    </AcknowledgeForm>
  );
}
