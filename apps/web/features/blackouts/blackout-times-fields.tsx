'use client';

import { useMemo } from 'react';
import { listTimeZones, offsetNameOf } from '@/features/time/civil-time';
import type { Plan } from '@/features/schedules/plan';
import { Combobox } from '@/ui/combobox';
import { CheckboxField, Field, Input, Select } from '@/ui/field';
import type { BlackoutDraft, DurationUnit } from './blackout-draft';
import { durationUnits, scheduleOf } from './blackout-draft';

interface TimesFieldsProps {
  draft: BlackoutDraft;
  onChange: (changes: Partial<BlackoutDraft>) => void;
  /** What is wrong, by the path of the field. */
  faultAt: (path: string) => string | null;
}

export function RecursField({ draft: { recurs }, onChange }: Omit<TimesFieldsProps, 'faultAt'>) {
  return (
    <Field label="How often">
      <Select
        value={recurs ? 'recurs' : 'once'}
        onChange={({ target }) => onChange({ recurs: target.value === 'recurs' })}
      >
        <option value="recurs">Again and again</option>
        <option value="once">Once</option>
      </Select>
    </Field>
  );
}

export function ZoneField({ draft, onChange, faultAt }: TimesFieldsProps) {
  const zones = useMemo(() => listTimeZones().map((zone) => ({ value: zone, note: offsetNameOf(zone) })), []);
  return (
    <Field
      label="Time zone"
      hint="By the clocks of this place, summer and winter."
      error={faultAt('timeZone')}
    >
      <Combobox
        value={draft.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
        choices={zones}
        empty="No time zone matches."
      />
    </Field>
  );
}

export function OnceFields({ draft, onChange, faultAt }: TimesFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="From" error={faultAt('startsAt')}>
        <Input
          type="datetime-local"
          value={draft.startsAt}
          onChange={({ target }) => onChange({ startsAt: target.value })}
        />
      </Field>
      <Field label="To" hint="From this instant on everything runs again." error={faultAt('endsAt')}>
        <Input
          type="datetime-local"
          value={draft.endsAt}
          onChange={({ target }) => onChange({ endsAt: target.value })}
        />
      </Field>
    </div>
  );
}

const weekDays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export function RecurringFields({ draft, onChange, faultAt }: TimesFieldsProps) {
  const { plan } = draft;
  const setPlan = (changes: Partial<Plan>): void => onChange({ plan: { ...plan, ...changes } });
  const choose = (kind: Plan['kind']): void => {
    const cron = scheduleOf(draft);
    setPlan({ kind, ...(kind === 'cron' && cron !== '' && { cron }), dailyOn: 'all' });
  };
  const fault = faultAt('schedule');
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="Begins">
          <Select value={plan.kind} onChange={({ target }) => choose(target.value as Plan['kind'])}>
            <option value="daily">Every day</option>
            <option value="weekly">On days of the week</option>
            <option value="cron">By a cron expression</option>
          </Select>
        </Field>
        {plan.kind === 'cron' ? (
          <Field label="Cron expression" error={fault}>
            <Input
              value={plan.cron}
              onChange={({ target }) => setPlan({ cron: target.value })}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
            />
          </Field>
        ) : (
          <Field label="At" error={plan.kind === 'daily' ? fault : null}>
            <Input type="time" value={plan.time} onChange={({ target }) => setPlan({ time: target.value })} />
          </Field>
        )}
        <DurationField draft={draft} onChange={onChange} faultAt={faultAt} />
      </div>
      {plan.kind === 'weekly' && <WeekDays plan={plan} onChange={setPlan} fault={fault} />}
    </>
  );
}

function WeekDays({
  plan,
  onChange,
  fault,
}: {
  plan: Plan;
  onChange: (changes: Partial<Plan>) => void;
  fault: string | null;
}) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium">Days on which it begins</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        {weekDays.map((name, index) => {
          const day = (index + 1) % weekDays.length;
          const others = plan.weekDays.filter((each) => each !== day);
          return (
            <CheckboxField
              key={name}
              label={name}
              checked={others.length < plan.weekDays.length}
              onChange={({ target }) => onChange({ weekDays: target.checked ? [...others, day] : others })}
            />
          );
        })}
      </div>
      {fault !== null && <p className="text-danger mt-1 text-xs font-medium">{fault}</p>}
    </fieldset>
  );
}

function DurationField({ draft: { duration, unit }, onChange, faultAt }: TimesFieldsProps) {
  return (
    <div className="grid grid-cols-[1fr_1.2fr] gap-2">
      <Field label="Lasts" error={faultAt('durationMs')}>
        <Input
          type="number"
          min={1}
          step="any"
          value={duration}
          onChange={({ target }) => onChange({ duration: target.value })}
        />
      </Field>
      <Field label="Unit">
        <Select value={unit} onChange={({ target }) => onChange({ unit: target.value as DurationUnit })}>
          {Object.keys(durationUnits).map((name) => (
            <option key={name} value={name}>
              {name}s
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
