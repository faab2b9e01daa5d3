import type { TimeWindow } from '@/features/charts/time-window';

/** A group of what failed: those that failed alike, by their fingerprint, or those of one task, by its id. */
export type GroupKey = { failure: string } | { task: string };

/** Where a group stands by itself. */
export function groupHref(group: GroupKey, window: TimeWindow): string {
  const query = 'task' in group ? { view: 'tasks', window, ...group } : { window, ...group };
  return `/attention?${new URLSearchParams(query).toString()}`;
}
