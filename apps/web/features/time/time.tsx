'use client';

import type { PointerEvent } from 'react';
import { createContext, useCallback, useContext, useEffect, useId, useRef, useState } from 'react';
import { useAppSelector } from '@/store';
import { formatAgo, formatDuration, formatInstant } from './format-time';
import { useShownClock } from './shown-clock';
import { TimeTip } from './time-tip';
import { useClock } from './use-clock';

export interface InstantProps {
  /** ISO 8601. */
  at: string;
  taskZone?: string | null;
  className?: string;
}

/** An instant by the clock that was chosen in the header; pointing at it, a touch or the focus tells all. */
export function Instant({ at, taskZone = null, className }: InstantProps) {
  const clock = useShownClock();
  // Another zone of one’s own is another text.
  useAppSelector((state) => state.preferences.zone);
  const everyMs = clock === 'relative' ? 1_000 : 60_000;
  const text = useClock((now) => formatInstant(at, clock, taskZone, now), everyMs);
  return <Time at={at} taskZone={taskZone} className={className} text={text} />;
}

/** How long ago, or how far ahead, whatever the clock. */
export function Ago({ at, taskZone = null, className }: InstantProps) {
  const text = useClock((now) => formatAgo(at, now));
  return <Time at={at} taskZone={taskZone} className={className} text={text} />;
}

/** `in 4 s` counting down; `due` once it is reached. */
export function Countdown({ to, taskZone = null, className }: Omit<InstantProps, 'at'> & { to: string }) {
  const text = useClock((now) => {
    const leftMs = Date.parse(to) - now;
    return leftMs <= 0 ? 'due' : `in ${formatDuration(Math.ceil(leftMs / 1_000) * 1_000)}`;
  });
  return <Time at={to} taskZone={taskZone} className={className} text={text} />;
}

/** Whether times are stops of the Tab key: in a table only those of the row where one is. */
export const TimesAreStops = createContext(true);

export interface TimeProps {
  /** ISO 8601. */
  at: string;
  taskZone: string | null;
  className?: string | undefined;
  /** How it is written. */
  text: string;
}

/** How long the pointer may be on its way from a time to what is told of it. */
const wayMs = 120;

/** Says more when it is pointed at, touched or focused; a list has hundreds of times, and most are asked nothing. */
export function Time({ at, taskZone, className, text }: TimeProps) {
  const isStop = useContext(TimesAreStops);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const element = useRef<HTMLTimeElement>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const open = (): void => {
    clearTimeout(leaving.current);
    setOpen(true);
  };
  const close = useCallback(() => setOpen(false), []);
  const leave = (): void => {
    if (document.activeElement !== element.current) leaving.current = setTimeout(close, wayMs);
  };
  useEffect(() => () => clearTimeout(leaving.current), []);
  const byPointer = {
    onPointerEnter: ({ pointerType }: PointerEvent) => void (pointerType !== 'touch' && open()),
    onPointerLeave: ({ pointerType }: PointerEvent) => void (pointerType !== 'touch' && leave()),
  };
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a touch is what the focus is to the keyboard. */}
      <time
        ref={element}
        dateTime={at}
        tabIndex={isStop ? 0 : undefined}
        aria-describedby={isOpen ? id : undefined}
        {...byPointer}
        onFocus={open}
        onBlur={close}
        onClick={open}
        className={className}
        suppressHydrationWarning
      >
        {text}
      </time>
      {isOpen && <TimeTip {...{ id, at, taskZone, ...byPointer }} of={element} onClose={close} />}
    </>
  );
}
