'use client';

import { useMemo } from 'react';
import { listTimeZones, offsetNameOf } from '@/features/time/civil-time';
import { Combobox } from '@/ui/combobox';
import { CheckboxField, Field, Input } from '@/ui/field';
import type { QuietHours } from './alert-channels.api';
import { dayNames } from './alert-words';

export interface QuietHoursFieldsProps {
  value: QuietHours;
  onChange: (value: QuietHours) => void;
  /** What is wrong, by the path of the field. */
  faultOf: (path: string) => string | null;
}

/** From when to when, where, and on which days. */
export function QuietHoursFields({ value, onChange, faultOf }: QuietHoursFieldsProps) {
  const zones = useMemo(() => listTimeZones().map((zone) => ({ value: zone, note: offsetNameOf(zone) })), []);
  const { from, to, timeZone, days } = value;
  const toggle = (day: number, isOn: boolean): void => {
    const others = days.filter((each) => each !== day);
    onChange({ ...value, days: isOn ? [...others, day].sort() : others });
  };
  const dayFault = faultOf('quietHours.days');
  return (
    <fieldset className="border-line ml-6 flex flex-col gap-3 border-l pl-4">
      <legend className="sr-only">Quiet hours</legend>
      <div className="grid gap-3 sm:grid-cols-[8.25rem_8.25rem_1fr]">
        <Field label="From" error={faultOf('quietHours.from')}>
          <Input
            type="time"
            value={from}
            onChange={(event) => onChange({ ...value, from: event.target.value })}
          />
        </Field>
        <Field label="To" error={faultOf('quietHours.to')}>
          <Input
            type="time"
            value={to}
            onChange={(event) => onChange({ ...value, to: event.target.value })}
          />
        </Field>
        <Field label="Time zone" error={faultOf('quietHours.timeZone')}>
          <Combobox
            value={timeZone}
            onChange={(zone) => onChange({ ...value, timeZone: zone })}
            choices={zones}
            empty="No time zone matches."
          />
        </Field>
      </div>
      <fieldset>
        <legend className="mb-1 font-medium">Days on which they begin</legend>
        <div className="flex flex-wrap gap-x-4 gap-y-1.5">
          {dayNames.map((name, index) => (
            <CheckboxField
              key={name}
              label={name}
              checked={days.includes(index + 1)}
              onChange={(event) => toggle(index + 1, event.target.checked)}
            />
          ))}
        </div>
        {dayFault !== null && <p className="text-danger mt-1 text-xs font-medium">{dayFault}</p>}
      </fieldset>
    </fieldset>
  );
}
