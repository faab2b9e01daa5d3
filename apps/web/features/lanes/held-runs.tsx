'use client';

import Link from 'next/link';
import { runsHref } from '@/features/runs/runs-link';
import { Ago } from '@/features/time/time';
import { Badge } from '@/ui/badge';
import type { Lane } from './lanes.api';
import { useHeldRunsQuery } from './lanes.api';

const shown = 5;

/** Whose turn is next, in the order in which the lane lets them begin. */
export function HeldRuns({ lane: { name, counts } }: { lane: Lane }) {
  const isEmpty = counts.held === 0;
  const { data = [] } = useHeldRunsQuery({ lane: name, limit: shown }, { skip: isEmpty });
  if (isEmpty) return null;
  return (
    <div className="border-line border-t">
      <p className="text-ink-soft px-4 pt-2 text-xs font-medium">Next turns</p>
      <ol aria-label={`Next turns of ${name}`} className="px-4 py-1">
        {data.map(({ id, taskName, priority, scheduledFor }, index) => (
          <li key={id} className="flex min-h-8 items-center gap-2">
            <span className="text-ink-faint tabular w-4 text-xs">{index + 1}</span>
            <Link href={`/runs/${id}`} className="min-w-0 flex-1 truncate hover:underline">
              {taskName}
            </Link>
            <Badge tone={priority === 'urgent' || priority === 'high' ? 'warning' : 'muted'}>
              {priority}
            </Badge>
            <Ago at={scheduledFor} className="text-ink-faint w-20 text-right text-xs whitespace-nowrap" />
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
