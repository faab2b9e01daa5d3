'use client';

import { SearchX } from 'lucide-react';
import { Link } from '@/ui/link';
import { useMemo } from 'react';
import { problemOf } from '@/api/problem';
import { triggerWords } from '@/features/request/trigger-words';
import { statusDetail } from '@/features/runs/run-state-words';
import type { RunDetail } from '@/features/runs/runs.api';
import { useRunQuery } from '@/features/runs/runs.api';
import { useShortcuts } from '@/features/shell/shortcuts';
import { useTaskQuery } from '@/features/tasks/tasks.api';
import { useQueryState } from '@/features/url/use-query-state';
import { ButtonLink } from '@/ui/button';
import { Card } from '@/ui/card';
import { CopyButton } from '@/ui/copy-button';
import { Page } from '@/ui/page';
import { EmptyState, LoadingRows, ProblemPanel, StaleBanner } from '@/ui/states';
import { lookOf, runLooks, RunStatus } from '@/ui/status';
import { AttemptPanel } from './attempt-panel';
import { RunActions } from './run-actions';
import { RunNotes } from './run-notes';
import { hasOutcome, RunOutcome } from './run-outcome';
import { RunTimes } from './run-times';
import { askedBy } from './run-words';
import { WaterfallView } from './waterfall-view';

const trail = [{ label: 'Runs', href: '/runs' }];

/** One run: when, why, with what, what came of it, and where its time went. */
export function RunPage({ id }: { id: string }) {
  const { data: run, error, refetch } = useRunQuery(id);
  if (run !== undefined) return <FoundRun run={run} error={error} onRetry={() => void refetch()} />;
  if (error === undefined) {
    return (
      <Page title="Run" trail={trail}>
        <LoadingRows rows={8} label="Loading the run" />
      </Page>
    );
  }
  const problem = problemOf(error);
  return (
    <Page title="Run" trail={trail}>
      {problem.status === 404 ? <NoRun /> : <ProblemPanel problem={problem} onRetry={() => void refetch()} />}
    </Page>
  );
}

function NoRun() {
  return (
    <EmptyState
      icon={<SearchX size={28} />}
      title="There is no such run"
      actions={<ButtonLink href="/runs">All runs</ButtonLink>}
    >
      It was removed with its task, or it is older than runs are kept, or the address is not right.
    </EmptyState>
  );
}

interface FoundRunProps {
  run: RunDetail;
  /** Of reading it again. */
  error: unknown;
  onRetry: () => void;
}

function FoundRun({ run, error, onRetry }: FoundRunProps) {
  const { data: task } = useTaskQuery(run.taskId);
  const { number, select } = useSelectedAttempt(run);
  const problem = error === undefined ? null : problemOf(error);
  const isGone = problem?.status === 404;
  const name = task?.taskName ?? 'a task';
  const attempt = run.attempts[number - 1] ?? null;
  return (
    <Page
      title={`Run of ${name}`}
      documentTitle={`Run · ${lookOf(runLooks, run.runStatus).label} · ${name}`}
      trail={[
        { label: 'Tasks', href: '/tasks' },
        { label: name, href: `/tasks/${run.taskId}` },
      ]}
      badge={
        <span aria-live="polite">
          <RunStatus status={run.runStatus} detail={statusDetail(run)} />
        </span>
      }
      description={<Origin run={run} />}
      actions={!isGone && <RunActions run={run} task={task} />}
    >
      {isGone && (
        <div role="status" className="bg-warning-soft text-warning rounded-md px-4 py-2.5 font-medium">
          This run was removed, with its task or because of its age. What you see was read before.
        </div>
      )}
      {problem !== null && !isGone && <StaleBanner problem={problem} onRetry={onRetry} />}
      <RunNotes run={run} />
      <RunTimes run={run} taskZone={task?.timeZone ?? null} />
      {hasOutcome(run) && <RunOutcome run={run} />}
      {run.runStatus !== 'skipped' && (
        <>
          <Card title="Attempts" note={`${run.attempts.length} of ${run.maxRetry + 1} at most`}>
            <WaterfallView run={run} selected={number} onSelect={select} />
          </Card>
          <AttemptPanel run={run} task={task} attempt={attempt} number={number} isResult={!hasOutcome(run)} />
        </>
      )}
    </Page>
  );
}

function Origin({ run }: { run: RunDetail }) {
  const by = askedBy(run);
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <span>
        {triggerWords(run.trigger)}
        {by !== null && ` by ${by}`}
      </span>
      {run.originRunId !== null && (
        <Link href={`/runs/${run.originRunId}`} className="text-accent underline">
          the run it repeats
        </Link>
      )}
      <span className="text-ink-faint inline-flex items-center font-mono text-xs">
        {run.id}
        <CopyButton text={run.id} label="Copy the id" />
      </span>
    </span>
  );
}

/** The last attempt, unless the address names another one; `[` and `]` lead to the one before and after. */
function useSelectedAttempt({ attempts }: RunDetail): { number: number; select: (number: number) => void } {
  const { get, set } = useQueryState();
  const last = Math.max(1, attempts.length);
  const asked = Number(get('attempt') ?? last);
  const number = Number.isInteger(asked) && asked >= 1 && asked <= last ? asked : last;
  const shortcuts = useMemo(() => {
    const go = (to: number) => (): void => {
      // The newest one is shown without being named, so that the page goes on with a run that is tried again.
      if (to >= 1 && to <= last) set({ attempt: to === last ? null : String(to) });
    };
    return {
      '[': { does: 'Attempt before', run: go(number - 1) },
      ']': { does: 'Attempt after', run: go(number + 1) },
    };
  }, [last, number, set]);
  useShortcuts(shortcuts);
  return { number, select: (to) => set({ attempt: to === last ? null : String(to) }) };
}
