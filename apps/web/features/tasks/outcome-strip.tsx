'use client';

import Link from 'next/link';
import type { RecentRun } from './task-list.api';
import { classNames } from '@/ui/class-names';
import { lookOf, runLooks } from '@/ui/status';

const places = 20;
const width = 4;
const height = 20;

/** Colour never alone: what went wrong is full, what was skipped is low, what is not over is hollow. */
const bars: Readonly<Record<string, { className: string; height: number; isHollow?: boolean }>> = {
  completed: { className: 'text-success', height: 12 },
  failed: { className: 'text-danger', height: 20 },
  abandoned: { className: 'text-danger', height: 20, isHollow: true },
  skipped: { className: 'text-muted', height: 4 },
  cancelled: { className: 'text-muted', height: 8 },
  running: { className: 'text-info', height: 12, isHollow: true },
  retrying: { className: 'text-warning', height: 16, isHollow: true },
  waiting: { className: 'text-violet', height: 12, isHollow: true },
  held: { className: 'text-violet', height: 8, isHollow: true },
};
const unknown = { className: 'text-muted', height: 8, isHollow: true };

/** The last 20 runs of a task, the newest at the right. */
export function OutcomeStrip({ taskId, runs }: { taskId: string; runs: readonly RecentRun[] }) {
  const summary = summarize(runs);
  const drawn = [...runs].reverse();
  const empty = places - drawn.length;
  return (
    <Link
      href={`/tasks/${taskId}?tab=runs`}
      title={summary}
      aria-label={summary}
      className="inline-flex h-6 items-center rounded"
    >
      <svg aria-hidden width={places * (width + 1)} height={height} className="block">
        {Array.from({ length: empty }, (_, index) => (
          <rect
            key={index}
            x={index * (width + 1)}
            y={height - 2}
            width={width}
            height={2}
            className="fill-line"
          />
        ))}
        {drawn.map((run, index) => {
          const { className, height: tall, isHollow = false } = bars[run.runStatus] ?? unknown;
          return (
            <rect
              key={run.id}
              x={(empty + index) * (width + 1) + (isHollow ? 0.75 : 0)}
              y={height - tall + (isHollow ? 0.75 : 0)}
              width={width - (isHollow ? 1.5 : 0)}
              height={tall - (isHollow ? 1.5 : 0)}
              rx={1}
              className={classNames(className, isHollow ? 'fill-none stroke-current' : 'fill-current')}
              strokeWidth={1.25}
            />
          );
        })}
      </svg>
    </Link>
  );
}

/** `Last 20 runs: 18 completed, 2 failed`. */
function summarize(runs: readonly RecentRun[]): string {
  if (runs.length === 0) return 'Never run';
  const counts = new Map<string, number>();
  for (const { runStatus } of runs) counts.set(runStatus, (counts.get(runStatus) ?? 0) + 1);
  const parts = [...counts].map(
    ([status, count]) => `${count} ${lookOf(runLooks, status).label.toLowerCase()}`,
  );
  return `Last ${runs.length === 1 ? 'run' : `${runs.length} runs`}: ${parts.join(', ')}`;
}
