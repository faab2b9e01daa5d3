'use client';

import type { RecentRun } from './task-list.api';
import { classNames } from '@/ui/class-names';
import { Link } from '@/ui/link';
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
  return (
    <Link
      href={`/tasks/${taskId}?tab=runs`}
      title={summary}
      aria-label={summary}
      className="inline-flex h-6 items-center rounded"
    >
      <svg aria-hidden width={places * (width + 1)} height={height} className="block">
        {shapes(runs).map(([className, path]) => (
          <path key={className} d={path} className={className} strokeWidth={1.25} />
        ))}
      </svg>
    </Link>
  );
}

/** A path for each look, by its class: one for each run would be most of what a list's document holds. */
function shapes(runs: readonly RecentRun[]): [className: string, path: string][] {
  const paths = new Map<string, string>();
  const draw = (look: string, path: string): void => void paths.set(look, (paths.get(look) ?? '') + path);
  const empty = places - runs.length;
  for (let place = 0; place < empty; place += 1) {
    draw('fill-line', `M${place * (width + 1)} ${height}v-2h${width}v2z`);
  }
  for (const [index, run] of [...runs].reverse().entries()) {
    const { className, height: tall, isHollow = false } = bars[run.runStatus] ?? unknown;
    const inset = isHollow ? 0.75 : 0;
    draw(
      classNames(className, isHollow ? 'fill-none stroke-current' : 'fill-current'),
      bar((empty + index) * (width + 1) + inset, tall - 2 * inset, width - 2 * inset, height - inset),
    );
  }
  return [...paths];
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

/** From its foot up, with rounded corners. */
function bar(x: number, tall: number, wide: number, foot: number): string {
  const flat = wide - 2;
  return `M${x + 1} ${foot}q-1 0-1-1v${2 - tall}q0-1 1-1h${flat}q1 0 1 1v${tall - 2}q0 1-1 1z`;
}
