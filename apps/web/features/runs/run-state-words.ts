import type { Run } from './runs.api';

/** What is known of a run wherever one is shown. */
export type ShownRun = Pick<Run, 'runStatus' | 'retryCount' | 'maxRetry' | 'skipReason'> &
  Partial<Pick<Run, 'occurrences' | 'progress'>>;

/**
 * What a status does not tell by itself: which attempt it is at, why it was skipped, how far it is. Of a run that is
 * retrying the attempt is the one to come: that it is tried again is what the status says.
 */
export function statusDetail(run: ShownRun): string | null {
  const { runStatus, retryCount, maxRetry, skipReason, occurrences = 1, progress = null } = run;
  if (runStatus === 'skipped') return occurrences > 1 ? `${skipReason} × ${occurrences}` : skipReason;
  if (runStatus === 'waiting' && progress !== null) return `${progress} %`;
  if (runStatus !== 'retrying' && retryCount === 0) return null;
  return `attempt ${retryCount + 1} of ${maxRetry + 1}`;
}
