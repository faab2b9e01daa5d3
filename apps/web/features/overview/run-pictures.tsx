'use client';

import { useRouter } from 'next/navigation';
import { DurationHistogram } from '@/features/charts/duration-histogram';
import { OutcomeBars } from '@/features/charts/outcome-bars';
import type { Outcome, OutcomeBar } from '@/features/charts/outcomes';
import { statusesOf, toOutcomeBars } from '@/features/charts/outcomes';
import { runsHref } from '@/features/runs/runs-link';
import type { Histogram, Timeseries } from '@/features/statistics/statistics.api';
import { Card } from '@/ui/card';

export interface RunPicturesProps {
  /** Of which time they are, as in "the last 24 hours". */
  words: string;
  series: Timeseries;
  histogram: Histogram;
}

/** The runs of the window: what became of them over time, and how long they took. */
export function RunPictures({ words, series, histogram }: RunPicturesProps) {
  const router = useRouter();
  const hrefOf = (bar: OutcomeBar, outcome: Outcome | null): string =>
    runsHref({
      from: bar.at,
      to: new Date(Date.parse(bar.at) + series.bucketMs).toISOString(),
      statuses: outcome === null ? [] : statusesOf(outcome),
    });
  return (
    <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Card title="Runs by outcome" note={words}>
        <OutcomeBars
          title="Runs by outcome"
          windowWords={words}
          bars={toOutcomeBars(series.points)}
          bucketMs={series.bucketMs}
          hrefOf={hrefOf}
          onPick={(href) => router.push(href)}
        />
      </Card>
      <Card title="Duration of runs" note={words}>
        <DurationHistogram title="Duration of runs" what="duration" histogram={histogram} />
      </Card>
    </div>
  );
}
