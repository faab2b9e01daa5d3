'use client';

import { useEffect, useState } from 'react';
import { onDemand } from './on-demand';
import { onToastWaiting } from './toast-queue';
import { whenIdle } from './when-idle';

const ToastCorner = onDemand(() => import('./toast-corner').then((module) => module.ToastCorner));

/** A place for messages. It stands before the first of them, so that screen readers hear that one too. */
export function Toasts() {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    // Fetched before it is shown: nobody is told of a corner that does not come while nothing is to be said there.
    whenIdle(() => ToastCorner.fetch().then(() => setThere(true)));
    return onToastWaiting(() => setThere(true));
  }, []);
  return isThere ? <ToastCorner /> : null;
}
