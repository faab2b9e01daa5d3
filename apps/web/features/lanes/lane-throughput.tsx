'use client';

import { useEffect, useRef, useState } from 'react';
import { Sparkline } from '@/features/charts/sparkline';
import { useLive } from '@/features/live/use-live';
import { runsHref } from '@/features/runs/runs-link';
import { Link } from '@/ui/link';
import { runsIn } from './lane-figures';
import { useLaneTimeseriesQuery } from './lanes.api';

const everyMs = 15_000;
const ends = ['completed', 'failed', 'abandoned'] as const;

/** How many runs of a lane have ended, and the course of that; asked for once its card is in sight. */
export function LaneThroughput({ name }: { name: string }) {
  const { box, wasSeen } = useSeen();
  const { isPaused } = useLive();
  const { data, error } = useLaneTimeseriesQuery(name, {
    skip: !wasSeen,
    pollingInterval: isPaused ? 0 : everyMs,
    skipPollingIfUnfocused: true,
  });
  const course = (data?.points ?? []).map(({ byStatus }) =>
    ends.reduce((sum, status) => sum + (byStatus[status] ?? 0), 0),
  );
  const ended = course.reduce((sum, count) => sum + count, 0);
  return (
    <div ref={box} className="border-line flex min-h-10 items-center gap-4 border-t px-4 py-2 text-xs">
      {data === undefined ? (
        <span className="text-ink-faint">{error !== undefined && 'What has ended cannot be read.'}</span>
      ) : (
        <>
          <Link
            href={runsHref({ lane: name, within: '1h', statuses: ends })}
            className="text-ink-soft whitespace-nowrap hover:underline"
          >
            <span className="text-ink tabular font-medium">{runsIn(ended)}</span> ended in the last hour
          </Link>
          <span className="min-w-16 flex-1">
            <Sparkline values={course} summary={`Runs of ${name} that ended, over the last hour`} />
          </span>
        </>
      )}
    </div>
  );
}

/** Whether something has been in sight. */
function useSeen() {
  const box = useRef<HTMLDivElement>(null);
  const [wasSeen, setSeen] = useState(false);
  useEffect(() => {
    if (box.current === null || wasSeen) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && setSeen(true));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [wasSeen]);
  return { box, wasSeen };
}
