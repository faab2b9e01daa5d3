'use client';

import { useSearchParams } from 'next/navigation';
import { hiddenSecret } from '@/features/request/secret-header';
import type { Task } from '@/features/tasks/tasks.api';
import { localZone } from '@/features/time/local-zone';
import { useTaskQuery } from '@/features/tasks/tasks.api';
import { ForOperators } from './for-operators';
import { formOf } from './form-of-task';
import { emptyForm } from './task-form';
import { TaskWizard } from './task-wizard';
import { trail } from './trail';
import { WizardAwaits } from './wizard-awaits';

/** A task from nothing, with `?url=` one that calls this address, or with `?from=` a copy of another one. */
export function NewTask() {
  return (
    <ForOperators title="New task">
      <NewTaskWizard />
    </ForOperators>
  );
}

function NewTaskWizard() {
  const params = useSearchParams();
  const from = params.get('from');
  const { data, error, refetch } = useTaskQuery(from ?? '', { skip: from === null });
  if (from === null) {
    const webhookUrl = params.get('url') ?? '';
    return (
      <TaskWizard
        key={webhookUrl}
        title="New task"
        trail={trail}
        // What was being written for elsewhere would hide the address that was asked for.
        draftName={webhookUrl === '' ? 'new' : `new.${webhookUrl}`}
        start={{ ...emptyForm(localZone()), webhookUrl }}
        task={null}
      />
    );
  }
  if (data !== undefined) {
    const copy = formOf(
      {
        ...data,
        taskName: `${data.taskName.slice(0, 193)} (copy)`,
        httpHeaders: withoutSecrets(data.httpHeaders),
      },
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
  return (
    <WizardAwaits
      title="Copy of a task"
      what="the task to copy"
      error={error}
      onRetry={() => void refetch()}
    />
  );
}

/** A secret is not shown, so it cannot be copied: it has to be given again. */
function withoutSecrets(headers: Task['httpHeaders']): Task['httpHeaders'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value === hiddenSecret ? '' : value]),
  );
}
