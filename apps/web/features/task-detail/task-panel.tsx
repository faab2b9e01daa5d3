'use client';

import { useMemo } from 'react';
import { useStore } from 'react-redux';
import { problemOf } from '@/api/problem';
import { useSettled } from '@/features/schedules/use-settled';
import { shownTasks } from '@/features/tasks/shown-tasks';
import {
  LaneCell,
  LastErrorCell,
  LastRunCell,
  OutcomesCell,
  ScheduleCell,
  TargetCell,
} from '@/features/tasks/task-cells';
import type { Task } from '@/features/tasks/tasks.api';
import { useTaskQuery } from '@/features/tasks/tasks.api';
import type { State } from '@/store';
import { Badge } from '@/ui/badge';
import type { PanelPlace } from '@/ui/side-panel';
import { SidePanel } from '@/ui/side-panel';
import { EmptyState, LoadingRows, ProblemPanel, StaleBanner } from '@/ui/states';
import { TaskStatus } from '@/ui/status';
import { NextRuns } from './next-runs';
import { TaskButtons } from './task-buttons';
import { TaskMarks } from './task-marks';
import { WhyBox } from './why-box';

/** So long one rests at a row before its task is asked for. */
const restMs = 150;

/** A task beside the list: how it stands, why, what comes next, and what is done with it most. */
export function TaskPanel({ id, wishes, onClose }: PanelPlace) {
  const { task, problem, refetch } = useTaskAsListed(id);
  const isGone = problem?.status === 404;
  return (
    <SidePanel
      title={task?.taskName ?? 'Task'}
      href={`/tasks/${id}`}
      isReady={task !== undefined || problem !== null}
      wishes={wishes}
      onClose={onClose}
      badge={task !== undefined && !isGone && <States task={task} />}
    >
      {isGone ? (
        <EmptyState title="There is no such task">It was deleted, or the address is not right.</EmptyState>
      ) : task === undefined ? (
        problem === null ? (
          <LoadingRows label="Loading the task" />
        ) : (
          <ProblemPanel problem={problem} onRetry={refetch} />
        )
      ) : (
        <>
          {problem !== null && <StaleBanner problem={problem} onRetry={refetch} />}
          <div className="flex flex-wrap items-center gap-2">
            <TaskButtons task={task} isShort onGone={onClose} />
          </div>
          <TaskMarks task={task} />
          <Facts task={task} />
          <WhyBox task={task} />
          <NextRuns task={task} />
        </>
      )}
    </SidePanel>
  );
}

/** The task as it is now; until that is read, as the list has it. */
function useTaskAsListed(id: string) {
  const store = useStore<State>();
  const settled = useSettled(id, restMs);
  const { currentData, error, refetch } = useTaskQuery(settled);
  const listed = useMemo(() => shownTasks(store.getState(), [id])[0], [store, id]);
  const isOfThis = settled === id;
  return {
    task: (isOfThis ? currentData : undefined) ?? listed,
    problem: isOfThis && error !== undefined ? problemOf(error) : null,
    refetch: () => void refetch(),
  };
}

function States({ task }: { task: Task }) {
  return (
    <span aria-live="polite" className="flex flex-wrap items-center gap-1.5">
      <TaskStatus status={task.taskStatus} />
      {task.archivedAt !== null && <Badge tone="muted">Archived</Badge>}
      {task.tags.map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
    </span>
  );
}

function Facts({ task }: { task: Task }) {
  const facts = [
    ['Schedule', <ScheduleCell key="schedule" task={task} />],
    ['Target', <TargetCell key="target" task={task} />],
    ['Lane, priority', <LaneCell key="lane" task={task} isCompact />],
    ['Last run', <LastRunCell key="last" task={task} isCompact />],
    ['Last error', <LastErrorCell key="error" task={task} />],
    ['Last 20 runs', <OutcomesCell key="outcomes" task={task} />],
  ] as const;
  return (
    <dl className="grid grid-cols-[7rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 px-1 py-1">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-soft text-xs">{name}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
