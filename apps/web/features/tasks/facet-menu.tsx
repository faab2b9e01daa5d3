'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { valuesOf, withValueToggled, withValues } from '@/features/filter/filter-terms';
import { formatNumber } from '@/features/time/format-time';
import { Button } from '@/ui/button';
import type { TaskFacet } from './task-list.api';
import { useTaskFacetsQuery } from './task-list.api';

export interface FacetMenuProps {
  label: string;
  facet: TaskFacet;
  filter: string;
  onChange: (filter: string) => void;
}

/** The values that the tasks of the filter have of one kind, with how many have each; one or more can be chosen. */
export function FacetMenu({ label, facet, filter, onChange }: FacetMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const { data } = useTaskFacetsQuery(withValues(filter, facet, []), { skip: !isOpen });
  const chosen = valuesOf(filter, facet);
  const counts = data?.facets[facet] ?? [];
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen}>
      <Base.Trigger
        render={
          <Button className={chosen.length > 0 ? 'bg-accent-soft' : undefined}>
            {chosen.length > 0 ? `${label}: ${chosen.length}` : label}
            <ChevronDown size={14} aria-hidden />
          </Button>
        }
      />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className="z-50">
          <Base.Popup className="border-line bg-surface shadow-float max-h-80 min-w-52 max-w-80 overflow-auto rounded-lg border p-1 outline-none">
            {counts.length === 0 && (
              <p className="text-ink-faint px-2 py-1.5">
                {data === undefined ? 'Reading …' : `No task here has a ${label.toLowerCase()}.`}
              </p>
            )}
            {counts.map(({ value, count }) => (
              <Base.CheckboxItem
                key={value}
                checked={chosen.includes(value)}
                onCheckedChange={() => onChange(withValueToggled(filter, facet, value))}
                className="data-[highlighted]:bg-sunken flex h-8 cursor-default items-center gap-2 rounded-md px-2 outline-none select-none"
              >
                <span aria-hidden className="flex w-4 shrink-0 justify-center">
                  <Base.CheckboxItemIndicator>
                    <Check size={14} />
                  </Base.CheckboxItemIndicator>
                </span>
                <span className="min-w-0 flex-1 truncate">{value}</span>
                <span className="text-ink-faint tabular text-xs">{formatNumber(count)}</span>
              </Base.CheckboxItem>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
