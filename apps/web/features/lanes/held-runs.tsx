'use client';

import { ArrowUpToLine } from 'lucide-react';
import { Link } from '@/ui/link';
import { problemOf } from '@/api/problem';
import { runsHref } from '@/features/runs/runs-link';
import { useRole } from '@/features/session/use-role';
import { formatNumber } from '@/features/time/format-time';
import { Ago } from '@/features/time/time';
import { useNow } from '@/features/time/use-clock';
import { Badge } from '@/ui/badge';
import { IconButton } from '@/ui/button';
import { notify, notifyProblem } from '@/ui/notify';
import type { HeldRun, Lane } from './lanes.api';
import { useHeldRunsQuery, usePutRunFirstMutation } from './lanes.api';

const shown = 5;

/** Whose turn is next, in the order in which the lane lets them begin. */
export function HeldRuns({ lane: { name, counts } }: { lane: Lane }) {
  const isEmpty = counts.held === 0;
  const { data = [] } = useHeldRunsQuery({ lane: name, limit: shown }, { skip: isEmpty });
  if (isEmpty) return null;
  return (
    <div className="border-line border-t">
      <p className="text-ink-soft px-4 pt-2 text-xs font-medium">
        Next turns
        {counts.held > shown && (
          <span className="text-ink-faint font-normal">
            , {shown} of {formatNumber(counts.held)}
          </span>
        )}
      </p>
      <ol aria-label={`Next turns of ${name}`} className="px-4 py-1">
        {data.map(({ id, taskName, priority, scheduledFor, nextAttemptAt }, index) => (
          <li key={id} className="flex min-h-8 items-center gap-2">
            <span className="text-ink-faint tabular w-4 text-xs">{index + 1}</span>
            <Link href={`/runs/${id}`} className="min-w-0 flex-1 truncate hover:underline">
              {taskName}
            </Link>
            <Badge tone={priority === 'urgent' || priority === 'high' ? 'warning' : 'muted'}>
              {priority}
            </Badge>
            <Ago at={scheduledFor} className="text-ink-faint w-20 text-right text-xs whitespace-nowrap" />
            <FirstButton lane={name} run={{ id, taskName, nextAttemptAt }} isFirst={index === 0} />
          </li>
        ))}
      </ol>
      {counts.held > shown && (
        <Link
          href={runsHref({ statuses: ['held'], lane: name })}
          className="text-accent block px-4 pb-3 text-xs font-medium hover:underline"
        >
          All {counts.held} held runs
        </Link>
      )}
    </div>
  );
}

interface FirstButtonProps {
  lane: string;
  run: Pick<HeldRun, 'id' | 'taskName' | 'nextAttemptAt'>;
  isFirst: boolean;
}

/** Lets a run that is due begin before all others. */
function FirstButton({ lane, run: { id, taskName, nextAttemptAt }, isFirst }: FirstButtonProps) {
  const { may } = useRole();
  const now = useNow(1_000);
  const [putFirst, { isLoading }] = usePutRunFirstMutation();
  if (!may('operator')) return null;
  const put = async (): Promise<void> => {
    const { error } = await putFirst({ name: lane, runId: id });
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`The run of ${taskName} is next in lane ${lane}.`);
  };
  const isDue = Date.parse(nextAttemptAt) <= now;
  const why = isFirst ? 'It is next already' : isDue ? 'Put it first' : 'It is not due yet';
  return (
    <IconButton
      label={`Put the run of ${taskName} first`}
      title={why}
      icon={<ArrowUpToLine size={14} />}
      disabled={isFirst || !isDue || isLoading}
      onClick={() => void put()}
    />
  );
}
