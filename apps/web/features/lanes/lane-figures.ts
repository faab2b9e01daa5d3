import { formatCount } from '@/features/time/format-time';
import type { Lane } from './lanes.api';

/** How the lane lets its runs begin. */
export function laneMode({ concurrencyLimit }: Pick<Lane, 'concurrencyLimit'>): string {
  return concurrencyLimit === 1 ? 'Serial: one at a time' : `Concurrent: up to ${concurrencyLimit} at once`;
}

/** Runs that have not begun: they wait for their turn, or have just got it. */
export function notBegun({ counts }: Pick<Lane, 'counts'>): number {
  return counts.held + counts.pending;
}

/** Runs that take up room of the lane. */
export function underWay({ counts }: Pick<Lane, 'counts'>): number {
  return counts.pending + counts.running + counts.retrying + counts.waiting;
}

export function runsIn(count: number): string {
  return formatCount(count, 'run');
}
