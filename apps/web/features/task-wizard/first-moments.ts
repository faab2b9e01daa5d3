import type { NewTask } from '@/features/tasks/tasks.api';

/** What becomes of a new task as soon as it is made; no part of the task itself. */
export interface FirstMoments {
  runsAtOnce: boolean;
  isPaused: boolean;
  /** Why it is paused; may be empty. */
  pauseReason: string;
}

export const usualFirstMoments: FirstMoments = { runsAtOnce: false, isPaused: false, pauseReason: '' };

/** As a part of the create. */
export function pauseOf({ isPaused, pauseReason }: FirstMoments): Pick<NewTask, 'pause'> {
  if (!isPaused) return {};
  const reason = pauseReason.trim();
  return { pause: reason === '' ? {} : { reason } };
}
