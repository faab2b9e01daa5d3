'use client';

import { useParams } from 'next/navigation';
import { problemOf } from '@/api/problem';
import { useTaskQuery } from '@/features/tasks/tasks.api';
import { LoadingRows, ProblemPanel } from '@/ui/states';
import { formOf } from './form-of-task';
import { emptyForm } from './task-form';
import { TaskWizard } from './task-wizard';

/** The wizard over a task that is there; what it was when it was opened is what the change is held against. */
export function EditTask() {
  const { id } = useParams<{ id: string }>();
  const { data, error, refetch } = useTaskQuery(id);
  if (data === undefined) {
    if (error === undefined) return <LoadingRows label="Loading the task" />;
    return <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />;
  }
  return (
    <TaskWizard
      key={id}
      title={`Edit ${data.taskName}`}
      trail={[
        { label: 'Tasks', href: '/tasks' },
        { label: data.taskName, href: `/tasks/${id}` },
      ]}
      draftName={`task.${id}`}
      start={formOf(data, emptyForm(data.timeZone))}
      task={data}
    />
  );
}
