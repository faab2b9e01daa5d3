'use client';

import { Link } from '@/ui/link';
import type { PointProps } from '@/features/charts/use-point-keys';
import { usePointKeys } from '@/features/charts/use-point-keys';
import type { Run } from '@/features/runs/runs.api';
import { formatCount, formatDuration } from '@/features/time/format-time';
import { Instant, TimesAreStops } from '@/features/time/time';
import { ChartFigure } from '@/ui/chart-figure';
import type { TimeWindow } from './run-timeline';
import { durationOfRun, percentileOf } from './run-timeline';

interface Point {
  run: Run;
  atMs: number;
  durationMs: number;
}

interface DurationChartProps {
  runs: readonly Run[];
  window: TimeWindow;
  taskZone: string;
}

const steps = { ArrowLeft: -1, ArrowRight: 1 };
const height = 150;
const top = 8;

/** How long each run took, and the band in which nearly all of them lie. */
export function DurationChart({ runs, window, taskZone }: DurationChartProps) {
  const known = runs.flatMap((run): Point[] => {
    const durationMs = durationOfRun(run);
    return durationMs === null ? [] : [{ run, atMs: Date.parse(run.scheduledFor), durationMs }];
  });
  const points = known.sort((one, other) => one.atMs - other.atMs);
  const { picture, pointProps } = usePointKeys([...points.keys()], steps);
  const durations = points.map(({ durationMs }) => durationMs);
  const p50 = percentileOf(durations, 0.5);
  const p95 = percentileOf(durations, 0.95);
  if (p50 === null || p95 === null) {
    return <p className="text-ink-soft py-6 text-center">No run of this time has a duration.</p>;
  }
  const most = Math.max(...durations, 1) * 1.05;
  const yOf = (ms: number): number => top + (1 - ms / most) * (height - top - 4);
  const xOf = (ms: number): string => `${((ms - window.fromMs) / (window.toMs - window.fromMs)) * 100}%`;
  return (
    <ChartFigure
      title="Duration of each run"
      summary={`${formatCount(points.length, 'run')}: half took ${formatDuration(p50)} or less, 95 % ${formatDuration(p95)} or less, the longest ${formatDuration(Math.max(...durations))}.`}
      table={{
        heads: ['Scheduled for', 'Outcome', 'Took'],
        rows: points.map(({ run, durationMs }) => [
          <Link key="at" href={`/runs/${run.id}`} className="text-accent underline">
            <TimesAreStops value={false}>
              <Instant at={run.scheduledFor} taskZone={taskZone} />
            </TimesAreStops>
          </Link>,
          run.runStatus,
          formatDuration(durationMs),
        ]),
      }}
      tools={
        <span className="text-ink-soft flex flex-wrap gap-x-3 text-xs">
          <span>
            <span className="text-info">●</span> completed
          </span>
          <span>
            <span className="text-danger">✕</span> failed
          </span>
          <span>band: p50 to p95</span>
        </span>
      }
    >
      <div className="grid grid-cols-[3.5rem_1fr]">
        <div aria-hidden className="text-ink-faint tabular relative text-right text-xs" style={{ height }}>
          {(p50 === p95 ? [p50] : [p50, p95]).map((ms, index) => (
            <span
              key={index}
              className="absolute right-1.5 -translate-y-1/2 whitespace-nowrap"
              style={{ top: index === 0 && p50 !== p95 ? Math.max(yOf(p50), yOf(p95) + 14) : yOf(p95) }}
            >
              {formatDuration(ms)}
            </span>
          ))}
        </div>
        <svg
          ref={picture}
          role="group"
          aria-label="Durations. The arrow keys move, Enter opens a run."
          className="w-full overflow-hidden rounded-md"
          style={{ height }}
        >
          <rect width="100%" height={height} fill="var(--sunken)" opacity={0.6} />
          <rect
            y={yOf(p95)}
            width="100%"
            height={Math.max(1, yOf(p50) - yOf(p95))}
            fill="var(--accent-soft)"
          />
          {[p50, p95].map((ms, index) => (
            <line
              key={index}
              x2="100%"
              y1={yOf(ms)}
              y2={yOf(ms)}
              stroke="var(--accent)"
              strokeDasharray={index === 0 ? undefined : '5 4'}
            >
              <title>{`${index === 0 ? 'p50' : 'p95'} ${formatDuration(ms)}`}</title>
            </line>
          ))}
          {points.map((point, index) => (
            <Mark
              key={point.run.id}
              {...{ point, x: xOf(point.atMs), y: yOf(point.durationMs) }}
              keys={pointProps(index)}
            />
          ))}
        </svg>
      </div>
    </ChartFigure>
  );
}

interface MarkProps {
  point: Point;
  x: string;
  y: number;
  keys: PointProps;
}

function Mark({ point: { run, durationMs }, x, y, keys }: MarkProps) {
  const label = `${run.runStatus}, due ${run.scheduledFor}, took ${formatDuration(durationMs)}`;
  return (
    <Link href={`/runs/${run.id}`} {...keys} aria-label={label}>
      {run.runStatus === 'completed' ? (
        <circle cx={x} cy={y} r={4} fill="var(--info)" stroke="var(--surface)" />
      ) : (
        <text x={x} y={y + 4} textAnchor="middle" fontSize={12} fontWeight={700} fill="var(--danger)">
          ✕
        </text>
      )}
      <title>{label}</title>
    </Link>
  );
}
