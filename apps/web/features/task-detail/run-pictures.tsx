'use client';

import { ChevronLeft, ChevronRight, Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { skipToken } from '@reduxjs/toolkit/query';
import { problemOf } from '@/api/problem';
import type { Run } from '@/features/runs/runs.api';
import { useRunPagesInfiniteQuery } from '@/features/runs/runs.api';
import { useSchedulePreviewQuery } from '@/features/schedules/schedules.api';
import type { Task } from '@/features/tasks/tasks.api';
import { formatDuration } from '@/features/time/format-time';
import { useNow } from '@/features/time/use-clock';
import { IconButton } from '@/ui/button';
import { Card } from '@/ui/card';
import { ProblemPanel, Skeleton } from '@/ui/states';
import { DurationChart } from './duration-chart';
import { fittingSpan, layOutBars, layOutTicks } from './run-timeline';
import { RunTimeline } from './run-timeline-view';
import type { TimelineControl } from './use-timeline-window';
import { useTimelineWindow } from './use-timeline-window';

/** As many runs as one page of the API holds. */
const drawnMax = 100;
const instantsMax = 500;

/** When the task ran and how long that took, over the same stretch of time. */
export function RunPictures({ task, recent }: { task: Task; recent: readonly Run[] }) {
  const nowMs = useNow(1_000);
  const control = useTimelineWindow(fittingSpan(recent, nowMs));
  const { fromMs, toMs } = control.window;
  const from = new Date(fromMs).toISOString();
  const to = new Date(toMs).toISOString();
  const { data, error, refetch } = useRunPagesInfiniteQuery({ taskId: task.id, from, to, limit: drawnMax });
  const instants = useInstants(task, from, toMs);
  const page = data?.pages[0];
  if (page === undefined) {
    return (
      <Card title="Runs over time">
        {error === undefined ? (
          <Skeleton className="h-56" label="Loading the runs" />
        ) : (
          <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />
        )}
      </Card>
    );
  }
  const runs = page.items;
  const isCut = page.nextCursor !== null;
  const oldestMs = isCut ? Date.parse(runs.at(-1)!.scheduledFor) : fromMs;
  const knownFromMs = Math.max(
    oldestMs,
    Date.parse(task.createdAt),
    Date.parse(task.startsAt ?? task.createdAt),
  );
  const ticks = layOutTicks({ instants, runs, nowMs, knownFromMs, plannedToMs: plannedToMsOf(task, recent) });
  const bars = layOutBars(runs, control.window, nowMs);
  return (
    <>
      <Card
        title="Runs over time"
        note={`${formatDuration(control.spanMs)}${control.isLive ? ', up to now' : ''}`}
        actions={<Controls control={control} />}
      >
        <RunTimeline
          bars={bars}
          ticks={ticks}
          control={control}
          notReadUntilMs={isCut ? oldestMs : null}
          nowMs={nowMs}
          taskZone={task.timeZone}
        />
      </Card>
      <Card title="Durations" note="Of the last attempt, over the same time">
        <DurationChart runs={runs} window={control.window} taskZone={task.timeZone} />
      </Card>
    </>
  );
}

/** From when on nothing of its schedule is to run; Infinity while it goes on. */
function plannedToMsOf({ nextRunAt, withheldFrom }: Task, recent: readonly Run[]): number {
  if (nextRunAt !== null) return Infinity;
  const last = recent.find(({ trigger }) => trigger === 'schedule');
  return Date.parse(withheldFrom ?? last?.scheduledFor ?? new Date(0).toISOString());
}

/** The instants of the schedule in the window; none when they are too many to be told apart, or it has no schedule. */
function useInstants(task: Task, from: string, toMs: number): number[] {
  const { taskSchedule, timeZone, dstGap, dstOverlap } = task;
  const { data } = useSchedulePreviewQuery(
    taskSchedule === null
      ? skipToken
      : // The answers are later than `from`, and its own instant belongs to the window.
        {
          taskSchedule,
          timeZone,
          dstGap,
          dstOverlap,
          from: new Date(Date.parse(from) - 1).toISOString(),
          count: instantsMax,
        },
  );
  const instants = (data?.next ?? []).map((at) => Date.parse(at));
  const isTooMany = instants.length === instantsMax && instants.at(-1)! < toMs;
  return isTooMany ? [] : instants.filter((at) => at <= toMs);
}

function Controls({ control }: { control: TimelineControl }) {
  return (
    <div role="group" aria-label="What the timeline shows" className="flex items-center">
      <IconButton label="Earlier (←)" icon={<ChevronLeft size={16} />} onClick={() => control.pan(-0.5)} />
      <IconButton
        label="Later (→)"
        icon={<ChevronRight size={16} />}
        disabled={control.isLive}
        onClick={() => control.pan(0.5)}
      />
      <IconButton label="Zoom in (+)" icon={<ZoomIn size={16} />} onClick={control.zoomIn} />
      <IconButton label="Zoom out (-)" icon={<ZoomOut size={16} />} onClick={control.zoomOut} />
      <IconButton label="Fit the last runs (0)" icon={<Maximize2 size={14} />} onClick={control.fit} />
    </div>
  );
}
