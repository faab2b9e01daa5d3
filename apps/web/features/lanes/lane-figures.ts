import type { Lane } from './lanes.api';

/** How the lane lets its runs begin. */
export function laneMode({ concurrencyLimit }: Pick<Lane, 'concurrencyLimit'>): string {
  return concurrencyLimit === 1 ? 'Serial: one at a time' : `Concurrent: up to ${concurrencyLimit} at once`;
}

/** Runs that take up room of the lane. */
export function underWay({ counts }: Pick<Lane, 'counts'>): number {
  return counts.pending + counts.running + counts.retrying + counts.waiting;
}
