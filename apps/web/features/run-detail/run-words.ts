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
