'use client';

import { useCallback } from 'react';
import { problemOf } from '@/api/problem';
import { notify, notifyProblem } from '@/ui/notify';
import type { Run } from './runs.api';
import { useCancelRunMutation, useRetryRunMutation } from './runs.api';

export const isOpen = ({ finishedAt }: Pick<Run, 'finishedAt'>): boolean => finishedAt === null;

/** Whether the run may be tried again, and else why not. */
export function whyNoRetry({ runStatus }: Pick<Run, 'runStatus'>): string | null {
  if (['failed', 'abandoned', 'cancelled'].includes(runStatus)) return null;
  if (runStatus === 'retrying') return 'It is tried again by itself.';
  return runStatus === 'completed' || runStatus === 'skipped'
    ? `It is ${runStatus}; replay it to send it once more.`
    : 'It has not ended yet.';
}

/** What is done with one run, and said of it. */
export function useRunActions() {
  const [retryRun, { isLoading: isRetrying }] = useRetryRunMutation();
  const [cancelRun, { isLoading: isCancelling }] = useCancelRunMutation();

  /** Resolves to the id of the new run; null when it was refused. */
  const retry = useCallback(
    async ({ id }: Pick<Run, 'id'>): Promise<string | null> => {
      const { data, error } = await retryRun(id);
      if (data === undefined) {
        notifyProblem(problemOf(error));
        return null;
      }
      notify('The run is tried again, as a new run.');
      return data.id;
    },
    [retryRun],
  );
  const cancel = useCallback(
    async ({ id }: Pick<Run, 'id'>): Promise<void> => {
      const { error } = await cancelRun(id);
      if (error === undefined) notify('The run is cancelled.');
      else notifyProblem(problemOf(error));
    },
    [cancelRun],
  );
  return { retry, isRetrying, cancel, isCancelling };
}
