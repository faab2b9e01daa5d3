'use client';

import type { ReactElement, ReactNode } from 'react';
import { useMenuButton } from './menu-button';
import { onDemand } from './on-demand';

export interface MenuItem {
  label: string;
  /** Below the label, smaller: what it is. */
  note?: string;
  icon?: ReactNode;
  onSelect: () => void;
  danger?: boolean;
  /** Why it cannot be done now; shown as a tooltip. */
  disabledBecause?: string | null;
}

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  /** Groups, with a line between them. */
  groups: readonly (readonly MenuItem[])[];
}

const MenuItems = onDemand(() => import('./menu-items').then((module) => module.MenuItems));

export function Menu({ trigger, groups }: MenuProps) {
  const { button, menu } = useMenuButton(trigger);
  return (
    <>
      {button}
      {menu !== null && <MenuItems menu={menu} groups={groups} />}
    </>
  );
}
