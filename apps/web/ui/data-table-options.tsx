'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import type { Preferences } from '@/features/preferences/preferences.slice';
import { preferenceChanged } from '@/features/preferences/preferences.slice';
import { useAppDispatch, useAppSelector } from '@/store';
import { IconButton } from './button';
import type { Column } from './data-table';

/** Hidden without anybody having chosen, until somebody chooses. */
function defaultHidden(columns: readonly Column<never>[]): string[] {
  return columns.filter(({ isExtra = false }) => isExtra).map(({ id }) => id);
}

/** The columns of a table that are not hidden, and have room in a window of this width. */
export function useShownColumns<Row>(
  name: string,
  columns: readonly Column<Row>[],
  width: number,
): readonly Column<Row>[] {
  const chosen = useAppSelector((state) => state.preferences.hiddenColumns[name]);
  return useMemo(() => {
    const hidden = chosen ?? defaultHidden(columns);
    return columns.filter(
      ({ id, isFixed = false, from = 0 }) => isFixed || (from <= width && !hidden.includes(id)),
    );
  }, [chosen, columns, width]);
}

export interface TableOptionsProps<Row> {
  /** The table's, as in DataTable. */
  name: string;
  columns: readonly Column<Row>[];
  /** Whether rows come in pages of the chosen size. */
  withPageSize?: boolean;
}

/** Which columns a table shows, and how high its rows are; kept in the browser. */
export function TableOptions<Row>({ name, columns, withPageSize = false }: TableOptionsProps<Row>) {
  const preferences = useAppSelector((state) => state.preferences);
  const dispatch = useAppDispatch();
  const hidden = preferences.hiddenColumns[name] ?? defaultHidden(columns);
  const change = (values: Partial<Preferences>): void => void dispatch(preferenceChanged(values));
  const hide = (id: string, isShown: boolean): void => {
    const next = isShown ? hidden.filter((each) => each !== id) : [...hidden, id];
    change({ hiddenColumns: { ...preferences.hiddenColumns, [name]: next } });
  };
  return (
    <Base.Root>
      <Base.Trigger
        render={<IconButton look="plain" label="Columns and rows" icon={<SlidersHorizontal size={14} />} />}
      />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="z-50">
          <Base.Popup className="border-line bg-surface shadow-float max-h-[70dvh] min-w-48 overflow-auto rounded-lg border p-1 outline-none">
            <Group label="Columns">
              {columns
                .filter(({ isFixed = false }) => !isFixed)
                .map(({ id, label }) => (
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
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
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
