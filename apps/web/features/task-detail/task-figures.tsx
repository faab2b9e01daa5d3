'use client';

import { Link } from '@/ui/link';
import type { ReactNode } from 'react';
import { SpanChoice } from '@/features/charts/span-choice';
import type { TimeSpan } from '@/features/charts/time-span';
import { useSpanWords, useTimeSpan } from '@/features/charts/time-span';
import type { Run } from '@/features/runs/runs.api';
import type { Summary } from '@/features/statistics/statistics.api';
import { useSummaryQuery } from '@/features/statistics/statistics.api';
import type { Task } from '@/features/tasks/tasks.api';
import { formatDuration, formatNumber, formatShare } from '@/features/time/format-time';
import { Answered } from '@/ui/answered';
import { Card } from '@/ui/card';
import { Skeleton } from '@/ui/states';
import { successStreak } from './run-timeline';

/** The task in figures: those of a window say which, and lead to the runs behind them. */
export function TaskFigures({ task, recent }: { task: Task; recent: readonly Run[] }) {
  const [span, setSpan] = useTimeSpan();
  const words = useSpanWords(span);
  const query = useSummaryQuery({ taskId: task.id, ...span });
  return (
    <Card
      title="In figures"
      note={'window' in span ? `In ${words}` : words}
      actions={<SpanChoice value={span} onChange={setSpan} />}
    >
      <Answered query={query} loading={<Skeleton className="h-24" label="Loading the figures" />}>
        {(summary) => <Figures {...{ task, recent, summary, span }} />}
      </Answered>
    </Card>
  );
}

interface FiguresProps {
  task: Task;
  recent: readonly Run[];
  summary: Summary;
  span: TimeSpan;
}

function Figures({ task, recent, summary, span }: FiguresProps) {
  const { from, total, successRate, byStatus, durationMs, lagMs, retries, cost, quality } = summary;
  const streak = successStreak(recent);
  /** The runs that a figure counted: those of the window, as the API drew it. */
  const href = (...statuses: string[]): string => {
    const shown = new URLSearchParams({ tab: 'runs', from, ...('to' in span && { to: span.to }) });
    if (statuses.length > 0) shown.set('status', statuses.join(','));
    return `/tasks/${task.id}?${shown.toString()}`;
  };
  const bad = (byStatus.failed ?? 0) + (byStatus.abandoned ?? 0);
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
      <Figure name="Runs" href={href()} value={formatNumber(total)} />
      <Figure
        name="Success"
        href={href('completed', 'failed', 'abandoned')}
        value={successRate === null ? 'no runs ended' : formatShare(successRate)}
      />
      <Figure name="Failed or abandoned" href={href('failed', 'abandoned')} value={formatNumber(bad)} />
      <Figure name="Duration p50" href={href('completed', 'failed')} value={msOrNone(durationMs.p50)} />
      <Figure name="Duration p95" href={href('completed', 'failed')} value={msOrNone(durationMs.p95)} />
      <Figure name="Began late by, p95" href={href()} value={msOrNone(lagMs.p95)} />
      <Figure
        name="Successes in a row"
        href={`/tasks/${task.id}?tab=runs`}
        value={
          recent.length === 0
            ? 'never run'
            : `${streak.length}${streak.isAll && streak.length >= 50 ? ' or more' : ''}`
        }
      />
      <Figure name="Retries" href={href()} value={formatNumber(retries)} />
      <Figure name="Skipped" href={href('skipped')} value={formatNumber(byStatus.skipped ?? 0)} />
      {cost.sum > 0 && <Figure name="Cost" href={href()} value={formatNumber(cost.sum)} />}
      {quality.average !== null && <Figure name="Quality" href={href()} value={quality.average.toFixed(1)} />}
    </dl>
  );
}

const msOrNone = (ms: number | null): string => (ms === null ? '–' : formatDuration(ms));

function Figure({ name, value, href }: { name: string; value: ReactNode; href: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft text-xs">{name}</dt>
      <dd className="tabular text-base font-semibold">
        <Link href={href} scroll={false} className="hover:text-accent underline-offset-2 hover:underline">
          {value}
        </Link>
      </dd>
    </div>
  );
}
