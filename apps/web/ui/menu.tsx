'use client';

import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names';

export interface MenuItem {
  label: string;
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

export function Menu({ trigger, groups }: MenuProps) {
  const shown = groups.filter((group) => group.length > 0);
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="z-50">
          <Base.Popup className="border-line bg-surface shadow-float min-w-44 rounded-lg border p-1 outline-none">
            {shown.map((group, index) => (
              <div key={group[0]!.label}>
                {index > 0 && <Base.Separator className="bg-line my-1 h-px" />}
                {group.map((item) => (
                  <Item key={item.label} item={item} />
                ))}
              </div>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Item({
  item: { label, icon, onSelect, danger = false, disabledBecause = null },
}: {
  item: MenuItem;
}) {
  return (
    <Base.Item
      disabled={disabledBecause !== null}
      title={disabledBecause ?? undefined}
      onClick={onSelect}
      className={classNames(
        'flex h-8 cursor-default items-center gap-2 rounded-md px-2 outline-none select-none',
        'data-[highlighted]:bg-sunken data-[disabled]:opacity-50',
        danger && 'text-danger',
      )}
    >
      <span aria-hidden className="flex w-4 justify-center">
        {icon}
      </span>
      {label}
    </Base.Item>
  );
}
