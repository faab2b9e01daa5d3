'use client';

import type { PointerEvent, ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';

export interface TipProps {
  id: string;
  /** What it tells more of. */
  of: RefObject<Element | null>;
  onPointerEnter: (event: PointerEvent) => void;
  onPointerLeave: (event: PointerEvent) => void;
  onClose: () => void;
  children: ReactNode;
}

const [distance, margin] = [6, 8];

/**
 * What there is to say of something, over everything else. Escape, a touch elsewhere and scrolling close it; the pointer
 * may move onto it.
 */
export function Tip({ id, of, onClose, children, ...byPointer }: TipProps) {
  const tip = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (tip.current === null || of.current === null) return;
    // In the layer above dialogs; where a browser has none, it is shown in its place.
    tip.current.showPopover?.();
    place(tip.current, of.current);
  }, [of]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // What lies below, as a dialog, stays open.
      event.stopPropagation();
      onClose();
    };
    const onPointerDown = ({ target }: Event): void => {
      const isInside = [tip, of].some(({ current }) => current?.contains(target as Node) === true);
      if (!isInside) onClose();
    };
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('pointerdown', onPointerDown, true);
    window.addEventListener('scroll', onClose, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('pointerdown', onPointerDown, true);
      window.removeEventListener('scroll', onClose, true);
    };
  }, [of, onClose]);
  return (
    <span
      ref={tip}
      id={id}
      role="tooltip"
      popover="manual"
      {...byPointer}
      className="border-line bg-surface text-ink shadow-float inset-auto m-0 max-w-[calc(100vw-1rem)] rounded-md border px-2.5 py-1.5 text-left text-xs font-normal"
    >
      {children}
    </span>
  );
}

/** Below what it is about, or above where there is no room; never beyond the edges of the window. */
function place(tip: HTMLElement, of: Element): void {
  const [anchor, own] = [of.getBoundingClientRect(), tip.getBoundingClientRect()];
  const below = anchor.bottom + distance;
  const isAbove = below + own.height + margin > window.innerHeight;
  const left = Math.min(anchor.left, window.innerWidth - own.width - margin);
  tip.style.left = `${Math.max(margin, left)}px`;
  tip.style.top = `${isAbove ? Math.max(margin, anchor.top - distance - own.height) : below}px`;
}
