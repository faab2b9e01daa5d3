'use client';

import { useSearchParams } from 'next/navigation';
import { problemOf } from '@/api/problem';
import { localZone } from '@/features/schedules/civil-time';
import { useTaskQuery } from '@/features/tasks/tasks.api';
import { LoadingRows, ProblemPanel } from '@/ui/states';
import { formOf } from './form-of-task';
import { emptyForm } from './task-form';
import { TaskWizard } from './task-wizard';

const trail = [{ label: 'Tasks', href: '/tasks' }];

/** A task from nothing, or with `?from=` a copy of another one. */
export function NewTask() {
  const from = useSearchParams().get('from');
  const { data, error, refetch } = useTaskQuery(from ?? '', { skip: from === null });
  if (from === null) {
    return (
      <TaskWizard title="New task" trail={trail} draftName="new" start={emptyForm(localZone())} task={null} />
    );
  }
  if (data !== undefined) {
    const copy = formOf(
      { ...data, taskName: `${data.taskName.slice(0, 193)} (copy)` },
      emptyForm(data.timeZone),
    );
    return (
      <TaskWizard
        key={from}
        title={`Copy of ${data.taskName}`}
        trail={trail}
        draftName={`copy.${from}`}
        start={copy}
        task={null}
      />
    );
  }
  if (error !== undefined) return <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />;
  return <LoadingRows label="Loading the task to copy" />;
}
