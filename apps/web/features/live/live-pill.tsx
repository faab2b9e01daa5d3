'use client';

import { useEffect, useState } from 'react';
import { classNames } from '@/ui/class-names';
import { useLive } from './use-live';

/** Whether the page keeps up; a press pauses it, another one goes on. */
export function LivePill() {
  const { state, isPaused, missed, lastHeardAt, refusal, toggle } = useLive();
  const isStill = isPaused || state !== 'connected';
  const word = isPaused ? `Paused${missed > 0 ? ` · ${missed} new` : ''}` : words[state];
  return (
    <button
      type="button"
      onClick={toggle}
      aria-pressed={isPaused}
      title={refusal ?? (isPaused ? 'Go on (r)' : 'Pause (r)')}
      className={classNames(
        'flex h-7 items-center gap-1.5 rounded-full px-2.5 text-xs font-medium whitespace-nowrap',
        tones[isPaused ? 'paused' : state],
      )}
    >
      <span
        aria-hidden
        className={classNames('size-2 rounded-full bg-current', !isStill && 'animate-pulse')}
      />
      {word}
      {isStill && !isPaused && lastHeardAt !== null && <LastUpdate at={lastHeardAt} />}
    </button>
  );
}

const tones = {
  paused: 'bg-warning-soft text-warning',
  connecting: 'bg-sunken text-ink-soft',
  connected: 'bg-success-soft text-success',
  reconnecting: 'bg-danger-soft text-danger',
  offline: 'bg-danger-soft text-danger',
};

const words = {
  connecting: 'Connecting',
  connected: 'Live',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
};

function LastUpdate({ at }: { at: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className="hidden sm:inline">
      – last update {Math.max(0, Math.round((now - at) / 1_000))} s ago
    </span>
  );
}
