import type { RunsLink } from '@/features/runs/runs-link';
import { useQueryState } from '@/features/url/use-query-state';
import { usePageZone } from '@/features/time/use-page-zone';
import type { TimeWindow } from './time-window';
import { isTimeWindow, windowWords } from './time-window';

/** Between two instants, ISO 8601: the first belongs to it, the second does not. */
export interface TimeRange {
  from: string;
  to: string;
}

/** Of which time figures are, as the API is asked for it: so far up to now, or a range of one's own. */
export type TimeSpan = { window: TimeWindow } | TimeRange;

/** `2026-11-23T00:00:00.000Z/2026-11-24T00:00:00.000Z` */
export function readRange(text: string | null): TimeRange | null {
  const [from = '', to = ''] = (text ?? '').split('/');
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  if (!(fromMs < toMs)) return null;
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

/** Of which time the figures of the page are, kept in its address. */
export function useTimeSpan(usual: TimeWindow = '24h'): [TimeSpan, (span: TimeSpan) => void] {
  const { get, set } = useQueryState();
  const asked = get('window');
  const span = readRange(get('range')) ?? { window: isTimeWindow(asked) ? asked : usual };
  const change = (next: TimeSpan): void =>
    'window' in next
      ? set({ window: next.window === usual ? null : next.window, range: null })
      : set({ window: null, range: `${next.from}/${next.to}` });
  return [span, change];
}

/** As in "in the last 24 hours", or by the clock of the page "Nov 23, 10:00 to Nov 24, 12:00". */
export function useSpanWords(span: TimeSpan): string {
  const timeZone = usePageZone();
  if ('window' in span) return windowWords[span.window];
  const format = new Intl.DateTimeFormat('en', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  return `${format.format(new Date(span.from))} to ${format.format(new Date(span.to))}`;
}

/** The runs of it, for a link. */
export function spanLink(span: TimeSpan): Pick<RunsLink, 'within' | 'from' | 'to'> {
  return 'window' in span ? { within: span.window } : span;
}
