'use client';

import { useController, useFormContext, useWatch } from 'react-hook-form';
import { ImportBox } from '@/features/imports/import-box';
import { Card } from '@/ui/card';
import { Field, Select } from '@/ui/field';
import { JsonEditor } from '@/ui/json-editor';
import { AuthFields } from './auth-fields';
import { fieldId, labelOf } from './field-facts';
import { bodyBytesMax } from './field-rules';
import { AreaField, CheckField, More, SelectField, TextField, useFault } from './fields';
import { formOf } from './form-of-task';
import { HeadersEditor } from './headers-editor';
import { NameField } from './name-field';
import { PresetChoice } from './preset-choice';
import { privateAddressOf } from './private-address';
import { TargetCheck } from './target-check';
import type { TaskForm } from './task-form';
import { httpMethods } from './task-form';
import { TestRequestPanel } from './test-request-panel';

const methods = Object.fromEntries(httpMethods.map((method) => [method, method]));

export function TargetStep({ taskId }: { taskId: string | null }) {
  const { reset, getValues } = useFormContext<TaskForm>();
  const take = (task: Parameters<typeof formOf>[0]): void =>
    reset(formOf(task, getValues()), { keepDefaultValues: true });
  return (
    <div className="flex flex-col gap-4">
      {taskId === null && (
        <>
          <ImportBox onImport={take} />
          <PresetChoice />
        </>
      )}
      <Card title="Request">
        <div className="flex flex-col gap-4">
          <NameField ownId={taskId} />
          <Field label="Task Type" hint="What a run does: it calls a webhook.">
            <Select defaultValue="webhook">
              <option value="webhook">Webhook</option>
            </Select>
          </Field>
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <SelectField name="httpMethod" options={methods} />
            <UrlField />
          </div>
          <TargetCheck />
          <HeadersEditor />
          <BodyField />
        </div>
      </Card>
      <Card title="Trust" note="Who calls, and how the receiver knows">
        <AuthFields />
      </Card>
      <More title="Proxy and certificates">
        <TextField name="proxyUrl" placeholder="http://proxy:3128" hint="In place of the installation’s." />
        <AreaField name="tls.ca" rows={3} placeholder="-----BEGIN CERTIFICATE-----" />
        <AreaField name="tls.certificate" rows={3} placeholder="-----BEGIN CERTIFICATE-----" />
        <TextField name="tls.keySecret" hint="The key itself is kept under Settings." />
      </More>
      <TestRequestPanel taskId={taskId} />
    </div>
  );
}

function UrlField() {
  const url = useWatch<TaskForm, 'webhookUrl'>({ name: 'webhookUrl' });
  const host = privateAddressOf(url.trim());
  return (
    <TextField
      name="webhookUrl"
      inputMode="url"
      spellCheck={false}
      placeholder="https://example.com/webhook"
      hint={
        host !== null && (
          <span className="text-warning" role="status">
            {host} is a private address. It is refused unless the outbound policy of this installation allows
            it.
          </span>
        )
      }
      isCode
    />
  );
}

const words = [
  { word: '{{scheduledFor}}', meaning: 'The instant that the run is due, ISO 8601 UTC' },
  { word: '{{scheduledForUnix}}', meaning: 'The same, in seconds since 1970' },
  { word: '{{runId}}', meaning: 'The run’s id, the same for every attempt' },
  { word: '{{taskId}}', meaning: 'The task’s id' },
  { word: '{{taskName}}', meaning: 'The task’s name' },
  { word: '{{attempt}}', meaning: '1 for the first attempt' },
  { word: '{{trigger}}', meaning: 'schedule, manual, api, retry, replay or backfill' },
  { word: '{{secret:NAME}}', meaning: 'The value of the secret of that name' },
];

function BodyField() {
  const { field } = useController<TaskForm, 'body'>({ name: 'body' });
  const { setValue } = useFormContext<TaskForm>();
  const method = useWatch<TaskForm, 'httpMethod'>({ name: 'httpMethod' });
  const isDropped = method === 'HEAD' || ((method === 'GET' || method === 'DELETE') && isEmpty(field.value));
  return (
    <>
      <Field
        label={labelOf('body')}
        error={useFault('body')}
        aside="JSON"
        hint={
          isDropped
            ? `With ${method} no body is sent${method === 'HEAD' ? '' : ' while this one is empty'}.`
            : undefined
        }
      >
        <JsonEditor
          id={fieldId('body')}
          label="Body, JSON"
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          bytesMax={bodyBytesMax}
          words={words}
          onWord={() => setValue('templates', true, { shouldDirty: true })}
        />
      </Field>
      <CheckField
        name="templates"
        hint="{{scheduledFor}} and the like in the URL’s path, in header values and in the body; off, they are sent as they stand."
      />
    </>
  );
}

const isEmpty = (body: string): boolean => /^\s*(\{\s*\})?\s*$/.test(body);
