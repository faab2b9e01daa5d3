import { formatNumber } from '@/features/time/format-time';
import { ButtonLink } from '@/ui/button';
import type { HeatCell } from './grid';
import { otherWords } from './words';

export interface PastRunsProps {
  past: NonNullable<HeatCell['past']>;
  /** The list of them. */
  href: string;
}

/** What became of the runs of an hour or a day. */
export function PastRuns({ past: { completed, failed, other }, href }: PastRunsProps) {
  return (
    <div className="bg-sunken flex flex-wrap items-center gap-x-5 gap-y-2 rounded-md px-4 py-2">
      <span>
        <strong>{formatNumber(completed)}</strong> completed
      </span>
      <span className={failed > 0 ? 'text-danger' : undefined}>
        <strong>{formatNumber(failed)}</strong> failed
      </span>
      {other > 0 && (
        <span>
          <strong>{formatNumber(other)}</strong> {otherWords}
        </span>
      )}
      <ButtonLink look="quiet" className="ml-auto" href={href}>
        Show the runs
      </ButtonLink>
    </div>
  );
}
