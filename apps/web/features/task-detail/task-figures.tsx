'use client';

import { Link } from '@/ui/link';
import type { ReactNode } from 'react';
import { useTimeWindow, WindowChoice, windowWords } from '@/features/charts/time-window';
import type { Run } from '@/features/runs/runs.api';
import { useSummaryQuery } from '@/features/statistics/statistics.api';
import type { Task } from '@/features/tasks/tasks.api';
import { formatDuration, formatNumber, formatShare } from '@/features/time/format-time';
import { Card } from '@/ui/card';
import { Skeleton } from '@/ui/states';
import { successStreak } from './run-timeline';

/** The task in figures: those of a window say which, and lead to the runs behind them. */
export function TaskFigures({ task, recent }: { task: Task; recent: readonly Run[] }) {
  const [window, setWindow] = useTimeWindow('24h');
  const { data } = useSummaryQuery({ taskId: task.id, window });
  const streak = successStreak(recent);
  const href = (status?: string): string =>
    `/tasks/${task.id}?tab=runs${status === undefined ? '' : `&status=${status}`}`;
  const bad = data === undefined ? 0 : (data.byStatus.failed ?? 0) + (data.byStatus.abandoned ?? 0);
  return (
    <Card
      title="In figures"
      note={`In ${windowWords[window]}`}
      actions={<WindowChoice value={window} onChange={setWindow} />}
    >
      {data === undefined ? (
        <Skeleton className="h-24" />
      ) : (
        <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3">
          <Figure name="Runs" href={href()} value={formatNumber(data.total)} />
          <Figure
            name="Success"
            href={href()}
            value={data.successRate === null ? 'no runs ended' : formatShare(data.successRate)}
          />
          <Figure name="Failed or abandoned" href={href('failed,abandoned')} value={formatNumber(bad)} />
          <Figure name="Duration p50" href={href('completed')} value={msOrNone(data.durationMs.p50)} />
          <Figure name="Duration p95" href={href('completed')} value={msOrNone(data.durationMs.p95)} />
          <Figure name="Began late by, p95" href={href()} value={msOrNone(data.lagMs.p95)} />
          <Figure
            name="Successes in a row"
            href={href()}
            value={
              recent.length === 0
                ? 'never run'
                : `${streak.length}${streak.isAll && streak.length >= 50 ? ' or more' : ''}`
            }
          />
          <Figure name="Retries" href={href()} value={formatNumber(data.retries)} />
          <Figure name="Skipped" href={href('skipped')} value={formatNumber(data.byStatus.skipped ?? 0)} />
          {data.cost.sum > 0 && <Figure name="Cost" href={href()} value={formatNumber(data.cost.sum)} />}
          {data.quality.average !== null && (
            <Figure name="Quality" href={href()} value={data.quality.average.toFixed(1)} />
          )}
        </dl>
      )}
    </Card>
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
