'use client';

import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { createCommand, updateCommand } from '@/features/command-line/task-commands';
import type { NewTask, Task } from '@/features/tasks/tasks.api';
import { Card } from '@/ui/card';
import { CodeBlock } from '@/ui/copy-button';
import { writeJson } from '@/ui/exact-json';
import { CheckboxField, Field, Input } from '@/ui/field';
import { Tabs } from '@/ui/tabs';
import { asCurl, webhookAsCurl } from './as-commands';
import { ChangeTable } from './change-table';
import type { FirstMoments } from './first-moments';
import { pauseOf } from './first-moments';
import { formOf } from './form-of-task';
import type { StepId } from './steps';
import type { TaskForm } from './task-form';
import { emptyForm } from './task-form';
import { differenceOf, newTaskOf, wholeTaskOf } from './task-of-form';
import { SummaryLines } from './wizard-summary';

export interface ReviewStepProps {
  /** The task that is changed; null: a new one. */
  base: Task | null;
  first: FirstMoments;
  onFirst: (first: FirstMoments) => void;
  onGo: (step: StepId) => void;
}

export function ReviewStep({ base, first, onFirst, onGo }: ReviewStepProps) {
  const form = useWatch<TaskForm>() as TaskForm;
  const before = base === null ? null : wholeTaskOf(formOf(base, emptyForm(base.timeZone)));
  const after = wholeTaskOf(form);
  return (
    <div className="flex flex-col gap-4">
      {before === null ? (
        <Card title="The task">
          <SummaryLines onGo={onGo} />
        </Card>
      ) : (
        <Card title="What changes" note="Against the task as it is stored">
          <ChangeTable before={before} after={after} />
        </Card>
      )}
      {base === null && <AndThen first={first} onFirst={onFirst} mayRun={form.plan.kind !== 'now'} />}
      <Card title="The same by other ways">
        <OtherWays base={base} form={form} first={first} />
      </Card>
    </div>
  );
}

interface AndThenProps extends Pick<ReviewStepProps, 'first' | 'onFirst'> {
  /** Whether a run beside its plan would not be the one that is due anyway. */
  mayRun: boolean;
}

function AndThen({ first, onFirst, mayRun }: AndThenProps) {
  return (
    <Card title="And then">
      <div className="flex flex-col gap-3">
        {mayRun && (
          <CheckboxField
            label="Run it once at once"
            hint="Beside its schedule, to see that it works."
            checked={first.runsAtOnce}
            onChange={(event) => onFirst({ ...first, runsAtOnce: event.target.checked })}
          />
        )}
        <CheckboxField
          label="Create it paused"
          hint="Nothing of its schedule runs until somebody resumes it."
          checked={first.isPaused}
          onChange={(event) => onFirst({ ...first, isPaused: event.target.checked })}
        />
        {first.isPaused && (
          <Field label="Why it is paused" hint="Shown to everybody who asks why it does not run.">
            <Input
              value={first.pauseReason}
              maxLength={1_000}
              onChange={(event) => onFirst({ ...first, pauseReason: event.target.value })}
            />
          </Field>
        )}
      </div>
    </Card>
  );
}

interface OtherWaysProps {
  base: Task | null;
  form: TaskForm;
  first: FirstMoments;
}

function OtherWays({ base, form, first }: OtherWaysProps) {
  const [tab, setTab] = useState('command');
  const after = wholeTaskOf(form);
  const body =
    base === null
      ? { ...newTaskOf(form), ...pauseOf(first) }
      : differenceOf(wholeTaskOf(formOf(base, emptyForm(base.timeZone))), after);
  const origin = window.location.origin;
  const [command, curl] =
    base === null
      ? [createCommand(origin, body as NewTask), asCurl({ origin, method: 'POST', path: '/api/tasks', body })]
      : [
          updateCommand(origin, base, body),
          asCurl({ origin, method: 'PATCH', path: `/api/tasks/${base.id}`, version: base.version, body }),
        ];
  return (
    <Tabs
      label="The same by other ways"
      value={tab}
      onChange={setTab}
      tabs={[
        {
          id: 'command',
          label: 'Command line',
          content: <CodeBlock label="command" text={command} />,
        },
        { id: 'curl', label: 'curl', content: <CodeBlock label="API call" text={curl} /> },
        {
          id: 'json',
          label: 'JSON',
          content: <CodeBlock label="body of the API call" text={writeJson(body, 2)} />,
        },
        {
          id: 'webhook',
          label: 'The webhook itself',
          content: <CodeBlock label="webhook as curl" text={webhookAsCurl(after)} />,
        },
      ]}
    />
  );
}
