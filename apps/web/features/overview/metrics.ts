import type { QueueStatus } from '@/features/queue/queue.api';
import { openRuns, runsIn } from '@/features/queue/queue-figures';
import type { TimeSpan } from '@/features/charts/time-span';
import { spanLink } from '@/features/charts/time-span';
import { runsHref } from '@/features/runs/runs-link';
import type { Summary, Timeseries } from '@/features/statistics/statistics.api';
import { formatCount, formatDuration, formatNumber, formatShare } from '@/features/time/format-time';

/** A figure with where it comes from: its window, its course, the list behind it. */
export interface Metric {
  id: string;
  label: string;
  value: string;
  /** What else there is to say of it. */
  detail: string;
  /** Of what time it is. */
  window: string;
  href: string;
  course: readonly (number | null)[];
  courseWords: string;
  tone: 'accent' | 'danger' | 'success' | 'info';
  isBad?: boolean;
}

export interface MetricsInput {
  span: TimeSpan;
  /** As in "the last 24 hours". */
  words: string;
  summary: Summary;
  points: Timeseries['points'];
  queue: QueueStatus;
  /** Open runs at the times when they were told, while the page is shown. */
  depths: readonly number[];
  failedTasks: number;
}

/** Below this share of runs that completed, the figure is red. */
const goodShare = 0.95;

const duration = (ms: number | null): string => (ms === null ? '–' : formatDuration(ms));

const endedBadly = ({ failed = 0, abandoned = 0 }: Summary['byStatus']): number => failed + abandoned;

export function metricsOf(input: MetricsInput): Metric[] {
  return [...runMetrics(input), ...nowMetrics(input)];
}

function runMetrics({ span, words, summary, points }: MetricsInput): Metric[] {
  const { byStatus, successRate, durationMs, lagMs } = summary;
  const failed = endedBadly(byStatus);
  const within = spanLink(span);
  const over = (what: string): string => `${what} over ${words}`;
  return [
    {
      id: 'runs',
      label: 'Runs',
      value: formatNumber(summary.total),
      detail: `${formatNumber(byStatus.completed ?? 0)} completed, ${formatCount(summary.retries, 'retry', 'retries')}`,
      window: words,
      href: runsHref(within),
      course: points.map(({ total }) => total),
      courseWords: over('Runs'),
      tone: 'accent',
    },
    {
      id: 'success',
      label: 'Success rate',
      value: formatShare(successRate),
      detail: `${formatNumber(failed)} failed or abandoned`,
      window: words,
      href: runsHref({ ...within, statuses: ['failed', 'abandoned'] }),
      course: points.map((point) => point.successRate),
      courseWords: over('Share of runs that completed'),
      tone: 'success',
      isBad: successRate !== null && successRate < goodShare,
    },
    {
      id: 'duration',
      label: 'Duration, median',
      value: duration(durationMs.p50),
      detail: `p95 ${duration(durationMs.p95)}`,
      window: words,
      href: runsHref({ ...within, statuses: ['completed', 'failed'] }),
      course: points.map((point) => point.durationMs),
      courseWords: over('Average duration'),
      tone: 'info',
    },
    {
      id: 'lag',
      label: 'Lag, median',
      value: duration(lagMs.p50),
      detail: `due to started; p95 ${duration(lagMs.p95)}`,
      window: words,
      href: runsHref(within),
      course: points.map((point) => point.lagMs),
      courseWords: over('Average lag'),
      tone: 'info',
    },
  ];
}

function nowMetrics({ words, points, queue, depths, failedTasks }: MetricsInput): Metric[] {
  return [
    {
      id: 'depth',
      label: 'Open runs',
      value: formatNumber(openRuns(queue)),
      detail: `${runsIn(queue, 'running')} running, ${runsIn(queue, 'pending') + runsIn(queue, 'held')} waiting`,
      window: 'now',
      href: runsHref({ statuses: ['held', 'pending', 'running', 'retrying', 'waiting'] }),
      course: depths,
      courseWords: 'Open runs since this page was opened',
      tone: 'accent',
    },
    {
      id: 'attention',
      label: 'Needs attention',
      value: formatNumber(failedTasks),
      detail: failedTasks === 1 ? 'failed task' : 'failed tasks',
      window: 'now',
      href: '/attention',
      course: points.map(({ byStatus }) => endedBadly(byStatus)),
      courseWords: `Failed and abandoned runs over ${words}`,
      tone: 'danger',
      isBad: failedTasks > 0,
    },
  ];
}
