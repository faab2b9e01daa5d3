'use client';

import { useTheme } from 'next-themes';
import type { ReactNode } from 'react';
import { useEffect, useId, useMemo, useState } from 'react';
import { isTimeZone, listTimeZones, offsetNameOf } from '@/features/time/civil-time';
import { formatInstant } from '@/features/time/format-time';
import { browserZone } from '@/features/time/local-zone';
import { useChooseClock } from '@/features/time/shown-clock';
import { useNow } from '@/features/time/use-clock';
import { useAppDispatch, useAppSelector } from '@/store';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { Combobox } from '@/ui/combobox';
import { Select } from '@/ui/field';
import { Switch } from '@/ui/switch';
import type { Clock, Preferences } from './preferences.slice';
import { defaultPreferences, preferenceChanged } from './preferences.slice';

const clockNames: Record<Clock, string> = {
  local: 'Local time',
  utc: 'UTC',
  task: 'The task’s own zone',
  relative: 'Relative to now',
};

const densities = { comfortable: 'Comfortable', compact: 'Compact' };
const motions = { system: 'As the system has it', reduced: 'Reduced', full: 'Full' };
const pageSizes = { '25': '25', '50': '50', '100': '100' };
const themes = { system: 'As the system has it', light: 'Light', dark: 'Dark' };

/** How this browser shows things; kept in it, and in force at once. */
export function PreferencesForm() {
  const preferences = useAppSelector((state) => state.preferences);
  const dispatch = useAppDispatch();
  const change = (changes: Partial<Preferences>): void => void dispatch(preferenceChanged(changes));
  const chooseClock = useChooseClock();
  const reset = (): void => {
    change(defaultPreferences);
    chooseClock(defaultPreferences.clock);
  };
  const now = useNow();
  const sample = new Date(now).toISOString();
  return (
    <Card
      title="This browser"
      note="Kept here, not on the server"
      actions={
        <Button look="quiet" onClick={reset}>
          Back to the defaults
        </Button>
      }
    >
      <div className="divide-line -my-2 flex flex-col divide-y">
        <Choice label="Theme" hint="Contrast is the same in both." render={(id) => <ThemeChoice id={id} />} />
        <Choice
          label="Clock"
          hint={
            <>
              How times are written:{' '}
              <span suppressHydrationWarning>{formatInstant(sample, preferences.clock)}</span>. Pointing at a
              time, a touch or the focus tells all of them.
            </>
          }
          render={(id) => (
            <Options id={id} value={preferences.clock} options={clockNames} onChange={chooseClock} />
          )}
        />
        <Choice
          label="Time zone"
          hint="In which local times are shown, and new schedules begin. Write a part of the name to find one."
          render={(id) => (
            <ZoneChoice id={id} zone={preferences.zone} onChange={(zone) => change({ zone })} />
          )}
        />
        <Choice
          label="Density"
          hint="The height of table rows. Buttons stay at least 24 pixels high."
          render={(id) => (
            <Options
              id={id}
              value={preferences.density}
              options={densities}
              onChange={(density) => change({ density })}
            />
          )}
        />
        <Choice
          label="Motion"
          hint="Reduced, nothing grows, pulses or spins."
          render={(id) => (
            <Options
              id={id}
              value={preferences.motion}
              options={motions}
              onChange={(motion) => change({ motion })}
            />
          )}
        />
        <Choice
          label="Rows of a page"
          hint="So many are read at once."
          render={(id) => (
            <Options
              id={id}
              value={`${preferences.pageSize}`}
              options={pageSizes}
              onChange={(size) => change({ pageSize: Number(size) as Preferences['pageSize'] })}
            />
          )}
        />
        <Toggle
          label="Single-letter shortcuts"
          hint="Off, letters do nothing outside of fields; Ctrl K stays."
          checked={preferences.shortcuts}
          onChange={(shortcuts) => change({ shortcuts })}
        />
        <Toggle
          label="Announcements"
          hint="Whether screen readers are told what changes on the page."
          checked={preferences.announcements}
          onChange={(announcements) => change({ announcements })}
        />
      </div>
    </Card>
  );
}

interface ChoiceProps {
  label: string;
  hint: ReactNode;
  /** The control, which is given its id. */
  render: (id: string) => ReactNode;
}

function Choice({ label, hint, render }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
      <div className="min-w-40 flex-1">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p className="text-ink-soft text-xs">{hint}</p>
      </div>
      {render(id)}
    </div>
  );
}

function Toggle(props: { label: string; hint: string; checked: boolean; onChange: (on: boolean) => void }) {
  const { label, hint, checked, onChange } = props;
  return (
    <div className="flex items-center gap-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{label}</p>
        <p className="text-ink-soft text-xs">{hint}</p>
      </div>
      <Switch label={label} checked={checked} onChange={onChange} />
    </div>
  );
}

function Options<Value extends string>(props: {
  id: string;
  value: Value;
  options: Readonly<Record<Value, string>>;
  onChange: (value: Value) => void;
}) {
  const { id, value, options, onChange } = props;
  return (
    <Select
      id={id}
      value={value}
      onChange={(event) => onChange(event.target.value as Value)}
      className="w-full sm:w-48"
    >
      {Object.entries<string>(options).map(([each, name]) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
    </Select>
  );
}

/** What is written is taken once it is a zone; an empty box is the browser’s own. */
function ZoneChoice(props: { id: string; zone: string | null; onChange: (zone: string | null) => void }) {
  const { id, zone, onChange } = props;
  const [unfinished, setUnfinished] = useState<string | null>(null);
  const choices = useMemo(() => listTimeZones().map((value) => ({ value, note: offsetNameOf(value) })), []);
  const write = (written: string): void => {
    const isWhole = written === '' || isTimeZone(written);
    setUnfinished(isWhole ? null : written);
    if (isWhole) onChange(written === '' ? null : written);
  };
  return (
    <div className="w-full sm:w-48">
      <Combobox
        id={id}
        value={unfinished ?? zone ?? ''}
        onChange={write}
        onBlur={() => setUnfinished(null)}
        choices={choices}
        placeholder={`${browserZone()}, the browser’s`}
        empty="No zone of this name."
      />
    </div>
  );
}

/** What is chosen is known only in the browser. */
function ThemeChoice({ id }: { id: string }) {
  const { theme, setTheme } = useTheme();
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(true), []);
  const value = (isThere ? (theme ?? 'system') : 'system') as keyof typeof themes;
  return <Options id={id} value={value} options={themes} onChange={setTheme} />;
}
