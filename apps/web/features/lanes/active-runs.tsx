'use client';

import { runsFilter, runsHref } from '@/features/runs/runs-link';
import { statusDetail } from '@/features/runs/run-state-words';
import { useRunPagesInfiniteQuery } from '@/features/runs/runs.api';
import { Ago } from '@/features/time/time';
import { Answered } from '@/ui/answered';
import { Link } from '@/ui/link';
import { LoadingRows } from '@/ui/states';
import { RunStatus } from '@/ui/status';
import { takingRoom, underWay } from './lane-figures';
import { LaneFold } from './lane-fold';
import type { Lane } from './lanes.api';

const shown = 10;

/** The runs that take up room of the lane, the oldest first, with their age; asked for when it is opened. */
export function ActiveRuns({ lane }: { lane: Lane }) {
  const count = underWay(lane);
  if (count === 0) return null;
  return (
    <LaneFold lane={lane.name} title={`${count} under way`}>
      {() => <Active name={lane.name} count={count} />}
    </LaneFold>
  );
}

function Active({ name, count }: { name: string; count: number }) {
  const runs = { statuses: takingRoom, lane: name };
  const query = useRunPagesInfiniteQuery({ filter: runsFilter(runs), sort: 'createdAt', limit: shown });
  return (
    <Answered query={query} loading={<LoadingRows rows={2} label="Loading what is under way" />}>
      {({ pages }) => (
        <>
          <ul aria-label={`Under way in ${name}`} className="px-4 py-1">
            {(pages[0]?.items ?? []).map((run) => (
              <li key={run.id} className="flex min-h-8 items-center gap-2">
                <Link href={`/runs/${run.id}`} className="min-w-0 flex-1 truncate hover:underline">
                  {run.taskName ?? 'A deleted task'}
                </Link>
                <RunStatus status={run.runStatus} detail={statusDetail(run)} />
                <Ago
                  at={run.startedAt ?? run.scheduledFor}
                  className="text-ink-faint w-20 text-right text-xs whitespace-nowrap"
                />
              </li>
            ))}
          </ul>
          {count > shown && (
            <Link
              href={runsHref(runs)}
              className="text-accent block px-4 pb-3 text-xs font-medium hover:underline"
            >
              All {count} under way
            </Link>
          )}
        </>
      )}
    </Answered>
  );
}
