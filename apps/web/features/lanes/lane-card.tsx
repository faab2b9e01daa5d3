'use client';

import { Pause, Play } from 'lucide-react';
import { Link } from '@/ui/link';
import { useEffect, useRef, useState } from 'react';
import { problemOf } from '@/api/problem';
import { runsHref } from '@/features/runs/runs-link';
import { useRole } from '@/features/session/use-role';
import { Ago } from '@/features/time/time';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { notify, notifyProblem } from '@/ui/notify';
import { ActiveRuns } from './active-runs';
import { HeldRuns } from './held-runs';
import { laneMode, underWay } from './lane-figures';
import { LaneLimits } from './lane-limits';
import { LaneMenu } from './lane-menu';
import { LaneThroughput } from './lane-throughput';
import { LaneWaits } from './lane-waits';
import type { Lane } from './lanes.api';
import { useResumeLaneMutation } from './lanes.api';
import { PauseLaneDialog } from './pause-lane-dialog';

/** One lane: how it works, what is in it, whose turn is next. */
export function LaneCard({ lane, isWanted = false }: { lane: Lane; isWanted?: boolean }) {
  const { name, paused } = lane;
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isWanted) section.current?.scrollIntoView({ block: 'start' });
  }, [isWanted]);
  return (
    <section
      ref={section}
      aria-label={`Lane ${name}`}
      aria-current={isWanted || undefined}
      className="border-line bg-surface aria-[current]:border-accent min-w-0 scroll-mt-16 rounded-lg border"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3">
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold" title={name}>
            {name}
          </h2>
          <p className="text-ink-faint text-xs">{laneMode(lane)}</p>
        </div>
        {paused && <Badge tone="warning">Paused</Badge>}
        <PauseButton lane={lane} />
        <LaneMenu lane={lane} />
      </header>
      {paused && <PausedBanner lane={lane} />}
      <Counts lane={lane} />
      <LaneThroughput name={name} />
      <LaneLimits lane={lane} />
      <ActiveRuns lane={lane} />
      <LaneWaits name={name} />
      <HeldRuns lane={lane} />
    </section>
  );
}

function PausedBanner({ lane: { pausedAt, pausedBy, pauseReason } }: { lane: Lane }) {
  return (
    <p className="bg-warning-soft text-warning mx-4 mt-3 rounded-md px-3 py-2 text-xs">
      Held back{pausedBy !== null && ` by ${pausedBy}`}
      {pausedAt !== null && (
        <>
          {' '}
          <Ago at={pausedAt} />
        </>
      )}
      . Runs that are under way go on.
      {pauseReason !== null && <span className="mt-0.5 block font-medium break-words">{pauseReason}</span>}
    </p>
  );
}

const priorities = ['urgent', 'high', 'normal', 'low'] as const;

function Counts({ lane }: { lane: Lane }) {
  const { name, counts, notBegun, oldestDueAt, concurrencyLimit } = lane;
  const taken = underWay(lane);
  return (
    <div className="flex flex-col gap-3 px-4 py-3">
      <div>
        <div className="flex items-baseline justify-between gap-2 text-xs">
          <span className="text-ink-soft">
            {taken} of {concurrencyLimit} places taken
          </span>
          <span className="text-ink-faint">
            {oldestDueAt === null ? (
              'nothing waits'
            ) : (
              <>
                oldest was due <Ago at={oldestDueAt} />
              </>
            )}
          </span>
        </div>
        <div className="bg-sunken mt-1 h-2 overflow-hidden rounded-full" aria-hidden>
          <div
            className="bg-accent h-full rounded-full"
            style={{ width: `${Math.min(100, (taken / concurrencyLimit) * 100)}%` }}
          />
        </div>
      </div>
      <dl className="grid grid-cols-3 gap-2">
        {(['held', 'pending', 'running'] as const).map((status) => (
          <div key={status}>
            <dt className="text-ink-faint text-xs first-letter:uppercase">{status}</dt>
            <dd className="tabular text-lg leading-tight font-semibold">
              <Link href={runsHref({ statuses: [status], lane: name })} className="hover:underline">
                {counts[status]}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
      <dl aria-label="Waiting to begin, by priority" className="text-ink-soft flex flex-wrap gap-x-4 text-xs">
        {priorities.map((priority) => (
          <div key={priority} className="flex gap-1">
            <dt className="first-letter:uppercase">{priority}</dt>
            <dd className="text-ink tabular font-medium">
              <Link
                href={runsHref({ statuses: ['held', 'pending'], priority, lane: name })}
                className="hover:underline"
              >
                {notBegun[priority] ?? 0}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function PauseButton({ lane: { name, paused } }: { lane: Lane }) {
  const { may, whyNot } = useRole();
  const [isAsking, setAsking] = useState(false);
  const [resumeLane, { isLoading }] = useResumeLaneMutation();
  const resume = async (): Promise<void> => {
    const { error } = await resumeLane(name);
    if (error !== undefined) return notifyProblem(problemOf(error));
    notify(`Lane ${name} goes on.`);
  };
  return (
    <>
      <Button
        icon={paused ? <Play size={14} /> : <Pause size={14} />}
        busy={isLoading}
        disabled={!may('operator')}
        title={whyNot('operator') ?? undefined}
        aria-label={`${paused ? 'Resume' : 'Pause'} lane ${name}`}
        onClick={() => (paused ? void resume() : setAsking(true))}
      >
        {paused ? 'Resume' : 'Pause'}
      </Button>
      {isAsking && <PauseLaneDialog name={name} onClose={() => setAsking(false)} />}
    </>
  );
}
