'use client';

import { useController, useFormContext, useWatch } from 'react-hook-form';
import type { Plan, PlanKind } from '@/features/schedules/plan';
import { evenSteps } from '@/features/schedules/plan';
import { classNames } from '@/ui/class-names';
import { fieldId, labelOf } from './field-facts';
import { FieldRow, NumberField, SelectField, TextField, useFault } from './fields';
import type { TaskForm } from './task-form';

/** Monday first, as calendars have it; the numbers are cron's. */
const weekDays = [
  [1, 'Monday'],
  [2, 'Tuesday'],
  [3, 'Wednesday'],
  [4, 'Thursday'],
  [5, 'Friday'],
  [6, 'Saturday'],
  [0, 'Sunday'],
] as const;

export function PlanFields({ kind }: { kind: PlanKind }) {
  switch (kind) {
    case 'every':
      return <EveryFields />;
    case 'daily':
      return (
        <FieldRow>
          <TimeField />
          <SelectField
            name="plan.dailyOn"
            options={{ all: 'Every day', weekdays: 'Monday to Friday', weekend: 'Saturday and Sunday' }}
          />
        </FieldRow>
      );
    case 'weekly':
      return (
        <div className="flex flex-col gap-4">
          <WeekDays />
          <FieldRow>
            <TimeField />
          </FieldRow>
        </div>
      );
    case 'monthly':
      return <MonthlyFields />;
    case 'cron':
      return <CronFields />;
    case 'once':
      return (
        <FieldRow>
          <TextField name="plan.runAt" type="datetime-local" step="any" hint="In the zone below." />
        </FieldRow>
      );
    case 'now':
      return <p className="text-ink-soft">It is due at once when it is created, once.</p>;
    case 'manual':
      return (
        <p className="text-ink-soft">
          It never runs by itself: only by “Run now”, by the API, or from another system.
        </p>
      );
  }
}

const TimeField = () => <TextField name="plan.time" type="time" />;

function EveryFields() {
  const unit = useWatch<TaskForm, 'plan.every.unit'>({ name: 'plan.every.unit' });
  const { getValues, setValue } = useFormContext<TaskForm>();
  const { field } = useController<TaskForm, 'plan.every.unit'>({ name: 'plan.every.unit' });
  const choose = (next: Plan['every']['unit']): void => {
    field.onChange(next);
    // A step that the new unit has not would be no even one.
    if (!evenSteps[next].includes(Number(getValues('plan.every.count')))) setValue('plan.every.count', '1');
  };
  return (
    <div className="flex flex-wrap gap-4">
      <SelectField
        name="plan.every.count"
        className="w-28"
        options={Object.fromEntries(evenSteps[unit].map((step) => [String(step), String(step)]))}
      />
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium">{labelOf('plan.every.unit')}</legend>
        <div className="border-line-strong/60 inline-flex overflow-hidden rounded-md border">
          {(['second', 'minute', 'hour'] as const).map((each) => (
            <label
              key={each}
              className={classNames(
                'has-focus-visible:outline-accent flex h-7.5 cursor-pointer items-center px-3 has-focus-visible:outline-2',
                each === unit ? 'bg-accent-soft text-ink font-medium' : 'bg-surface text-ink-soft',
              )}
            >
              <input
                type="radio"
                name="every-unit"
                className="sr-only"
                checked={each === unit}
                onChange={() => choose(each)}
              />
              {each}s
            </label>
          ))}
        </div>
      </fieldset>
      {unit === 'hour' && (
        <NumberField name="plan.every.minute" inputMode="numeric" className="w-28" hint="Past the hour." />
      )}
    </div>
  );
}

function WeekDays() {
  const { field } = useController<TaskForm, 'plan.weekDays'>({ name: 'plan.weekDays' });
  const fault = useFault('plan.weekDays');
  const toggle = (day: number): void => {
    const has = field.value.includes(day);
    field.onChange(has ? field.value.filter((each) => each !== day) : [...field.value, day]);
  };
  return (
    <fieldset id={fieldId('plan.weekDays')} tabIndex={-1} className="outline-none">
      <legend className="mb-1 font-medium">Days of the week</legend>
      <div className="flex flex-wrap gap-1.5">
        {weekDays.map(([day, name]) => {
          const isChosen = field.value.includes(day);
          return (
            <button
              key={day}
              type="button"
              aria-pressed={isChosen}
              aria-label={name}
              onClick={() => toggle(day)}
              className={classNames(
                'h-8 min-w-12 rounded-md border px-2 font-medium',
                isChosen
                  ? 'bg-accent text-accent-ink border-transparent'
                  : 'border-line-strong/60 text-ink-soft',
              )}
            >
              {name.slice(0, 3)}
            </button>
          );
        })}
      </div>
      {fault !== null && <p className="text-danger mt-1 text-xs font-medium">{fault}</p>}
    </fieldset>
  );
}

function MonthlyFields() {
  const [by, day] = useWatch<TaskForm, ['plan.monthly.by', 'plan.monthly.day']>({
    name: ['plan.monthly.by', 'plan.monthly.day'],
  });
  return (
    <FieldRow>
      <SelectField
        name="plan.monthly.by"
        options={{
          day: 'A day of the month',
          last: 'The last day of the month',
          weekday: 'A day of the week',
        }}
      />
      {by === 'day' && (
        <NumberField
          name="plan.monthly.day"
          inputMode="numeric"
          hint={
            Number(day) > 28
              ? 'Months without this day are left out; “The last day” leaves out none.'
              : undefined
          }
        />
      )}
      {by === 'weekday' && (
        <SelectField
          name="plan.monthly.nth"
          options={{
            '1': 'First',
            '2': 'Second',
            '3': 'Third',
            '4': 'Fourth',
            '5': 'Fifth, where there is one',
            last: 'Last',
          }}
        />
      )}
      {by === 'weekday' && (
        <SelectField
          name="plan.monthly.weekDay"
          options={Object.fromEntries(weekDays.map(([number, name]) => [String(number), name]))}
        />
      )}
      <TimeField />
    </FieldRow>
  );
}

const examples = [
  ['*/15 * * * *', 'every 15 minutes'],
  ['0 9 * * MON-FRI', '09:00 on working days'],
  ['0 0 1 * *', 'midnight on the first'],
  ['0 22 L * *', '22:00 on the last day'],
  ['0 8 * * 1#2', '08:00 on the second Monday'],
  ['*/10 * * * * *', 'every 10 seconds'],
] as const;

function CronFields() {
  const { setValue } = useFormContext<TaskForm>();
  return (
    <div className="flex flex-col gap-3">
      <TextField
        name="plan.cron"
        spellCheck={false}
        isCode
        hint="Minute, hour, day of month, month, day of week; with six fields the second comes first. Also @hourly, @daily and the like."
      />
      <ul aria-label="Examples" className="grid grid-cols-1 gap-1 sm:grid-cols-2 lg:grid-cols-3">
        {examples.map(([cron, words]) => (
          <li key={cron}>
            <button
              type="button"
              onClick={() => setValue('plan.cron', cron, { shouldDirty: true, shouldValidate: true })}
              className="hover:bg-sunken flex min-h-7 w-full items-center gap-2 rounded px-1.5 text-left text-xs"
            >
              <code className="font-mono whitespace-nowrap">{cron}</code>
              <span className="text-ink-faint truncate">{words}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
