'use client';

import type { FocusEvent, PointerEvent } from 'react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';

/** How long the pointer may be on its way to the tip. */
const wayMs = 120;

/** One tip for many things: it tells of what the pointer is on, or the focus, by the key of that. */
export function useTips<Key extends string | number>() {
  const id = useId();
  const [shown, setShown] = useState<Key | null>(null);
  const of = useRef<Element>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(leaving.current), []);
  const close = useCallback(() => setShown(null), []);
  const stay = (): void => clearTimeout(leaving.current);
  const leave = (): void => {
    if (document.activeElement !== of.current) leaving.current = setTimeout(close, wayMs);
  };
  const open = (key: Key, element: Element): void => {
    stay();
    of.current = element;
    setShown(key);
  };
  const propsOf = (key: Key) => ({
    onPointerEnter: ({ pointerType, currentTarget }: PointerEvent) =>
      void (pointerType !== 'touch' && open(key, currentTarget)),
    onPointerLeave: leave,
    onFocus: ({ currentTarget }: FocusEvent) => open(key, currentTarget),
    onBlur: close,
  });
  return {
    shown,
    propsOf,
    tip: { id, of, onPointerEnter: stay, onPointerLeave: leave, onClose: close },
  };
}
