import { useState } from 'react';

/** As many as a small picture shows. */
const samplesMax = 60;

interface Samples {
  at: number | undefined;
  depths: readonly number[];
}

/**
 * The depths of the queue as they were told while the page is shown: nobody keeps them.
 *
 * @param at when the last one was told, epoch milliseconds
 */
export function useDepths(depth: number | null, at: number | undefined): readonly number[] {
  const [samples, setSamples] = useState<Samples>({ at: undefined, depths: [] });
  if (depth === null || at === undefined || at === samples.at) return samples.depths;
  const next = { at, depths: [...samples.depths, depth].slice(-samplesMax) };
  setSamples(next);
  return next.depths;
}
