'use client';

import type { Histogram } from '@/features/statistics/statistics.api';
import { formatDuration } from '@/features/time/format-time';
import { ChartFigure } from '@/ui/chart-figure';
import { onDemand } from '@/ui/on-demand';
import { Skeleton } from '@/ui/states';
import { summariseHistogram, toHistogramBars } from './histogram-bars';

const Picture = onDemand(
  () => import('./histogram-picture').then((module) => module.HistogramPicture),
  () => <Skeleton className="h-55" />,
);

export interface DurationHistogramProps {
  title: string;
  /** What is measured, as in a sentence: `duration`. */
  what: string;
  histogram: Histogram;
}

/** How many runs took how long, with the marks of 50, 95 and 99 of 100. */
export function DurationHistogram({ title, what, histogram }: DurationHistogramProps) {
  const bars = toHistogramBars(histogram.buckets);
  const { p50, p95, p99 } = histogram.percentiles;
  const marks = [
    { label: 'p50', value: p50 },
    { label: 'p95', value: p95 },
    { label: 'p99', value: p99 },
  ];
  const tools = (
    <dl className="text-ink-soft flex gap-4 text-xs">
      {marks.map(({ label, value }) => (
        <div key={label} className="flex gap-1">
          <dt>{label}</dt>
          <dd className="text-ink tabular font-medium">{value === null ? '–' : formatDuration(value)}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <ChartFigure
      title={title}
      summary={summariseHistogram(histogram, what)}
      table={{ heads: ['From – to', 'Runs'], rows: bars.map(({ label, count }) => [label, count]) }}
      tools={tools}
    >
      <Picture bars={bars} marks={marks} />
    </ChartFigure>
  );
}
