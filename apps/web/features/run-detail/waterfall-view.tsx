'use client';

import { useState } from 'react';
import { formatCount, formatDuration } from '@/features/time/format-time';
import { Instant } from '@/features/time/time';
import { useNow } from '@/features/time/use-clock';
import { ChartFigure } from '@/ui/chart-figure';
import { classNames } from '@/ui/class-names';
import type { TexturedFill } from '@/ui/textures';
import { TextureLegend, useTextures } from '@/ui/textures';
import type { Segment, SegmentKind, Waterfall, WaterfallRow, WaterfallRun } from './waterfall';
import { layOutWaterfall, segmentKinds } from './waterfall';

const fills: Readonly<Record<SegmentKind, TexturedFill>> = {
  queue: { colour: 'var(--muted)', texture: 'outlined' },
  dns: { colour: 'var(--violet)', texture: 'barred' },
  connect: { colour: 'var(--warning)', texture: 'hatched' },
  tls: { colour: 'var(--success)', texture: 'crossed' },
  wait: { colour: 'var(--info)', texture: 'plain' },
  receive: { colour: 'var(--accent)', texture: 'dotted' },
  other: { colour: 'var(--muted)', texture: 'plain' },
  running: { colour: 'var(--info)', texture: 'hatched' },
  backoff: { colour: 'var(--muted)', texture: 'barred' },
};

const names: Readonly<Record<SegmentKind, string>> = {
  queue: 'Wait to begin',
  dns: 'DNS',
  connect: 'Connect',
  tls: 'TLS',
  wait: 'Send, first byte',
  receive: 'Receive',
  other: 'Claim and record',
  running: 'In progress',
  backoff: 'Back off',
};

export interface WaterfallViewProps {
  run: WaterfallRun;
  /** 1 for the first. */
  selected: number;
  onSelect: (number: number) => void;
}

/** Attempts under each other on one line of time; what is open grows while one looks. */
export function WaterfallView({ run, selected, onSelect }: WaterfallViewProps) {
  const now = useNow(run.finishedAt === null ? 250 : 60_000);
  const [isClose, setClose] = useState(false);
  const whole = layOutWaterfall(run, now);
  const shown = isClose ? closeTo(whole, selected) : whole;
  const used = segmentKinds.filter((kind) =>
    whole.rows.some(({ segments }) => segments.some((segment) => segment.kind === kind)),
  );
  const rows = whole.rows.flatMap(({ number, segments }) =>
    segments.map(({ kind, fromMs, toMs }) => [
      number,
      names[kind],
      `+${formatDuration(fromMs - whole.fromMs)}`,
      formatDuration(toMs - fromMs),
    ]),
  );
  return (
    <ChartFigure
      title="Where the time of the run went"
      summary={summaryOf(whole)}
      table={{ heads: ['Attempt', 'Phase', 'Begins', 'Lasts'], rows }}
      tools={
        <>
          <TextureLegend fills={fills} names={Object.fromEntries(used.map((kind) => [kind, names[kind]]))} />
          <button
            type="button"
            aria-pressed={isClose}
            onClick={() => setClose(!isClose)}
            className="text-accent h-7 rounded px-1 text-xs font-medium"
          >
            {isClose ? 'Show the whole run' : `Zoom to attempt ${selected}`}
          </button>
        </>
      }
    >
      <Rows shown={shown} selected={selected} onSelect={onSelect} />
      <Axis shown={shown} originMs={whole.fromMs} />
    </ChartFigure>
  );
}

/** The time of one attempt alone, without what it waited before and backs off after. */
function closeTo(whole: Waterfall, selected: number): Waterfall {
  const row = whole.rows[selected - 1];
  const own = row?.segments.filter(({ kind }) => kind !== 'queue' && kind !== 'backoff') ?? [];
  if (own.length === 0) return whole;
  return { ...whole, fromMs: own[0]!.fromMs, toMs: own.at(-1)!.toMs };
}

function summaryOf({ fromMs, toMs, rows }: Waterfall): string {
  const attempts = rows.filter(({ attempt }) => attempt !== null).length;
  if (attempts === 0) return `Due ${formatDuration(toMs - fromMs)} ago, and no attempt was made yet.`;
  const sum = (kinds: readonly SegmentKind[]): number =>
    rows
      .flatMap(({ segments }) => segments)
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((total, segment) => total + segment.toMs - segment.fromMs, 0);
  const backedOff = sum(['backoff']);
  return [
    `${formatCount(attempts, 'attempt')} in ${formatDuration(toMs - fromMs)} since it was due`,
    `${formatDuration(sum(['queue']))} of them waiting to begin`,
    ...(backedOff > 0 ? [`${formatDuration(backedOff)} backing off`] : []),
  ].join(', ');
}

function Rows({ shown, selected, onSelect }: { shown: Waterfall } & Omit<WaterfallViewProps, 'run'>) {
  const { defs, fillOf } = useTextures(fills);
  return (
    <ol className="flex flex-col gap-1">
      {shown.rows.map((row) => (
        <li key={row.number}>
          <button
            type="button"
            aria-pressed={row.number === selected}
            onClick={() => onSelect(row.number)}
            className={classNames(
              'grid w-full grid-cols-[4.5rem_1fr] items-center gap-2 rounded-md px-2 text-left md:grid-cols-[9rem_1fr]',
              row.number === selected ? 'bg-accent-soft' : 'hover:bg-sunken',
            )}
          >
            <span className="sr-only">{labelOf(row)}</span>
            <span className="flex h-9 min-w-0 flex-col justify-center text-xs leading-tight">
              <span className="font-medium">{row.attempt === null ? 'No attempt' : `#${row.number}`}</span>
              <span className="text-ink-soft truncate">{wordOf(row)}</span>
            </span>
            <svg aria-hidden className="h-6 w-full overflow-hidden" preserveAspectRatio="none">
              {defs}
              {row.segments.map((segment) => (
                <Bar
                  key={`${segment.kind} ${segment.fromMs}`}
                  segment={segment}
                  shown={shown}
                  fill={fillOf(segment.kind)}
                />
              ))}
            </svg>
          </button>
        </li>
      ))}
    </ol>
  );
}

function Bar({ segment, shown, fill }: { segment: Segment; shown: Waterfall; fill: string }) {
  const { kind, fromMs, toMs } = segment;
  const span = shown.toMs - shown.fromMs;
  const share = (ms: number): number => ((ms - shown.fromMs) / span) * 100;
  const left = Math.min(share(fromMs), 99.6);
  const isThin = kind === 'queue' || kind === 'backoff';
  if (share(toMs) < 0 || share(fromMs) > 100) return null;
  return (
    <rect
      x={`${left}%`}
      // What took no time at all is seen all the same.
      width={`${Math.max(share(toMs) - share(fromMs), 0.4)}%`}
      y={isThin ? 9 : 3}
      height={isThin ? 6 : 18}
      rx={isThin ? 1 : 2}
      fill={fill}
    >
      <title>{`${names[kind]}: ${formatDuration(toMs - fromMs)}`}</title>
    </rect>
  );
}

function labelOf({ attempt, number, segments }: WaterfallRow): string {
  const phases = segments.map(({ kind, fromMs, toMs }) => `${names[kind]} ${formatDuration(toMs - fromMs)}`);
  return `${attempt === null ? 'No attempt yet' : `Attempt ${number}`}: ${phases.join(', ')}`;
}

function wordOf({ attempt, isOpen }: WaterfallRow): string {
  if (attempt === null) return isOpen ? 'not begun' : 'never begun';
  if (isOpen) return 'in progress';
  if (attempt.status === 'abandoned') return 'process lost';
  return String(attempt.httpStatus ?? attempt.errorCode ?? attempt.status);
}

function Axis({ shown, originMs }: { shown: Waterfall; originMs: number }) {
  const at = [0, 0.5, 1].map((share) => shown.fromMs + share * (shown.toMs - shown.fromMs));
  return (
    <div className="grid grid-cols-[4.5rem_1fr] gap-2 px-2 md:grid-cols-[9rem_1fr]">
      <Instant
        at={new Date(shown.fromMs).toISOString()}
        className="text-ink-faint truncate text-xs max-md:invisible"
      />
      <div className="text-ink-faint tabular border-line flex justify-between border-t pt-1 text-xs">
        {at.map((ms, index) => (
          <span key={index}>+{formatDuration(ms - originMs)}</span>
        ))}
      </div>
    </div>
  );
}
