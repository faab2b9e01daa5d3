'use client';

import { problemOf } from '@/api/problem';
import { SpanChoice } from '@/features/charts/span-choice';
import type { TimeSpan } from '@/features/charts/time-span';
import { useSpanWords, useTimeSpan } from '@/features/charts/time-span';
import { useQueueStatusQuery } from '@/features/queue/queue.api';
import { openRuns } from '@/features/queue/queue-figures';
import { useNavigationCounts } from '@/features/shell/use-navigation-counts';
import { useHistogramQuery, useSummaryQuery, useTimeseriesQuery } from '@/features/statistics/statistics.api';
import { useTaskPagesInfiniteQuery } from '@/features/tasks/tasks.api';
import { Page } from '@/ui/page';
import { ProblemPanel, Skeleton, StaleBanner } from '@/ui/states';
import { isNew } from './checklist';
import { FirstSteps } from './first-steps';
import { LaneStrip } from './lane-strip';
import { MetricCards, MetricCardsLoading } from './metric-cards';
import { metricsOf } from './metrics';
import { Processes } from './processes';
import { RunPictures } from './run-pictures';
import { FailingNow, LateOrMissed, NextRuns, Slowest } from './task-lists';
import { useDepths } from './use-depths';

/** How everything is, at a glance; every figure says of what time it is, and leads to what it counts. */
export function Overview() {
  const [span, setSpan] = useTimeSpan();
  return (
    <Page title="Overview" actions={<SpanChoice value={span} onChange={setSpan} />}>
      <OverviewOf span={span} />
    </Page>
  );
}

function OverviewOf({ span }: { span: TimeSpan }) {
  const words = useSpanWords(span);
  const facts = useFacts(span);
  const { summary, series, histogram, queue, tasks, failedTasks, depths, problem, readAgain } = facts;
  const isRead = summary !== undefined && series !== undefined && histogram !== undefined;
  if (problem !== null && (!isRead || queue === undefined)) {
    return <ProblemPanel problem={problem} onRetry={readAgain} />;
  }
  const taskCount = tasks.data?.pages[0]?.total;
  return (
    <>
      {problem !== null && <StaleBanner problem={problem} onRetry={readAgain} />}
      {queue !== undefined && summary !== undefined && taskCount !== undefined && isNew({ taskCount }) && (
        <FirstSteps queue={queue} taskCount={taskCount} completedRuns={summary.byStatus.completed ?? 0} />
      )}
      {isRead && queue !== undefined ? (
        <MetricCards
          metrics={metricsOf({ span, words, summary, points: series.points, queue, depths, failedTasks })}
        />
      ) : (
        <MetricCardsLoading />
      )}
      {isRead ? (
        <RunPictures words={words} series={series} histogram={histogram} />
      ) : (
        <Skeleton className="h-82" label="Loading the figures" />
      )}
      <div className="grid items-start gap-4 md:grid-cols-2 2xl:grid-cols-4">
        <FailingNow span={span} />
        <LateOrMissed span={span} skipped={summary?.byStatus.skipped ?? 0} />
        <NextRuns query={tasks} />
        <Slowest span={span} />
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {queue === undefined ? (
          <Skeleton className="h-40" label="Loading the processes" />
        ) : (
          <Processes queue={queue} />
        )}
        <LaneStrip />
      </div>
    </>
  );
}

/** Everything that the page shows beside its lists, and what went wrong with any of it. */
function useFacts(span: TimeSpan) {
  const summary = useSummaryQuery(span);
  const series = useTimeseriesQuery(span);
  const histogram = useHistogramQuery({ ...span, of: 'duration' });
  const queue = useQueueStatusQuery();
  const tasks = useTaskPagesInfiniteQuery({ sort: 'nextRunAt', limit: 10, total: 'true' });
  const failedTasks = useNavigationCounts()['/attention'] ?? 0;
  const depth = queue.data === undefined ? null : openRuns(queue.data);
  const queries = [summary, series, histogram, queue];
  const error = queries.find((query) => query.error !== undefined)?.error;
  return {
    // What belongs to another window is not shown under the name of this one.
    summary: summary.currentData,
    series: series.currentData,
    histogram: histogram.currentData,
    queue: queue.data,
    tasks,
    failedTasks,
    depths: useDepths(depth, queue.fulfilledTimeStamp),
    problem: error === undefined ? null : problemOf(error),
    readAgain: () => queries.forEach((query) => void query.refetch()),
  };
}
