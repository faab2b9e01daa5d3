import type { TimeSpan } from '@/features/charts/time-span';
import type { TimeWindow } from '@/features/charts/time-window';
import { useLive } from '@/features/live/use-live';

const everyMs: Readonly<Record<TimeWindow, number>> = {
  '1h': 5_000,
  '6h': 10_000,
  '24h': 15_000,
  '7d': 60_000,
  '30d': 120_000,
};

/** How often figures of a time are read again while the page is looked at and goes on: the dearer, the seldomer. */
export function useNowAndThen(span: TimeWindow | TimeSpan) {
  const { isPaused } = useLive();
  const window = typeof span === 'string' ? span : 'window' in span ? span.window : '30d';
  return { pollingInterval: isPaused ? 0 : everyMs[window], skipPollingIfUnfocused: true };
}
