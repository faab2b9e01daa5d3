import { formatCount } from '@/features/time/format-time';
import { rateWords } from './lane-rate';
import type { Lane } from './lanes.api';

/** How the lane lets its runs begin. */
export function laneMode({
  concurrencyLimit,
  rateLimit,
}: Pick<Lane, 'concurrencyLimit' | 'rateLimit'>): string {
  const atOnce =
    concurrencyLimit === 1 ? 'Serial: one at a time' : `Concurrent: up to ${concurrencyLimit} at once`;
  return rateLimit === null ? atOnce : `${atOnce}, ${rateWords(rateLimit)}`;
}

/** Runs that have not begun: they wait for their turn, or have just got it. */
export function notBegun({ counts }: Pick<Lane, 'counts'>): number {
  return counts.held + counts.pending;
}

/** The states of runs that take up room of their lane. */
export const takingRoom = ['pending', 'running', 'retrying', 'waiting'] as const;

export function underWay({ counts }: Pick<Lane, 'counts'>): number {
  return takingRoom.reduce((sum, status) => sum + counts[status], 0);
}

export function runsIn(count: number): string {
  return formatCount(count, 'run');
}
