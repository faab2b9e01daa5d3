'use client';

import { skipToken } from '@reduxjs/toolkit/query';
import { TriangleAlert } from 'lucide-react';
import { BlackoutMark } from '@/features/blackouts/blackout-mark';
import type { SchedulePreview } from '@/features/schedules/schedules.api';
import { useSchedulePreviewQuery } from '@/features/schedules/schedules.api';
import type { Task } from '@/features/tasks/tasks.api';
import { Countdown, Instant } from '@/features/time/time';
import { Answered } from '@/ui/answered';
import { Card } from '@/ui/card';
import { Skeleton } from '@/ui/states';

/** What is planned, as the server computes it. */
export function NextRuns({ task }: { task: Task }) {
  const { taskSchedule, timeZone, dstGap, dstOverlap, nextRunAt, endsAt, tags } = task;
  const isPlanned = taskSchedule !== null && nextRunAt !== null;
  const preview = useSchedulePreviewQuery(
    isPlanned
      ? {
          taskSchedule,
          timeZone,
          dstGap,
          dstOverlap,
          tags,
          // Just before the next run, which the server has computed, start and jitter included.
          from: new Date(Date.parse(nextRunAt) - 1).toISOString(),
          count: 6,
        }
      : skipToken,
  );
  return (
    <Card title="Next runs" note={isPlanned ? preview.data?.description : undefined}>
      {nextRunAt === null ? (
        <p className="text-ink-soft">Nothing is planned. The box above says why.</p>
      ) : !isPlanned ? (
        <Line at={nextRunAt} zone={timeZone} />
      ) : (
        <Answered query={preview} loading={<Skeleton className="h-32" label="Loading the next runs" />}>
          {(data) => <Planned {...{ data, endsAt, timeZone }} />}
        </Answered>
      )}
    </Card>
  );
}

interface PlannedProps {
  data: SchedulePreview;
  endsAt: string | null;
  timeZone: string;
}

function Planned({ data: { next, blackouts, warnings }, endsAt, timeZone }: PlannedProps) {
  return (
    <>
      <ol className="flex flex-col gap-1">
        {next
          .filter((at) => endsAt === null || at < endsAt)
          .map((at, index) => (
            <li key={at}>
              <Line at={at} zone={timeZone} blackout={blackouts[index]} />
            </li>
          ))}
      </ol>
      {warnings.length > 0 && (
        <ul className="text-warning mt-3 flex flex-col gap-1 text-xs">
          {warnings.map((warning) => (
            <li key={warning} className="flex items-start gap-1.5">
              <TriangleAlert aria-hidden size={12} className="mt-0.5 shrink-0" />
              {warning}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Line({
  at,
  zone,
  blackout = null,
}: {
  at: string;
  zone: string;
  blackout?: { name: string } | null | undefined;
}) {
  return (
    <span className="flex flex-wrap justify-between gap-x-3">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2">
        <Instant at={at} taskZone={zone} />
        {blackout !== null && <BlackoutMark name={blackout.name} />}
      </span>
      <Countdown to={at} taskZone={zone} className="text-ink-soft" />
    </span>
  );
}
