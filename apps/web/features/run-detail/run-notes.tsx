'use client';

import { Link } from '@/ui/link';
import type { ReactNode } from 'react';
import { laneHref } from '@/features/lanes/lanes-link';
import { TurnInLane } from '@/features/lanes/turn-in-lane';
import { formatNumber } from '@/features/time/format-time';
import { Countdown } from '@/features/time/time';
import type { RunDetail } from '@/features/runs/runs.api';
import { classNames } from '@/ui/class-names';
import { skipWords } from './run-words';

/** What one has to know of a run that its state alone does not tell. */
export function RunNotes({ run }: { run: RunDetail }) {
  const lost = run.attempts.filter(({ status }) => status === 'abandoned').length;
  return (
    <>
      {run.runStatus === 'held' && run.lane !== null && (
        <Note tone="info" title="It waits for its turn">
          Runs of the lane{' '}
          <Link
            href={run.lane === run.taskId ? '/lanes' : laneHref(run.lane)}
            className="font-medium underline"
          >
            {run.lane === run.taskId ? 'of its task' : run.lane}
          </Link>{' '}
          keep to its limits; this one is admitted when there is room, and its rate allows it.
          <TurnInLane lane={run.lane} runId={run.id} />
        </Note>
      )}
      {run.runStatus === 'retrying' && run.nextAttemptAt !== null && (
        <Note tone="warning" title={`Attempt ${run.retryCount} of ${run.maxRetry + 1} has failed`}>
          The next one is made <Countdown to={run.nextAttemptAt} className="font-medium" />.
        </Note>
      )}
      {run.runStatus === 'failed' && run.retryCount < run.maxRetry && (
        <Note tone="muted" title={`Retries were left: ${run.maxRetry - run.retryCount} of ${run.maxRetry}`}>
          Another attempt was ruled out: by the kind of failure, by the statuses that the task tries again, by
          its deadline, or by the receiver.
        </Note>
      )}
      {run.runStatus === 'waiting' && (
        <Note tone="info" title="The receiver has taken it, and will call back">
          It ends when the receiver reports its outcome
          {run.progress === null ? '' : `; so far ${run.progress} %`}.
        </Note>
      )}
      {run.runStatus === 'skipped' && (
        <Note tone="muted" title={skippedTitle(run.occurrences)}>
          {skipWords(run.skipReason)} Nothing was sent.
        </Note>
      )}
      {run.runStatus === 'abandoned' && (
        <Note tone="danger" title="Its end is not known">
          {run.error ?? 'The process that worked on it was lost, and the task forbids a repeat.'} What the
          receiver has seen of it is not known: look there before you send it once more.
        </Note>
      )}
      {lost > 0 && run.runStatus !== 'abandoned' && (
        <Note tone="warning" title={`Process lost during ${lost === 1 ? 'an attempt' : `${lost} attempts`}`}>
          The listener went away before the outcome was known; the run was recovered. The receiver may have
          seen it more than once, with the same webhook-id.
        </Note>
      )}
    </>
  );
}

function skippedTitle(occurrences: number): string {
  return occurrences === 1
    ? 'This instant was not run'
    : `${formatNumber(occurrences)} instants in a row were not run; this is the record of all of them`;
}

const tones = {
  info: 'bg-info-soft border-info',
  warning: 'bg-warning-soft border-warning',
  danger: 'bg-danger-soft border-danger',
  muted: 'bg-muted-soft border-line-strong',
};

function Note({ tone, title, children }: { tone: keyof typeof tones; title: string; children: ReactNode }) {
  return (
    <div role="note" className={classNames('rounded-md border-l-4 px-4 py-2.5', tones[tone])}>
      <p className="font-semibold">{title}</p>
      <p className="mt-0.5">{children}</p>
    </div>
  );
}
