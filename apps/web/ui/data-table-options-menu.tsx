'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Preferences } from '@/features/preferences/preferences.slice';
import { preferenceChanged } from '@/features/preferences/preferences.slice';
import { useAppDispatch, useAppSelector } from '@/store';
import type { OpenedMenu } from './menu-button';
import { MenuFrame } from './menu-frame';

export interface TableOptionsMenuProps {
  menu: OpenedMenu;
  /** The table's, as in DataTable. */
  name: string;
  /** Those that can be hidden. */
  columns: readonly { id: string; label: string }[];
  hidden: readonly string[];
  withPageSize: boolean;
}

/** What TableOptions shows when it is opened. */
export function TableOptionsMenu({ menu, name, columns, hidden, withPageSize }: TableOptionsMenuProps) {
  const preferences = useAppSelector((state) => state.preferences);
  const dispatch = useAppDispatch();
  const change = (values: Partial<Preferences>): void => void dispatch(preferenceChanged(values));
  const hide = (id: string, isShown: boolean): void => {
    const next = isShown ? hidden.filter((each) => each !== id) : [...hidden, id];
    change({ hiddenColumns: { ...preferences.hiddenColumns, [name]: next } });
  };
  return (
    <MenuFrame menu={menu} className="max-h-[70dvh] min-w-48 overflow-auto">
      <Group label="Columns">
        {columns.map(({ id, label }) => (
          <Base.CheckboxItem
            key={id}
            className={itemShape}
            checked={!hidden.includes(id)}
            onCheckedChange={(isShown) => hide(id, isShown)}
          >
            <Tick item="checkbox" />
            {label}
          </Base.CheckboxItem>
        ))}
      </Group>
      <Choice
        label="Rows"
        value={preferences.density}
        values={['comfortable', 'compact']}
        onChange={(density) => change({ density: density as Preferences['density'] })}
      />
      {withPageSize && (
        <Choice
          label="Rows read at a time"
          value={String(preferences.pageSize)}
          values={['25', '50', '100']}
          onChange={(size) => change({ pageSize: Number(size) as Preferences['pageSize'] })}
        />
      )}
    </MenuFrame>
  );
}

const itemShape =
  'flex h-8 cursor-default items-center gap-2 rounded-md px-2 outline-none select-none data-[highlighted]:bg-sunken first-letter:uppercase';

function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group className="border-line border-b py-1 last:border-b-0">
      <Base.GroupLabel className="text-ink-faint px-2 py-1 text-xs font-medium">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

function Choice(props: {
  label: string;
  value: string;
  values: readonly string[];
  onChange: (value: string) => void;
}) {
  return (
    <Base.RadioGroup value={props.value} onValueChange={(value: string) => props.onChange(value)}>
      <Group label={props.label}>
        {props.values.map((value) => (
          <Base.RadioItem key={value} value={value} className={itemShape}>
            <Tick item="radio" />
            {value}
          </Base.RadioItem>
        ))}
      </Group>
    </Base.RadioGroup>
  );
}

function Tick({ item }: { item: 'checkbox' | 'radio' }) {
  const Indicator = item === 'checkbox' ? Base.CheckboxItemIndicator : Base.RadioItemIndicator;
  return (
    <span aria-hidden className="flex w-4 justify-center">
      <Indicator>
        <Check size={14} />
      </Indicator>
    </span>
  );
}
