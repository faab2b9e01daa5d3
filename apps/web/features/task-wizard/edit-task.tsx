'use client';

import { useParams } from 'next/navigation';
import { useTaskQuery } from '@/features/tasks/tasks.api';
import { ForOperators } from './for-operators';
import { formOf } from './form-of-task';
import { emptyForm } from './task-form';
import { TaskWizard } from './task-wizard';
import { trail } from './trail';
import { WizardAwaits } from './wizard-awaits';

/** The wizard over a task that is there; what it was when it was opened is what the change is held against. */
export function EditTask() {
  return (
    <ForOperators title="Edit a task">
      <EditKnownTask />
    </ForOperators>
  );
}

function EditKnownTask() {
  const { id } = useParams<{ id: string }>();
  const { data, error, refetch } = useTaskQuery(id);
  if (data === undefined) {
    return <WizardAwaits title="Edit a task" what="the task" error={error} onRetry={() => void refetch()} />;
  }
  return (
    <TaskWizard
      key={id}
      title={`Edit ${data.taskName}`}
      trail={[...trail, { label: data.taskName, href: `/tasks/${id}` }]}
      draftName={`task.${id}`}
      start={formOf(data, emptyForm(data.timeZone))}
      task={data}
    />
  );
}
