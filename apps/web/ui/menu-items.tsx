'use client';

import { Menu as Base } from '@base-ui/react/menu';
import { classNames } from './class-names';
import type { MenuItem, MenuProps } from './menu';
import type { OpenedMenu } from './menu-button';
import { MenuFrame } from './menu-frame';

/** What Menu shows when it is opened. */
export function MenuItems({ menu, groups }: { menu: OpenedMenu } & Pick<MenuProps, 'groups'>) {
  const shown = groups.filter((group) => group.length > 0);
  return (
    <MenuFrame menu={menu} className="min-w-44">
      {shown.map((group, index) => (
        <div key={group[0]!.label}>
          {index > 0 && <Base.Separator className="bg-line my-1 h-px" />}
          {group.map((item) => (
            <Item key={item.label} item={item} />
          ))}
        </div>
      ))}
    </MenuFrame>
  );
}

function Item({
  item: { label, note, icon, onSelect, danger = false, disabledBecause = null },
}: {
  item: MenuItem;
}) {
  return (
    <Base.Item
      disabled={disabledBecause !== null}
      title={disabledBecause ?? undefined}
      onClick={onSelect}
      className={classNames(
        'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 outline-none select-none',
        'data-[highlighted]:bg-sunken data-[disabled]:opacity-50',
        danger && 'text-danger',
      )}
    >
      <span aria-hidden className="flex w-4 justify-center">
        {icon}
      </span>
      {note === undefined ? (
        label
      ) : (
        <span className="flex max-w-72 flex-col py-1">
          {label}
          <span className="text-ink-soft text-xs">{note}</span>
        </span>
      )}
    </Base.Item>
  );
}
