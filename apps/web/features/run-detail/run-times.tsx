'use client';

import { formatDuration } from '@/features/time/format-time';
import { Instant } from '@/features/time/time';
import { useNow } from '@/features/time/use-clock';
import type { RunDetail } from '@/features/runs/runs.api';
import { Card } from '@/ui/card';

interface Step {
  name: string;
  at: string | null;
  /** What is said when it has not happened. */
  pending: string;
}

/** When the run was due, made, begun and over, and how long it was in between. */
export function RunTimes({ run, taskZone }: { run: RunDetail; taskZone: string | null }) {
  const now = useNow(run.finishedAt === null ? 1_000 : 60_000);
  const isSkipped = run.runStatus === 'skipped';
  const startedAt = run.attempts[0]?.createdAt ?? run.startedAt;
  const steps: Step[] = [
    { name: 'Scheduled for', at: run.scheduledFor, pending: '' },
    { name: isSkipped ? 'Recorded' : 'Queued', at: run.createdAt, pending: '' },
    ...(isSkipped
      ? []
      : [
          {
            name: 'Started',
            at: startedAt,
            pending: run.finishedAt === null ? 'not yet' : 'never',
          },
          { name: 'Finished', at: run.finishedAt, pending: 'not yet' },
        ]),
  ];
  return (
    <Card className="@container">
      <ol className="grid grid-cols-1 gap-3 @xs:grid-cols-2 @3xl:grid-cols-4">
        {steps.map(({ name, at, pending }, index) => {
          const before = steps[index - 1]?.at ?? null;
          return (
            <li key={name} className="border-line min-w-0 border-l-2 pl-3">
              <p className="text-ink-soft text-xs">{name}</p>
              <p className="font-medium">
                {at === null ? (
                  <span className="text-ink-faint">{pending}</span>
                ) : (
                  <Instant at={at} taskZone={taskZone} />
                )}
              </p>
              {before !== null && (
                <p className="text-ink-faint text-xs">{waitOf({ before, at, now, run })}</p>
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

interface Wait {
  before: string;
  at: string | null;
  now: number;
  run: RunDetail;
}

function waitOf({ before, at, now, run }: Wait): string {
  if (at !== null) return `${formatDuration(Date.parse(at) - Date.parse(before))} later`;
  return run.finishedAt === null ? `${formatDuration(now - Date.parse(before))} so far` : '';
}
