'use client';

import { Repeat } from 'lucide-react';
import { Link } from '@/ui/link';
import { BlackoutMark } from '@/features/blackouts/blackout-mark';
import { formatNumber } from '@/features/time/format-time';
import { Time } from '@/features/time/time';
import { Badge } from '@/ui/badge';
import type { Occurrence, Series } from './calendar.api';
import type { Zone } from './grid';
import { clockLabel, seriesLabel } from './words';

/** Runs one by one; `action` follows each. */
export function OccurrenceRows({
  occurrences,
  zone,
  action,
}: {
  occurrences: readonly Occurrence[];
  zone: Zone;
  action?: (occurrence: Occurrence) => React.ReactNode;
}) {
  return (
    <ol className="flex flex-col">
      {occurrences.map((occurrence) => (
        <li
          key={`${occurrence.at} ${occurrence.taskId}`}
          className="border-line flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5 last:border-b-0"
        >
          <Time
            at={occurrence.at}
            taskZone={occurrence.timeZone}
            className="w-16 shrink-0 tabular-nums"
            text={clockLabel(Date.parse(occurrence.at), zone, true)}
          />
          <Link
            href={`/tasks/${occurrence.taskId}`}
            className="min-w-0 grow basis-32 truncate font-medium underline-offset-2 hover:underline"
          >
            {occurrence.taskName}
          </Link>
          <code className="text-ink-faint font-mono text-xs">{occurrence.taskSchedule ?? 'once'}</code>
          {occurrence.lane !== null && <Badge tone="violet">{occurrence.lane}</Badge>}
          {occurrence.tags.slice(0, 2).map((tag) => (
            <Badge key={tag} className="hidden sm:inline-flex">
              {tag}
            </Badge>
          ))}
          {occurrence.blackout !== null && <BlackoutMark name={occurrence.blackout.name} />}
          {action?.(occurrence)}
        </li>
      ))}
    </ol>
  );
}

/** Tasks that run so often that each run is not worth a line. */
export function SeriesRows({ series }: { series: readonly Series[] }) {
  return (
    <ul className="flex flex-col">
      {series.map((each) => (
        <li
          key={`${each.taskSchedule} ${each.timeZone} ${each.firstAt}`}
          className="border-line flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5 last:border-b-0"
        >
          <Repeat size={14} aria-hidden className="text-ink-faint shrink-0" />
          <span className="font-medium whitespace-nowrap">{seriesLabel(each)}</span>
          <code className="text-ink-faint font-mono text-xs">
            {each.taskSchedule} {each.timeZone}
          </code>
          <span className="text-ink-soft min-w-0 grow basis-56 sm:text-right">
            {each.tasks.slice(0, 3).map(({ id, taskName }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <Link href={`/tasks/${id}`} className="text-accent underline-offset-2 hover:underline">
                  {taskName}
                </Link>
              </span>
            ))}
            {each.taskCount > 3 && ` and ${formatNumber(each.taskCount - 3)} more`}
          </span>
        </li>
      ))}
    </ul>
  );
}
