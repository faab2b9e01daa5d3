'use client';

import { useRunPagesInfiniteQuery } from '@/features/runs/runs.api';
import type { Task } from '@/features/tasks/tasks.api';
import { Answered } from '@/ui/answered';
import { Skeleton } from '@/ui/states';
import { TaskHeatMap } from './heat-map';
import { NextRuns } from './next-runs';
import { RunPictures } from './run-pictures';
import { TaskFigures } from './task-figures';
import { WhyBox } from './why-box';

/** How the task does: what keeps it, what it did, what it will do. */
export function OverviewTab({ task }: { task: Task }) {
  const query = useRunPagesInfiniteQuery({ taskId: task.id, limit: 50 });
  const recent = query.data?.pages[0]?.items ?? [];
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="xl:col-span-2">
        <WhyBox task={task} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Answered query={query} loading={<Skeleton className="h-96" label="Loading the runs" />}>
          {() => <RunPictures task={task} recent={recent} />}
        </Answered>
        <TaskHeatMap task={task} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <TaskFigures task={task} recent={recent} />
        <NextRuns task={task} />
      </div>
    </div>
  );
}
