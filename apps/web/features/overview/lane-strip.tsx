'use client';

import { Link } from '@/ui/link';
import { laneMode, underWay } from '@/features/lanes/lane-figures';
import { useLanePagesInfiniteQuery } from '@/features/lanes/lanes.api';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';

/** The lanes at a glance. */
export function LaneStrip() {
  const { data } = useLanePagesInfiniteQuery();
  const lanes = data?.pages[0]?.items ?? [];
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
      {lanes.length === 0 ? (
        <p className="text-ink-faint px-4 pt-1 pb-4">
          There are no lanes: all runs begin when they are due, side by side.
        </p>
      ) : (
        <ul className="border-line divide-line divide-y border-t">
          {lanes.slice(0, 8).map((lane) => (
            <li key={lane.name} className="flex min-h-10 items-center gap-3 px-4 py-1.5">
              <Link
                href={`/lanes#${encodeURIComponent(lane.name)}`}
                className="min-w-0 flex-1 truncate font-medium hover:underline"
              >
                {lane.name}
              </Link>
              {lane.paused && <Badge tone="warning">Paused</Badge>}
              <span className="text-ink-faint hidden text-xs sm:inline">{laneMode(lane)}</span>
              <span className="tabular text-ink-soft text-right text-xs whitespace-nowrap">
                {underWay(lane)} under way, {lane.counts.held} held
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
