'use client';

import { Menu as Base } from '@base-ui/react/menu';
import type { KeyboardEvent, ReactNode } from 'react';
import { useRef } from 'react';
import { classNames } from './class-names';
import type { OpenedMenu } from './menu-button';

export interface MenuFrameProps {
  menu: OpenedMenu;
  /** The edge of the button at which it stands. Default its end. */
  align?: 'start' | 'end';
  className?: string;
  children: ReactNode;
}

/** The box of a menu's items, beside its button. */
export function MenuFrame({
  menu: { isOpen, onClose, button, buttonId, menuId, begin },
  align = 'end',
  className,
  children,
}: MenuFrameProps) {
  const popup = useRef<HTMLDivElement>(null);
  const focusItem = (): void => {
    const items = popup.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [];
    [...items].at(begin === 'first item' ? 0 : -1)?.focus();
  };
  // From its button the Tab key goes on to what stands beside it.
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab') return;
    button?.focus();
    onClose();
  };
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(open, { event, reason }) =>
        !open && onClose(reason === 'item-press' ? undefined : event.timeStamp)
      }
      onOpenChangeComplete={(open) => open && begin !== 'menu' && focusItem()}
    >
      <Base.Portal>
        <Base.Positioner anchor={button} sideOffset={4} align={align} className="z-50">
          <Base.Popup
            ref={popup}
            id={menuId}
            aria-labelledby={buttonId}
            onKeyDown={leave}
            className={classNames(
              'border-line bg-surface shadow-float rounded-lg border p-1 outline-none',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
