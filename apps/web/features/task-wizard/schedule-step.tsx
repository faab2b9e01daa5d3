'use client';

import { useMemo } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { listTimeZones, offsetNameOf } from '@/features/time/civil-time';
import { localZone } from '@/features/time/local-zone';
import type { PlanKind } from '@/features/schedules/plan';
import { cronOf, isCronKind, planKinds } from '@/features/schedules/plan';
import { SchedulePreviewPanel } from '@/features/schedules/schedule-preview-panel';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Tabs } from '@/ui/tabs';
import { fieldId } from './field-facts';
import { ChoiceField, FieldRow, More, NumberField, SelectField, TextField } from './fields';
import { PlanFields } from './plan-fields';
import type { TaskForm } from './task-form';
import { wholeTaskOf } from './task-of-form';

const tabNames: Record<PlanKind, string> = {
  every: 'Every',
  daily: 'Daily',
  weekly: 'Weekly',
  monthly: 'Monthly',
  cron: 'Cron',
  once: 'Once',
  now: 'Now',
  manual: 'Manual',
};

export function ScheduleStep({ isEdit }: { isEdit: boolean }) {
  const { field } = useController<TaskForm, 'plan.kind'>({ name: 'plan.kind' });
  const { getValues, setValue } = useFormContext<TaskForm>();
  const kinds = planKinds.filter((kind) => !(isEdit && kind === 'now'));
  const choose = (kind: PlanKind): void => {
    const plan = getValues('plan');
    const cron = cronOf(plan);
    // What the tabs have made is a start for whoever goes on by hand.
    if (kind === 'cron' && cron !== null && cron !== '') setValue('plan.cron', cron);
    field.onChange(kind);
  };
  const isRecurring = isCronKind(field.value);
  return (
    <div className="flex flex-col gap-4">
      <Card title="When">
        <div id={fieldId('plan.kind')} tabIndex={-1} className="flex flex-col gap-4 outline-none">
          <Tabs
            label="When"
            value={field.value}
            onChange={(kind) => choose(kind as PlanKind)}
            tabs={kinds.map((kind) => ({
              id: kind,
              label: tabNames[kind],
              content: <PlanFields kind={kind} />,
            }))}
          />
          {(isRecurring || field.value === 'once') && <ZoneField />}
        </div>
      </Card>
      <Preview />
      {isRecurring && <Limits />}
      {(isRecurring || field.value === 'once') && <Missed isRecurring={isRecurring} />}
    </div>
  );
}

function ZoneField() {
  const { setValue } = useFormContext<TaskForm>();
  const zone = useWatch<TaskForm, 'timeZone'>({ name: 'timeZone' });
  const choices = useMemo(() => listTimeZones().map((value) => ({ value, note: offsetNameOf(value) })), []);
  const local = localZone();
  return (
    <div className="flex flex-wrap items-end gap-3">
      <ChoiceField
        name="timeZone"
        choices={choices}
        className="w-full sm:w-80"
        hint="The schedule keeps to this zone’s clocks, summer and winter. Write a part of the name to find one."
        empty="No zone of this name."
      />
      <div className="flex gap-2 sm:pb-5">
        {[...new Set([local, 'UTC'])]
          .filter((each) => each !== zone)
          .map((each) => (
            <Button
              key={each}
              look="quiet"
              onClick={() => setValue('timeZone', each, { shouldDirty: true, shouldValidate: true })}
            >
              {each}
            </Button>
          ))}
      </div>
    </div>
  );
}

function Preview() {
  const form = useWatch<TaskForm>() as TaskForm;
  const { taskSchedule, timeZone, runAt, startsAt, endsAt, maxRuns, dstGap, dstOverlap, tags, lane } =
    wholeTaskOf(form);
  return (
    <SchedulePreviewPanel
      kind={form.plan.kind}
      {...{ taskSchedule, timeZone, runAt, startsAt, endsAt, dstGap, dstOverlap, tags, lane }}
      maxRuns={maxRuns !== null && maxRuns > 0 ? maxRuns : null}
    />
  );
}

function Limits() {
  return (
    <More title="Beginning, end and spread">
      <FieldRow>
        <TextField
          name="startsAt"
          type="datetime-local"
          step="any"
          hint="In the task’s zone; empty: at once."
        />
        <TextField name="endsAt" type="datetime-local" step="any" hint="Empty: without end." />
        <NumberField name="maxRuns" inputMode="numeric" hint="Then the task is completed. Empty: no limit." />
        <NumberField
          name="jitterS"
          hint="Each run is put off at random by up to this, so that not all come at once."
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          name="dstGap"
          options={{ run_after: 'Run once, after the gap', skip: 'Skip what does not exist' }}
          hint="For times that the clocks leap over."
        />
        <SelectField
          name="dstOverlap"
          options={{ first: 'Run the first time only', both: 'Run both times' }}
          hint="For times that come twice."
        />
      </FieldRow>
    </More>
  );
}

function Missed({ isRecurring }: { isRecurring: boolean }) {
  const policy = useWatch<TaskForm, 'misfirePolicy'>({ name: 'misfirePolicy' });
  return (
    <Card title="If Carillon was down" note="What becomes of instants that nobody was there for">
      <FieldRow>
        <SelectField
          name="misfirePolicy"
          options={
            isRecurring
              ? {
                  latest: 'Run the newest one once',
                  skip: 'Run none of them',
                  all: 'Run all of them, in order',
                }
              : { latest: 'Run it late', skip: 'Do not run it', all: 'Run it late, within the limit' }
          }
          hint="Every instant that is not run is recorded as skipped, with its reason."
        />
        {policy !== 'latest' && (
          <NumberField
            name="misfireWindowS"
            hint={
              policy === 'skip'
                ? 'What is less late is run still. Empty: 60.'
                : 'Older ones are skipped. Empty: however late.'
            }
          />
        )}
        {policy === 'all' && isRecurring && (
          <NumberField name="misfireCap" inputMode="numeric" hint="The newest ones." />
        )}
      </FieldRow>
    </Card>
  );
}
