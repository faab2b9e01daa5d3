'use client';

import { problemOf } from '@/api/problem';
import type { TimeWindow } from '@/features/charts/time-window';
import { useTimeWindow, WindowChoice } from '@/features/charts/time-window';
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
import { FailingNow, NextRuns, Slowest } from './task-lists';
import { useDepths } from './use-depths';

/** How everything is, at a glance; every figure says of what time it is, and leads to what it counts. */
export function Overview() {
  const [window, setWindow] = useTimeWindow();
  return (
    <Page title="Overview" actions={<WindowChoice value={window} onChange={setWindow} />}>
      <OverviewOf window={window} />
    </Page>
  );
}

function OverviewOf({ window }: { window: TimeWindow }) {
  const facts = useFacts(window);
  const { summary, series, histogram, queue, tasks, failedTasks, depths, problem, readAgain } = facts;
  const isRead = summary !== undefined && series !== undefined && histogram !== undefined;
  if (problem !== null && (!isRead || queue === undefined)) {
    return <ProblemPanel problem={problem} onRetry={readAgain} />;
  }
  const page = tasks?.pages[0];
  const taskCount = page?.total;
  return (
    <>
      {problem !== null && <StaleBanner problem={problem} onRetry={readAgain} />}
      {queue !== undefined && summary !== undefined && taskCount !== undefined && isNew({ taskCount }) && (
        <FirstSteps queue={queue} taskCount={taskCount} completedRuns={summary.byStatus.completed ?? 0} />
      )}
      {isRead && queue !== undefined ? (
        <MetricCards
          metrics={metricsOf({ window, summary, points: series.points, queue, depths, failedTasks })}
        />
      ) : (
        <MetricCardsLoading />
      )}
      {isRead ? (
        <RunPictures window={window} series={series} histogram={histogram} />
      ) : (
        <Skeleton className="h-82" />
      )}
      <div className="grid items-start gap-4 md:grid-cols-2 2xl:grid-cols-3">
        <FailingNow window={window} />
        <NextRuns tasks={page?.items ?? []} />
        <Slowest window={window} />
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        {queue === undefined ? <Skeleton className="h-40" /> : <Processes queue={queue} />}
        <LaneStrip />
      </div>
    </>
  );
}

/** Everything that the page shows beside its lists, and what went wrong with any of it. */
function useFacts(window: TimeWindow) {
  const summary = useSummaryQuery({ window });
  const series = useTimeseriesQuery({ window });
  const histogram = useHistogramQuery({ window, of: 'duration' });
  const queue = useQueueStatusQuery();
  const tasks = useTaskPagesInfiniteQuery({ sort: 'nextRunAt', limit: 10, total: 'true' });
  const failedTasks = useNavigationCounts()['/attention'] ?? 0;
  const depth = queue.data === undefined ? null : openRuns(queue.data);
  const queries = [summary, series, histogram, queue, tasks];
  const error = queries.find((query) => query.error !== undefined)?.error;
  return {
    // What belongs to another window is not shown under the name of this one.
    summary: summary.currentData,
    series: series.currentData,
    histogram: histogram.currentData,
    queue: queue.data,
    tasks: tasks.data,
    failedTasks,
    depths: useDepths(depth, queue.fulfilledTimeStamp),
    problem: error === undefined ? null : problemOf(error),
    readAgain: () => queries.forEach((query) => void query.refetch()),
  };
}
