'use client';

import { useEffect, useRef, useState } from 'react';
import { Hatched } from '@/features/blackouts/blackout-mark';
import { formatNumber } from '@/features/time/format-time';
import { ChartFigure } from '@/ui/chart-figure';
import { classNames } from '@/ui/class-names';
import { bandNote, bandsWithin, namesOf } from './blackout-bands';
import type { Calendar } from './calendar.api';
import type { HeatCell, Zone } from './grid';
import { hourMs, pastTotal, runsOf } from './grid';
import { bandRoom, HeatBands } from './heat-bands';
import { cellLabel, dayLabel, hourLabel, shortNumber } from './words';

const [left, top, width, height, gap] = [76, 22, 38, 32, 3];
const total = left + 24 * (width + gap);
/** Of the names of the days, in percent of the picture. */
const labelsShare = (left / total) * 100;

export interface HeatMapProps {
  cells: readonly HeatCell[];
  /** Where each day begins, and the end. */
  bounds: readonly number[];
  zone: Zone;
  nowMs: number;
  blackouts: Calendar['blackouts'];
  summary: React.ReactNode;
  onOpen: (cell: HeatCell) => void;
}

/** How much is to do in each hour of a week, and what became of the hours that are past. */
export function HeatMap({ cells, bounds, zone, nowMs, blackouts, summary, onOpen }: HeatMapProps) {
  const days = bounds.slice(0, -1);
  const bandsOf = ({ fromMs }: HeatCell) =>
    fromMs === null ? [] : bandsWithin(blackouts, fromMs, fromMs + hourMs);
  const most = Math.max(1, ...cells.map(runsOf));
  const { rowYs, bottom } = rowsOf(bounds, blackouts);
  const { current, setCurrent, onKeyDown, svg } = useCellKeys(days.length);
  const box = useScrollToHour(cells.findIndex((cell) => isNowIn(cell, nowMs)) % 24);
  return (
    <ChartFigure
      title="Runs by day and hour"
      summary={summary}
      tools={<Legend hasBlackouts={blackouts.length > 0} />}
      table={{
        heads: ['Day', 'Hour', 'Planned', 'Ran', 'Failed', 'Blackout windows'],
        rows: cells
          .filter((cell) => runsOf(cell) > 0 || bandsOf(cell).length > 0)
          .map((cell) => [
            dayLabel(days[cell.day]!, zone),
            hourLabel(cell.hour),
            formatNumber(cell.planned),
            formatNumber(pastTotal(cell)),
            formatNumber(cell.past?.failed ?? 0),
            namesOf(bandsOf(cell)),
          ]),
      }}
    >
      <div ref={box} className="overflow-x-auto">
        <div className="flex w-full min-w-[66rem]">
          <DayLabels {...{ days, bounds, zone, nowMs, rowYs, bottom }} />
          <svg
            ref={svg}
            role="group"
            aria-label="Runs by day and hour. The arrow keys move, Enter opens an hour."
            viewBox={`${left} 0 ${total - left} ${bottom}`}
            style={{ width: `${100 - labelsShare}%` }}
          >
            {Array.from({ length: 24 }, (_, hour) => (
              <text
                key={hour}
                x={left + hour * (width + gap) + width / 2}
                y={14}
                textAnchor="middle"
                className="fill-ink-faint text-[11px]"
              >
                {String(hour).padStart(2, '0')}
              </text>
            ))}
            {cells.map((cell, index) => (
              <Cell
                key={index}
                cell={cell}
                y={rowYs[cell.day]!}
                label={cellLabel(cell, days[cell.day]!, zone) + bandNote(bandsOf(cell))}
                strength={runsOf(cell) / most}
                isCurrent={index === current}
                isNow={isNowIn(cell, nowMs)}
                onOpen={() => {
                  setCurrent(index);
                  onOpen(cell);
                }}
                onKeyDown={(event) => onKeyDown(event, () => onOpen(cell))}
              />
            ))}
            <HeatBands
              {...{ blackouts, bounds, zone }}
              rowY={(day) => rowYs[day]!}
              hourX={(hour) => left + hour * (width + gap) - (hour === 24 ? gap : 0)}
            />
          </svg>
        </div>
      </div>
    </ChartFigure>
  );
}

interface DayLabelsProps extends Pick<HeatMapProps, 'bounds' | 'zone' | 'nowMs'> {
  days: readonly number[];
  rowYs: readonly number[];
  bottom: number;
}

/** Beside their rows, however far the hours are scrolled. */
function DayLabels({ days, bounds, zone, nowMs, rowYs, bottom }: DayLabelsProps) {
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${left} ${bottom}`}
      className="bg-surface sticky left-0 z-10 shrink-0"
      style={{ width: `${labelsShare}%` }}
    >
      {days.map((day, index) => (
        <text
          key={day}
          x={0}
          y={rowYs[index]! + height / 2 + 4}
          className={classNames(
            'text-[11px]',
            nowMs >= day && nowMs < bounds[index + 1]! ? 'fill-accent font-semibold' : 'fill-ink-soft',
          )}
        >
          {dayLabel(day, zone)}
        </text>
      ))}
    </svg>
  );
}

const isNowIn = ({ fromMs }: HeatCell, nowMs: number): boolean =>
  fromMs !== null && nowMs >= fromMs && nowMs < fromMs + hourMs;

/** Where there is no room for all hours, the first that are seen hold this one. @param hour below 0: none */
function useScrollToHour(hour: number) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null || hour < 1) return;
    const unit = box.current.scrollWidth / total;
    box.current.scrollLeft = (hour - 1) * (width + gap) * unit;
  }, [hour]);
  return box;
}

/** Where the cells of each day begin: lower on a day with blackout windows, whose names stand above them. */
function rowsOf(bounds: readonly number[], blackouts: Calendar['blackouts']) {
  const rowYs: number[] = [];
  let bottom = top;
  for (const [day, fromMs] of bounds.slice(0, -1).entries()) {
    if (bandsWithin(blackouts, fromMs, bounds[day + 1]!).length > 0) bottom += bandRoom;
    rowYs.push(bottom);
    bottom += height + gap;
  }
  return { rowYs, bottom };
}

interface CellProps {
  cell: HeatCell;
  /** Of its upper edge. */
  y: number;
  label: string;
  /** Of the busiest hour, 0 to 1. */
  strength: number;
  isCurrent: boolean;
  isNow: boolean;
  onOpen: () => void;
  onKeyDown: (event: React.KeyboardEvent) => void;
}

/** Darker with the logarithm, so that a quiet hour beside a busy one can still be told from an empty one. */
const shade = (strength: number): number => (strength === 0 ? 0 : 0.12 + 0.38 * Math.log10(1 + 9 * strength));

function Cell({ cell, y, label, strength, isCurrent, isNow, onOpen, onKeyDown }: CellProps) {
  const x = left + cell.hour * (width + gap);
  const runs = runsOf(cell);
  const failedShare = cell.past === null || pastTotal(cell) === 0 ? 0 : cell.past.failed / pastTotal(cell);
  const isPast = cell.past !== null && cell.planned === 0;
  const failedHeight = failedShare === 0 ? 0 : Math.max(4, failedShare * height);
  return (
    <g
      role="button"
      tabIndex={isCurrent ? 0 : -1}
      onClick={onOpen}
      onKeyDown={onKeyDown}
      className="group cursor-pointer outline-none"
    >
      <title>{label}</title>
      <rect x={x} y={y} width={width} height={height} rx={4} className="fill-sunken" />
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={4}
        className={isPast ? 'fill-success' : 'fill-accent'}
        fillOpacity={shade(strength)}
      />
      {failedHeight > 0 && (
        <rect
          x={x}
          y={y + height - failedHeight}
          width={width}
          height={failedHeight}
          rx={2}
          className="fill-danger"
          fillOpacity={0.55}
        />
      )}
      <rect
        x={x + 0.5}
        y={y + 0.5}
        width={width - 1}
        height={height - 1}
        rx={4}
        fill="none"
        strokeWidth={2}
        className={classNames(
          'group-hover:stroke-line-strong group-focus-visible:stroke-accent',
          isNow ? 'stroke-ink' : 'stroke-transparent',
        )}
      />
      {runs > 0 && (
        <text x={x + width / 2} y={y + height / 2 + 4} textAnchor="middle" className="fill-ink text-[11px]">
          {failedShare > 0 && '! '}
          {shortNumber(runs)}
        </text>
      )}
    </g>
  );
}

function Legend({ hasBlackouts }: { hasBlackouts: boolean }) {
  const item = 'flex items-center gap-1.5 text-xs text-ink-soft';
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      <li className={item}>
        <span aria-hidden className="bg-accent size-3 rounded-sm opacity-60" />
        Planned
      </li>
      <li className={item}>
        <span aria-hidden className="bg-success size-3 rounded-sm opacity-60" />
        Ran
      </li>
      <li className={item}>
        <span aria-hidden className="bg-danger size-3 rounded-sm opacity-60" />! Some failed
      </li>
      <li className={item}>
        <span aria-hidden className="border-ink size-3 rounded-sm border-2" />
        Now
      </li>
      {hasBlackouts && (
        <li className={item}>
          <Hatched className="border-line size-3 rounded-sm border" />
          Blackout window
        </li>
      )}
    </ul>
  );
}

/** One cell is in the order of focus; the arrows take it on. */
function useCellKeys(days: number) {
  const [current, setCurrent] = useState(0);
  const svg = useRef<SVGSVGElement>(null);
  const go = (index: number): void => {
    const next = Math.max(0, Math.min(days * 24 - 1, index));
    setCurrent(next);
    svg.current?.querySelectorAll<SVGGElement>('[role="button"]')[next]?.focus();
  };
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -24, ArrowDown: 24 };
  const onKeyDown = (event: React.KeyboardEvent, open: () => void): void => {
    const step = steps[event.key];
    if (step !== undefined) go(current + step);
    else if (event.key === 'Home') go(current - (current % 24));
    else if (event.key === 'End') go(current - (current % 24) + 23);
    else if (event.key === 'Enter' || event.key === ' ') open();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { current, setCurrent, onKeyDown, svg };
}
