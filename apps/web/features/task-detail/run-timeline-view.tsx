'use client';

import { Link } from '@/ui/link';
import type { KeyboardEvent } from 'react';
import { formatAxisTime } from '@/features/charts/axis';
import type { Outcome } from '@/features/charts/outcomes';
import { outcomeFills, outcomeNames, outcomes } from '@/features/charts/outcomes';
import { civilMs } from '@/features/time/civil-time';
import { formatCount, formatDuration } from '@/features/time/format-time';
import { localZone } from '@/features/time/local-zone';
import { Instant, TimesAreStops } from '@/features/time/time';
import { ChartFigure } from '@/ui/chart-figure';
import { TextureLegend, useTextures } from '@/ui/textures';
import type { TimelineBar, TimelineTick, TimeWindow } from './run-timeline';
import type { TimelineControl } from './use-timeline-window';

export interface RunTimelineProps {
  bars: readonly TimelineBar[];
  ticks: readonly TimelineTick[];
  control: TimelineControl;
  /** Before this, there are runs that are not drawn; null: all are. */
  notReadUntilMs: number | null;
  nowMs: number;
  taskZone: string;
}

const rowHeight = 18;
const tickTop = 4 * rowHeight + 6;
const height = tickTop + 16;

/** Runs as bars on a line of time, and under them the instants of the schedule: what has no bar above it is missing. */
export function RunTimeline(props: RunTimelineProps) {
  const { bars, ticks, control, taskZone } = props;
  const present = outcomes.filter((outcome) => bars.some((bar) => bar.outcome === outcome));
  const missing = ticks.filter(({ state }) => state === 'missing').length;
  return (
    <ChartFigure
      title="Runs over time"
      summary={summaryOf(props, missing)}
      table={{
        heads: ['Scheduled for', 'Outcome', 'Took'],
        rows: [...bars].reverse().map(({ run, outcome, fromMs, toMs }) => [
          <Link key="at" href={`/runs/${run.id}`} className="text-accent underline">
            <TimesAreStops value={false}>
              <Instant at={run.scheduledFor} taskZone={taskZone} />
            </TimesAreStops>
          </Link>,
          outcomeNames[outcome],
          formatDuration(toMs - fromMs),
        ]),
      }}
      tools={
        <>
          <TextureLegend
            fills={outcomeFills}
            names={Object.fromEntries(present.map((outcome) => [outcome, outcomeNames[outcome]]))}
          />
          {ticks.length > 0 && (
            <span className="text-ink-soft text-xs">
              <span aria-hidden>│</span> scheduled
              {missing > 0 && <span className="text-danger"> ✕ missing</span>}
            </span>
          )}
        </>
      }
    >
      <Picture {...props} />
      <Axis window={control.window} />
    </ChartFigure>
  );
}

function summaryOf({ bars, ticks, notReadUntilMs }: RunTimelineProps, missing: number): string {
  const counts = outcomes
    .map((outcome) => [outcome, bars.filter((bar) => bar.outcome === outcome).length] as const)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcomeNames[outcome].toLowerCase()}`);
  return [
    bars.length === 0 ? 'No runs in this time' : `${formatCount(bars.length, 'run')}: ${counts.join(', ')}`,
    ...(ticks.length > 0
      ? [
          missing === 0
            ? 'no scheduled instant is missing'
            : `${formatCount(missing, 'scheduled instant')} without a run`,
        ]
      : []),
    ...(notReadUntilMs === null ? [] : ['only the newest are drawn, zoom in for the others']),
    'arrow keys move, + and - zoom',
  ].join('; ');
}

function Picture({ bars, ticks, control, notReadUntilMs, nowMs }: RunTimelineProps) {
  const { defs, fillOf } = useTextures(outcomeFills);
  const share = shareOf(control.window);
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    if (event.target !== event.currentTarget && moveFocus(event)) return;
    const act = keyActs(control)[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <svg
      role="group"
      aria-label="Runs; arrow keys move through time"
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="bg-sunken/60 w-full overflow-hidden rounded-md"
      style={{ height }}
    >
      {defs}
      {notReadUntilMs !== null && (
        <rect
          width={`${Math.max(0, share(notReadUntilMs))}%`}
          height={height}
          fill="var(--line)"
          opacity={0.6}
        >
          <title>Runs of this time are not drawn: zoom in</title>
        </rect>
      )}
      {bars.map((bar, index) => (
        <BarLink
          key={bar.run.id}
          bar={bar}
          share={share}
          fill={fillOf(bar.outcome)}
          isTabbable={index === bars.length - 1}
        />
      ))}
      {ticks.map(({ atMs, state }) => (
        <Tick key={atMs} at={share(atMs)} state={state} />
      ))}
      {control.isLive && (
        <line
          x1={`${share(nowMs)}%`}
          x2={`${share(nowMs)}%`}
          y2={height}
          stroke="var(--accent)"
          strokeWidth={1.5}
          strokeDasharray="3 3"
        >
          <title>Now</title>
        </line>
      )}
    </svg>
  );
}

const shareOf =
  ({ fromMs, toMs }: TimeWindow) =>
  (ms: number): number =>
    ((ms - fromMs) / (toMs - fromMs)) * 100;

function keyActs(control: TimelineControl): Readonly<Record<string, () => void>> {
  return {
    ArrowLeft: () => control.pan(-0.25),
    ArrowRight: () => control.pan(0.25),
    '+': control.zoomIn,
    '=': control.zoomIn,
    '-': control.zoomOut,
    '0': control.fit,
  };
}

/** From a bar, the arrow keys lead to the one before and after; at the end they move the picture. */
function moveFocus(event: KeyboardEvent<SVGSVGElement>): boolean {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return false;
  const links = [...event.currentTarget.querySelectorAll<SVGAElement>('a')];
  const at = links.indexOf(event.target as SVGAElement);
  const next = links[at + (event.key === 'ArrowLeft' ? -1 : 1)];
  if (next === undefined) return false;
  event.preventDefault();
  next.focus();
  return true;
}

interface BarLinkProps {
  bar: TimelineBar;
  share: (ms: number) => number;
  fill: string;
  isTabbable: boolean;
}

function BarLink({ bar, share, fill, isTabbable }: BarLinkProps) {
  const { run, fromMs, toMs, row, outcome } = bar;
  const label = `${wordOf(outcome, run.runStatus)}, due ${run.scheduledFor}, ${formatDuration(toMs - fromMs)}`;
  return (
    <Link href={`/runs/${run.id}`} tabIndex={isTabbable ? 0 : -1} aria-label={label}>
      <rect
        x={`${share(fromMs)}%`}
        y={3 + row * rowHeight}
        width={`${Math.max(share(toMs) - share(fromMs), 0.5)}%`}
        height={rowHeight - 4}
        rx={2}
        fill={fill}
        stroke={outcomeFills[outcome].colour}
        strokeWidth={1}
        className="hover:opacity-80"
      >
        <title>{label}</title>
      </rect>
    </Link>
  );
}

const wordOf = (outcome: Outcome, status: string): string =>
  outcome === 'open' ? `Not ended (${status})` : outcomeNames[outcome];

function Tick({ at, state }: { at: number; state: TimelineTick['state'] }) {
  if (state === 'missing') {
    return (
      <text x={`${at}%`} y={tickTop + 12} textAnchor="middle" fontSize={12} fill="var(--danger)">
        ✕<title>Scheduled, but there is no run</title>
      </text>
    );
  }
  return (
    <line
      x1={`${at}%`}
      x2={`${at}%`}
      y1={tickTop}
      y2={tickTop + 10}
      stroke={state === 'run' ? 'var(--ink-soft)' : 'var(--line-strong)'}
      strokeDasharray={state === 'ahead' || state === 'skipped' ? '2 2' : undefined}
    />
  );
}

function Axis({ window: { fromMs, toMs } }: { window: TimeWindow }) {
  const span = toMs - fromMs;
  const labels = [0, 0.25, 0.5, 0.75, 1].map((share) => fromMs + share * span);
  return (
    <div aria-hidden className="text-ink-faint tabular flex justify-between text-xs">
      {labels.map((ms) => (
        <span key={ms} suppressHydrationWarning>
          {span <= 900_000
            ? withSeconds(ms)
            : formatAxisTime(new Date(ms).toISOString(), span / 24, span > 21_600_000)}
        </span>
      ))}
    </div>
  );
}

const withSeconds = (ms: number): string => new Date(civilMs(ms, localZone())).toISOString().slice(11, 19);
