import type { RunDetail } from '@/features/runs/runs.api';

const skips: Readonly<Record<NonNullable<RunDetail['skipReason']>, string>> = {
  missed: 'Nobody was there to publish it when it was due.',
  overlap: 'An earlier run of the task was still open, and the task skips overlaps.',
  paused: 'The task was paused, or had failed and was stopped.',
  ended: 'The task had reached its end.',
  expired: 'It was later than the task’s window for missed instants.',
  blackout: 'It lay in a blackout window, in which nothing runs by its schedule.',
};

export const skipWords = (reason: string | null): string =>
  reason !== null && Object.hasOwn(skips, reason)
    ? skips[reason as keyof typeof skips]
    : (reason ?? 'No reason is on record.');

/** Who asked for a run; null when nobody did, or nobody that is known. */
export function askedBy({ history }: Pick<RunDetail, 'history'>): string | null {
  return history[0]?.actor ?? null;
}

export const isOpen = ({ finishedAt }: Pick<RunDetail, 'finishedAt'>): boolean => finishedAt === null;

/** Whether the run may be tried again, and else why not. */
export function whyNoRetry({ runStatus }: Pick<RunDetail, 'runStatus'>): string | null {
  if (['failed', 'abandoned', 'cancelled'].includes(runStatus)) return null;
  if (runStatus === 'retrying') return 'It is tried again by itself.';
  return runStatus === 'completed' || runStatus === 'skipped'
    ? `It is ${runStatus}; replay it to send it once more.`
    : 'It has not ended yet.';
}

/** `attempt 2 of 4`, or why it was skipped, to stand behind the state. */
export function statusDetail(
  run: Pick<RunDetail, 'runStatus' | 'retryCount' | 'maxRetry' | 'skipReason'>,
): string | null {
  if (run.runStatus === 'skipped') return run.skipReason;
  const isTried = run.runStatus === 'retrying' || (run.runStatus === 'running' && run.retryCount > 0);
  if (!isTried) return null;
  const attempt = run.runStatus === 'retrying' ? run.retryCount : run.retryCount + 1;
  return `attempt ${attempt} of ${run.maxRetry + 1}`;
}
