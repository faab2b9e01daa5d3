import { useAppSelector } from '@/store';
import { localZone } from './local-zone';
import { useShownClock } from './shown-clock';

/** The zone of what has no task’s zone, as charts and the calendar: UTC by that clock, and else the local one. */
export function usePageZone(): string {
  const clock = useShownClock();
  return useAppSelector(() => (clock === 'utc' ? 'UTC' : localZone()));
}
