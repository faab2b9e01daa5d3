'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { ChevronsUpDown } from 'lucide-react';
import { useMemo } from 'react';
import { classNames } from './class-names';
import type { ComboboxProps } from './combobox';
import { inputShape } from './input-shape';

/** As many as one reads; more are found by writing. */
const shownMax = 60;

/** The field and the list of Combobox. */
export function ComboboxView({ value, onChange, choices, empty, inputRef, ...input }: ComboboxProps) {
  const items = useMemo(() => choices.map((choice) => choice.value), [choices]);
  const notes = useMemo(() => new Map(choices.map((choice) => [choice.value, choice.note])), [choices]);
  return (
    <Autocomplete.Root
      items={items}
      value={value}
      onValueChange={onChange}
      filter={(item: string, query) => items.includes(query) || matches(item, query)}
      limit={shownMax}
      openOnInputClick
    >
      <div className="relative">
        <Autocomplete.Input
          {...input}
          ref={inputRef}
          autoComplete="off"
          className={classNames(inputShape, 'h-8 pr-8')}
        />
        <Autocomplete.Trigger
          aria-label="Show the choices"
          tabIndex={-1}
          className="text-ink-faint absolute inset-y-0 right-0 flex w-8 items-center justify-center"
        >
          <ChevronsUpDown size={14} aria-hidden />
        </Autocomplete.Trigger>
      </div>
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={4} align="start" className="z-50">
          <Autocomplete.Popup className="border-line bg-surface shadow-float max-h-72 w-(--anchor-width) min-w-56 overflow-y-auto rounded-lg border p-1 outline-none">
            <Autocomplete.Empty>
              {empty !== undefined && <p className="text-ink-faint px-2 py-1.5 text-xs">{empty}</p>}
            </Autocomplete.Empty>
            <Autocomplete.List>
              {(item: string) => (
                <Autocomplete.Item
                  key={item}
                  value={item}
                  className="data-[highlighted]:bg-sunken flex min-h-8 cursor-default items-center justify-between gap-3 rounded-md px-2 select-none"
                >
                  <span className="truncate">{item}</span>
                  <span className="text-ink-faint shrink-0 text-xs">{notes.get(item)}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}

/** Every word of the query, wherever: `america york` finds America/New_York. */
function matches(item: string, query: string): boolean {
  const text = item.toLowerCase().replaceAll('_', ' ');
  return query
    .toLowerCase()
    .replaceAll('_', ' ')
    .split(/\s+/)
    .every((word) => text.includes(word));
}
