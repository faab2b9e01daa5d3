'use client';

import { useAppSelector } from '@/store';
import { formatAgo, formatDuration, formatInstant } from './format-time';
import { useClock } from './use-clock';

export interface InstantProps {
  /** ISO 8601. */
  at: string;
  taskZone?: string | null;
  className?: string;
}

/** An instant by the clock that was chosen in the header; pointing at it tells all four. */
export function Instant({ at, taskZone = null, className }: InstantProps) {
  const clock = useAppSelector((state) => state.preferences.clock);
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

interface TimeProps {
  at: string;
  taskZone: string | null;
  className: string | undefined;
  text: string;
}

/** Writes the tooltip when it is pointed at: a list has hundreds of times, and nobody points at most of them. */
function Time({ at, taskZone, className, text }: TimeProps) {
  return (
    <time
      dateTime={at}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = allClocks(at, taskZone, Date.now());
      }}
      className={className}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}

function allClocks(at: string, taskZone: string | null, now: number): string {
  return [
    `Local ${formatInstant(at, 'local', null, now)}`,
    formatInstant(at, 'utc', null, now),
    ...(taskZone === null ? [] : [formatInstant(at, 'task', taskZone, now)]),
    formatAgo(at, now),
  ].join('\n');
}
