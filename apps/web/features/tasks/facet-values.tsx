'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { problemOf } from '@/api/problem';
import { valuesOf, withValueToggled, withValues } from '@/features/filter/filter-terms';
import { formatNumber } from '@/features/time/format-time';
import type { OpenedMenu } from '@/ui/menu-button';
import { MenuFrame } from '@/ui/menu-frame';
import { LoadingRows, ProblemPanel } from '@/ui/states';
import type { FacetMenuProps } from './facet-menu';
import { useTaskFacetsQuery } from './task-list.api';

/** What FacetMenu shows when it is opened. */
export function FacetValues({ menu, label, facet, filter, onChange }: FacetMenuProps & { menu: OpenedMenu }) {
  const { data, error, refetch } = useTaskFacetsQuery(withValues(filter, facet, []), { skip: !menu.isOpen });
  const chosen = valuesOf(filter, facet);
  const counts = data?.facets[facet] ?? [];
  return (
    <MenuFrame menu={menu} align="start" className="max-h-80 max-w-80 min-w-52 overflow-auto">
      {data === undefined && error === undefined && <LoadingRows rows={3} label="Reading the values" />}
      {data === undefined && error !== undefined && (
        <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />
      )}
      {data !== undefined && counts.length === 0 && (
        <p className="text-ink-faint px-2 py-1.5">No task here has a {label.toLowerCase()}.</p>
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
    </MenuFrame>
  );
}
