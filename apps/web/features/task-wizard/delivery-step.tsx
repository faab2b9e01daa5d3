'use client';

import { useWatch } from 'react-hook-form';
import { Card } from '@/ui/card';
import { BackoffCurve } from './backoff-curve';
import { CheckField, ChoiceField, FieldRow, More, NumberField, SelectField, TextField } from './fields';
import type { TaskForm } from './task-form';
import { useLaneChoicesQuery } from './task-wizard.api';
import { WhoIsTold } from './who-is-told';

export function DeliveryStep() {
  return (
    <div className="flex flex-col gap-4">
      <Card title="Order">
        <div className="flex flex-col gap-4">
          <FieldRow>
            <LaneField />
            <SelectField
              name="priority"
              options={{ urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low' }}
              hint="Of runs that wait, those of a higher priority begin first; among equals, who was due first."
            />
            <OverlapField />
          </FieldRow>
        </div>
      </Card>
      <Card title="Patience">
        <div className="flex flex-col gap-4">
          <FieldRow>
            <NumberField name="timeoutS" hint="Of one attempt, from the first byte out to the last one in." />
            <NumberField name="maxRetry" inputMode="numeric" hint="After the first attempt; 0 tries once." />
            <SelectField
              name="backoffStrategy"
              options={{ exponential: 'Each twice the one before', fixed: 'All alike' }}
            />
            <NumberField name="backoffBaseS" />
            <NumberField name="backoffMaxS" hint="No wait is longer; a receiver’s Retry-After may be." />
          </FieldRow>
          <CheckField
            name="backoffJitter"
            hint="Each wait is anything between nothing and its length, so that failed runs do not come back in step."
          />
          <TextField
            name="retryOn"
            placeholder="408, 429, 5xx"
            className="sm:max-w-md"
            hint="After any other status the run has failed at once. Empty: every one. Time-outs and lost connections are always tried again."
          />
          <BackoffCurve />
        </div>
      </Card>
      <Outcomes />
      <WhoIsTold />
      <Card title="Found again by">
        <FieldRow>
          <TextField name="tags" placeholder="billing, nightly" hint="With commas between them." />
          <TextField name="agentId" hint="Whose work this is, where agents share an installation." />
        </FieldRow>
      </Card>
    </div>
  );
}

function LaneField() {
  const { data } = useLaneChoicesQuery();
  const name = useWatch<TaskForm, 'lane'>({ name: 'lane' }).trim();
  const lane = data?.items.find((each) => each.name === name);
  return (
    <ChoiceField
      name="lane"
      placeholder="None: runs beside all others"
      choices={(data?.items ?? []).map((each) => ({
        value: each.name,
        note: limitOf(each.concurrencyLimit),
      }))}
      empty="A new lane of this name, one at a time."
      hint={
        name === ''
          ? 'Runs of one lane share its limit; those of a lane with limit 1 go strictly one after another.'
          : lane === undefined
            ? 'A new lane, made with the task: its runs go strictly one after another.'
            : `${capital(limitOf(lane.concurrencyLimit))}${lane.paused ? '; it is paused now, so runs wait' : ''}. ${lane.counts.held} wait in it.`
      }
    />
  );
}

const limitOf = (limit: number): string => (limit === 1 ? 'one at a time' : `${limit} at a time`);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const overlapHints = {
  skip: 'The new instant is recorded as skipped.',
  queue: 'The new run waits until the open one has ended.',
  allow: 'Both run at once.',
};

function OverlapField() {
  const policy = useWatch<TaskForm, 'overlapPolicy'>({ name: 'overlapPolicy' });
  return (
    <SelectField
      name="overlapPolicy"
      options={{ skip: 'Skip the new one', queue: 'Let the new one wait', allow: 'Run both' }}
      hint={overlapHints[policy]}
    />
  );
}

function Outcomes() {
  const [onFailure, assertion] = useWatch<TaskForm, ['onFailure', 'assertion.type']>({
    name: ['onFailure', 'assertion.type'],
  });
  return (
    <Card title="Outcome">
      <div className="flex flex-col gap-4">
        <FieldRow>
          <SelectField
            name="onFailure"
            options={{ stop: 'Stop the task', continue: 'Go on with the schedule' }}
            hint={
              onFailure === 'stop'
                ? 'The task stays failed and unscheduled until somebody retries or resumes it.'
                : 'The task says failed, and its next instant runs all the same.'
            }
          />
          <TextField name="successStatus" placeholder="404, 409" />
          <NumberField
            name="deadlineS"
            hint="After its instant; a run still open then ends as abandoned. Empty: none."
          />
        </FieldRow>
        <CheckField
          name="atMostOnce"
          hint="An attempt whose outcome is unknown, as after a crash, is not repeated: the run ends as abandoned instead."
        />
        <More title="Look into the response" {...(assertion !== 'none' && { note: 'on' })}>
          <FieldRow>
            <SelectField
              name="assertion.type"
              options={{
                none: 'No',
                json_path_exists: 'A JSON path must exist',
                json_path_equals: 'A JSON path must have a value',
                regex: 'A regular expression must match',
              }}
              hint="A successful status counts only if this holds too."
            />
            {assertion.startsWith('json_path') && (
              <TextField name="assertion.path" placeholder="$.status" isCode />
            )}
            {assertion === 'json_path_equals' && (
              <TextField name="assertion.value" placeholder={'"done"'} isCode />
            )}
            {assertion === 'regex' && <TextField name="assertion.pattern" isCode />}
          </FieldRow>
          <CheckField
            name="steering"
            hint="By carillon-… headers of its response: when to run again, whether to stop, what it has cost."
          />
        </More>
      </div>
    </Card>
  );
}
