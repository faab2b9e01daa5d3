'use client';

import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import type { Task } from '@/features/tasks/tasks.api';
import { Card } from '@/ui/card';
import { CodeBlock } from '@/ui/copy-button';
import { CheckboxField } from '@/ui/field';
import { Tabs } from '@/ui/tabs';
import { asCurl, webhookAsCurl } from './as-commands';
import { ChangeTable } from './change-table';
import { formOf } from './form-of-task';
import type { StepId } from './steps';
import type { TaskForm } from './task-form';
import { emptyForm } from './task-form';
import { differenceOf, newTaskOf, wholeTaskOf } from './task-of-form';
import { SummaryLines } from './wizard-summary';

export interface ReviewStepProps {
  /** The task that is changed; null: a new one. */
  base: Task | null;
  runsAtOnce: boolean;
  onRunsAtOnce: (runsAtOnce: boolean) => void;
  onGo: (step: StepId) => void;
}

export function ReviewStep({ base, runsAtOnce, onRunsAtOnce, onGo }: ReviewStepProps) {
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
      {base === null && form.plan.kind !== 'now' && (
        <Card title="And then">
          <CheckboxField
            label="Run it once at once"
            hint="Beside its schedule, to see that it works."
            checked={runsAtOnce}
            onChange={(event) => onRunsAtOnce(event.target.checked)}
          />
        </Card>
      )}
      <Card title="The same by other ways">
        <OtherWays base={base} form={form} />
      </Card>
    </div>
  );
}

function OtherWays({ base, form }: { base: Task | null; form: TaskForm }) {
  const [tab, setTab] = useState('curl');
  const after = wholeTaskOf(form);
  const body =
    base === null
      ? newTaskOf(form)
      : differenceOf(wholeTaskOf(formOf(base, emptyForm(base.timeZone))), after);
  const call =
    base === null
      ? ({ method: 'POST', path: '/api/tasks' } as const)
      : ({ method: 'PATCH', path: `/api/tasks/${base.id}`, version: base.version } as const);
  const origin = window.location.origin;
  return (
    <Tabs
      label="The same by other ways"
      value={tab}
      onChange={setTab}
      tabs={[
        {
          id: 'curl',
          label: 'Command line',
          content: <CodeBlock label="API call" text={asCurl({ origin, ...call, body })} />,
        },
        {
          id: 'json',
          label: 'JSON',
          content: <CodeBlock label="body of the API call" text={JSON.stringify(body, null, 2)} />,
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
