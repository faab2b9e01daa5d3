'use client';

import { Link } from '@/ui/link';
import { laneMode, takingRoom, underWay } from '@/features/lanes/lane-figures';
import type { Lane } from '@/features/lanes/lanes.api';
import { useLanePagesInfiniteQuery } from '@/features/lanes/lanes.api';
import { laneHref } from '@/features/lanes/lanes-link';
import { runsHref } from '@/features/runs/runs-link';
import { Answered } from '@/ui/answered';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';
import { LoadingRows } from '@/ui/states';

const lanesShown = 8;

/** The lanes at a glance. */
export function LaneStrip() {
  const query = useLanePagesInfiniteQuery();
  return (
    <Card
      title="Lanes"
      note="now"
      actions={
        <Link href="/lanes" className="text-accent text-xs font-medium hover:underline">
          All lanes
        </Link>
      }
      flush
    >
      <Answered query={query} loading={<LoadingRows rows={5} label="Loading the lanes" />}>
        {({ pages }) => <Lanes lanes={pages[0]?.items ?? []} />}
      </Answered>
    </Card>
  );
}

function Lanes({ lanes }: { lanes: readonly Lane[] }) {
  if (lanes.length === 0) {
    return (
      <p className="text-ink-faint px-4 pt-1 pb-4">
        There are no lanes: all runs begin when they are due, side by side.
      </p>
    );
  }
  return (
    <ul className="border-line divide-line divide-y border-t">
      {lanes.slice(0, lanesShown).map((lane) => (
        <li key={lane.name} className="flex min-h-10 items-center gap-3 px-4 py-1.5">
          <Link href={laneHref(lane.name)} className="min-w-0 flex-1 truncate font-medium hover:underline">
            {lane.name}
          </Link>
          {lane.paused && <Badge tone="warning">Paused</Badge>}
          <span className="text-ink-faint hidden text-xs sm:inline">{laneMode(lane)}</span>
          <span className="tabular text-ink-soft text-right text-xs whitespace-nowrap">
            <Link
              href={runsHref({ statuses: takingRoom, lane: lane.name })}
              className="inline-block min-h-6 leading-6 hover:underline"
            >
              {underWay(lane)} under way
            </Link>
            ,{' '}
            <Link
              href={runsHref({ statuses: ['held'], lane: lane.name })}
              className="inline-block min-h-6 leading-6 hover:underline"
            >
              {lane.counts.held} held
            </Link>
          </span>
        </li>
      ))}
    </ul>
  );
}
