'use client';

import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLive } from './use-live';

/** A reconnect of so long is nobody's concern. */
const toleratedMs = 3_000;

/** Over the page's edge, so that nothing moves, while what is shown may be old. */
export function OfflineBanner() {
  const { state, refusal, connection } = useLive();
  const isAway = state === 'reconnecting' || state === 'offline';
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isAway) return setShown(false);
    const timer = setTimeout(() => setShown(true), toleratedMs);
    return () => clearTimeout(timer);
  }, [isAway]);
  if (!isShown) return null;
  return (
    <div
      role="status"
      aria-label="Connection"
      className="border-line bg-warning-soft text-warning shadow-float fixed inset-x-4 bottom-18 z-40 mx-auto flex w-fit max-w-[calc(100vw-2rem)] items-center gap-3 rounded-lg border px-4 py-2 md:bottom-4"
    >
      <WifiOff size={16} aria-hidden className="shrink-0" />
      <span>
        {refusal === null
          ? 'No connection to Carillon. What you see may be out of date; it is read again once there is one.'
          : `Live updates are refused: ${refusal}`}
      </span>
      <button
        type="button"
        onClick={() => connection?.retry()}
        className="min-h-6 font-semibold whitespace-nowrap underline"
      >
        Try now
      </button>
    </div>
  );
}
