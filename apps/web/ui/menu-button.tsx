'use client';

import type { KeyboardEvent, MouseEvent, ReactElement } from 'react';
import { cloneElement, useId, useState } from 'react';

/** A menu that has been opened once, for MenuFrame. */
export interface OpenedMenu {
  isOpen: boolean;
  /** @param pressedAt the time stamp of a press that may be one on its button; none: it was left from within */
  onClose: (pressedAt?: number) => void;
  button: HTMLElement | null;
  buttonId: string;
  menuId: string;
  /** Where the focus goes: with the mouse no item has it. */
  begin: 'menu' | 'first item' | 'last item';
}

/** A finger on the button of an open menu presses beside the menu, which closes it, and then on the button. */
const onePressMs = 300;

/** Draws the button of a menu. Its items, and what places them, come on demand: nothing but the button costs at first. */
export function useMenuButton(trigger: ReactElement<Record<string, unknown>>): {
  button: ReactElement;
  /** Null until it is opened for the first time. */
  menu: OpenedMenu | null;
} {
  const ownId = useId();
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [pressedAt, setPressedAt] = useState(-Infinity);
  const [begin, setBegin] = useState<OpenedMenu['begin'] | null>(null);
  const buttonId = typeof trigger.props.id === 'string' ? trigger.props.id : ownId;
  const menuId = `${buttonId}-menu`;
  const open = (how: OpenedMenu['begin']): void => {
    // Safari gives no focus to a button that is clicked, and it is where the focus comes back to.
    element?.focus();
    setBegin(how);
    setOpen(true);
  };
  const onClose = (pressedAt = -Infinity): void => {
    setPressedAt(pressedAt);
    setOpen(false);
  };
  const onClick = (event: MouseEvent): void => {
    if (isOpen) return onClose();
    const isSamePress = event.detail > 0 && event.timeStamp - pressedAt < onePressMs;
    if (!isSamePress) open(event.detail === 0 ? 'first item' : 'menu');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    open(event.key === 'ArrowDown' ? 'first item' : 'last item');
  };
  const button = cloneElement(trigger, {
    ref: setElement,
    id: buttonId,
    'aria-haspopup': 'menu',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? menuId : undefined,
    onClick,
    onKeyDown,
  });
  const menu = begin === null ? null : { isOpen, onClose, button: element, buttonId, menuId, begin };
  return { button, menu };
}
