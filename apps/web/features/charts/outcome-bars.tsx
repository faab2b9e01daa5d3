'use client';

import { Link } from '@/ui/link';
import { onDemand } from '@/ui/on-demand';
import { Skeleton } from '@/ui/states';
import { ChartFigure } from '@/ui/chart-figure';
import { TextureLegend } from '@/ui/textures';
import { Instant } from '@/features/time/time';
import type { Outcome, OutcomeBar } from './outcomes';
import { outcomeFills, outcomeNames, outcomesIn, summariseOutcomes } from './outcomes';

const Picture = onDemand(
  () => import('./outcome-bars-picture').then((module) => module.OutcomeBarsPicture),
  () => <Skeleton className="h-55" />,
);

export interface OutcomeBarsProps {
  title: string;
  /** As in "the last 24 hours". */
  windowWords: string;
  bars: readonly OutcomeBar[];
  bucketMs: number;
  /** Where the runs of a bar, or of a part of it, are listed. */
  hrefOf: (bar: OutcomeBar, outcome: Outcome | null) => string;
  onPick: (href: string) => void;
}

/** Runs by what became of them, stacked, one bar for each stretch of time; every part leads to its runs. */
export function OutcomeBars({ title, windowWords, bars, bucketMs, hrefOf, onPick }: OutcomeBarsProps) {
  const shown = outcomesIn(bars);
  const linkTo = (bar: OutcomeBar, outcome: Outcome | null, count: number) =>
    count === 0 ? (
      '–'
    ) : (
      <Link className="underline underline-offset-2" href={hrefOf(bar, outcome)}>
        {count}
      </Link>
    );
  return (
    <ChartFigure
      title={title}
      summary={summariseOutcomes(bars, windowWords)}
      table={{
        heads: ['From', ...shown.map((outcome) => outcomeNames[outcome]), 'All'],
        rows: bars
          .filter(({ total }) => total > 0)
          .map((bar) => [
            <Instant key="at" at={bar.at} />,
            ...shown.map((outcome) => linkTo(bar, outcome, bar.counts[outcome])),
            linkTo(bar, null, bar.total),
          ]),
      }}
      tools={
        <TextureLegend
          fills={outcomeFills}
          names={Object.fromEntries(shown.map((outcome) => [outcome, outcomeNames[outcome]]))}
        />
      }
    >
      <Picture bars={bars} bucketMs={bucketMs} onPick={(bar, outcome) => onPick(hrefOf(bar, outcome))} />
    </ChartFigure>
  );
}
