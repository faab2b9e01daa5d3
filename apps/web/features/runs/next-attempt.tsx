import { Countdown } from '@/features/time/time';
import type { Run } from './runs.api';

export interface NextAttemptProps {
  run: Pick<Run, 'runStatus' | 'nextAttemptAt'>;
  taskZone?: string | null;
}

/** `again in 12 s` of a run that is retrying; nothing of any other. */
export function NextAttempt({ run: { runStatus, nextAttemptAt }, taskZone = null }: NextAttemptProps) {
  if (runStatus !== 'retrying' || nextAttemptAt === null) return null;
  return (
    <span className="text-ink-soft">
      again <Countdown to={nextAttemptAt} taskZone={taskZone} />
    </span>
  );
}
