'use client';

import { ChevronDown } from 'lucide-react';
import { valuesOf } from '@/features/filter/filter-terms';
import { Button } from '@/ui/button';
import { useMenuButton } from '@/ui/menu-button';
import { onDemand } from '@/ui/on-demand';
import type { TaskFacet } from './task-list.api';

export interface FacetMenuProps {
  label: string;
  facet: TaskFacet;
  filter: string;
  onChange: (filter: string) => void;
}

const FacetValues = onDemand(() => import('./facet-values').then((module) => module.FacetValues));

/** The values that the tasks of the filter have of one kind, with how many have each; one or more can be chosen. */
export function FacetMenu(props: FacetMenuProps) {
  const { label, facet, filter } = props;
  const chosen = valuesOf(filter, facet);
  const { button, menu } = useMenuButton(
    <Button className={chosen.length > 0 ? 'bg-accent-soft' : undefined}>
      {chosen.length > 0 ? `${label}: ${chosen.length}` : label}
      <ChevronDown size={14} aria-hidden />
    </Button>,
  );
  return (
    <>
      {button}
      {menu !== null && <FacetValues {...props} menu={menu} />}
    </>
  );
}
