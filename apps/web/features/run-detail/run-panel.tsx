'use client';

import { skipToken } from '@reduxjs/toolkit/query';
import { useRouter } from 'next/navigation';
import { problemOf } from '@/api/problem';
import { statusDetail } from '@/features/runs/run-state-words';
import { useRunQuery } from '@/features/runs/runs.api';
import { useSettled } from '@/features/schedules/use-settled';
import { useTaskQuery } from '@/features/tasks/tasks.api';
import { Card } from '@/ui/card';
import type { PanelPlace } from '@/ui/side-panel';
import { SidePanel } from '@/ui/side-panel';
import { EmptyState, LoadingRows, ProblemPanel, StaleBanner } from '@/ui/states';
import { RunStatus } from '@/ui/status';
import type { RunActionsProps } from './run-actions';
import { RunActions } from './run-actions';
import { RunNotes } from './run-notes';
import { hasOutcome, RunOutcome } from './run-outcome';
import { RunTimes } from './run-times';
import { WaterfallView } from './waterfall-view';

/** So long one rests at a row before its run is asked for. */
const restMs = 150;

export interface RunPanelProps extends PanelPlace {
  /** A run was made of this one. */
  onNew: (id: string) => void;
}

/** A run beside the list: what became of it, when, where its time went, and what can be done with it. */
export function RunPanel({ id, wishes, onClose, onNew }: RunPanelProps) {
  const settled = useSettled(id, restMs);
  const { currentData, error, refetch } = useRunQuery(settled);
  const isOfThis = settled === id;
  const run = isOfThis ? currentData : undefined;
  const problem = isOfThis && error !== undefined ? problemOf(error) : null;
  const isGone = problem?.status === 404;
  const { currentData: task, isLoading: isNameless } = useTaskQuery(run?.taskId ?? skipToken);
  return (
    <SidePanel
      title={run === undefined ? 'Run' : `Run of ${task?.taskName ?? 'a task'}`}
      href={`/runs/${id}`}
      isReady={(run !== undefined && !isNameless) || problem !== null}
      wishes={wishes}
      onClose={onClose}
      badge={
        run !== undefined &&
        !isGone && (
          <span aria-live="polite">
            <RunStatus status={run.runStatus} detail={statusDetail(run)} />
          </span>
        )
      }
    >
      {isGone ? (
        <EmptyState title="There is no such run">
          It was removed with its task, or it is older than runs are kept.
        </EmptyState>
      ) : run === undefined ? (
        problem === null ? (
          <LoadingRows label="Loading the run" />
        ) : (
          <ProblemPanel problem={problem} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          {problem !== null && <StaleBanner problem={problem} onRetry={() => void refetch()} />}
          <Summary run={run} task={task} onNew={onNew} />
        </>
      )}
    </SidePanel>
  );
}

function Summary({ run, task, onNew }: RunActionsProps) {
  const router = useRouter();
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <RunActions run={run} task={task} {...(onNew && { onNew })} />
      </div>
      <RunNotes run={run} />
      <RunTimes run={run} taskZone={task?.timeZone ?? null} />
      {hasOutcome(run) && <RunOutcome run={run} />}
      {run.runStatus !== 'skipped' && (
        <Card title="Attempts" note={`${run.attempts.length} of ${run.maxRetry + 1} at most`}>
          <WaterfallView
            run={run}
            selected={Math.max(1, run.attempts.length)}
            onSelect={(number) => router.push(`/runs/${run.id}?attempt=${number}`)}
          />
        </Card>
      )}
    </>
  );
}
