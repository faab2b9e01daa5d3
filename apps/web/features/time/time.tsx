'use client';

import { useEffect, useState } from 'react';
import { useAppSelector } from '@/store';
import { formatAgo, formatDuration, formatInstant } from './format-time';

/** Re-renders once in a while, for what is told in relation to now. */
export function useNow(everyMs = 1_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

export interface InstantProps {
  /** ISO 8601. */
  at: string;
  taskZone?: string | null;
  className?: string;
}

/** An instant by the clock that was chosen in the header; pointing at it tells all four. */
export function Instant({ at, taskZone = null, className }: InstantProps) {
  const clock = useAppSelector((state) => state.preferences.clock);
  const now = useNow(clock === 'relative' ? 1_000 : 60_000);
  return (
    <time dateTime={at} title={allClocks(at, taskZone, now)} className={className} suppressHydrationWarning>
      {formatInstant(at, clock, taskZone, now)}
    </time>
  );
}

/** How long ago, or how far ahead, whatever the clock. */
export function Ago({ at, taskZone = null, className }: InstantProps) {
  const now = useNow();
  return (
    <time dateTime={at} title={allClocks(at, taskZone, now)} className={className} suppressHydrationWarning>
      {formatAgo(at, now)}
    </time>
  );
}

/** `in 4 s` counting down; `due` once it is reached. */
export function Countdown({
  to,
  taskZone = null,
  className,
}: {
  to: string;
  taskZone?: string | null;
  className?: string;
}) {
  const now = useNow();
  const leftMs = Date.parse(to) - now;
  return (
    <time dateTime={to} title={allClocks(to, taskZone, now)} className={className} suppressHydrationWarning>
      {leftMs <= 0 ? 'due' : `in ${formatDuration(Math.ceil(leftMs / 1_000) * 1_000)}`}
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
