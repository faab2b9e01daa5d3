'use client';

import { useMemo, useSyncExternalStore } from 'react';

const steps = [0, 768, 1024, 1280, 1440, 1536] as const;

function watchSteps(lessPx: number) {
  const belowStep = steps.slice(1).map((width) => `(max-width: ${width + lessPx - 1}px)`);
  return {
    subscribe: (onChange: () => void): (() => void) => {
      const queries = belowStep.map((query) => window.matchMedia(query));
      for (const query of queries) query.addEventListener('change', onChange);
      return () => {
        for (const query of queries) query.removeEventListener('change', onChange);
      };
    },
    read: (): number => {
      const at = belowStep.findIndex((query) => window.matchMedia(query).matches);
      return steps[at === -1 ? steps.length - 1 : at]!;
    },
  };
}

/**
 * How wide the window is, in steps. Below 768 there is no room for columns.
 *
 * @param lessPx so many pixels of it count for nothing
 */
export function useWidthStep(lessPx = 0): number {
  const { subscribe, read } = useMemo(() => watchSteps(lessPx), [lessPx]);
  return useSyncExternalStore(subscribe, read, () => steps.at(-1)!);
}
