'use client';

import { useEffect, useRef, useState } from 'react';
import { formatNumber } from '@/features/time/format-time';
import { ChartFigure } from '@/ui/chart-figure';
import { classNames } from '@/ui/class-names';
import { useTextures } from '@/ui/textures';
import { useTips } from '@/ui/use-tips';
import { bandsWithin } from './blackout-bands';
import type { Calendar } from './calendar.api';
import { CellTip } from './cell-tip';
import { hourWords, labelOf } from './cell-words';
import type { HeatCell as Hour, Zone } from './grid';
import { hourMs, runsOf } from './grid';
import { bandRoom, HeatBands } from './heat-bands';
import { cellSize, HeatCell } from './heat-cell';
import { HeatLegend } from './heat-legend';
import type { Overload } from './lane-overloads';
import { overloadsWithin } from './lane-overloads';
import { dayLabel, hourLabel, otherWords } from './words';

const { width, height, gap } = cellSize;
const [left, top] = [76, 22];
const total = left + 24 * (width + gap);
/** Of the names of the days, in percent of the picture. */
const labelsShare = (left / total) * 100;
const fills = { other: { colour: 'var(--ink-faint)', texture: 'dotted' } } as const;

export interface HeatMapProps {
  cells: readonly Hour[];
  /** Where each day begins, and the end. */
  bounds: readonly number[];
  zone: Zone;
  nowMs: number;
  blackouts: Calendar['blackouts'];
  overloads: readonly Overload[];
  summary: React.ReactNode;
  onOpen: (cell: Hour) => void;
}

/** How much is to do in each hour of a week, and what became of the hours that are past. */
export function HeatMap(props: HeatMapProps) {
  const { cells, bounds, zone, nowMs, blackouts, overloads, summary, onOpen } = props;
  const days = bounds.slice(0, -1);
  const hours = hoursOf(props);
  const most = Math.max(1, ...cells.map(runsOf));
  const { rowYs, bottom } = rowsOf(bounds, blackouts);
  const { current, setCurrent, onKeyDown, svg } = useCellKeys(days.length);
  const box = useScrollToHour(cells.findIndex((cell) => isNowIn(cell, nowMs)) % 24);
  const { defs, fillOf } = useTextures(fills);
  const { shown, propsOf, tip } = useTips<number>();
  return (
    <ChartFigure
      title="Runs by day and hour"
      summary={summary}
      tools={
        <HeatLegend
          hasBlackouts={blackouts.length > 0}
          hasOverloads={overloads.length > 0}
          hasMissing={cells.some(({ times }) => times === 0)}
          hasTwice={cells.some(({ times }) => times > 1)}
        />
      }
      table={{ heads: tableHeads, rows: tableRows(hours, days, zone) }}
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
            {defs}
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
            {hours.map(({ cell, words, isOverloaded }, index) => (
              <HeatCell
                key={index}
                cell={cell}
                x={left + cell.hour * (width + gap)}
                y={rowYs[cell.day]!}
                label={labelOf(words)}
                strength={runsOf(cell) / most}
                isNow={isNowIn(cell, nowMs)}
                isOverloaded={isOverloaded}
                otherFill={fillOf('other')}
                tabIndex={index === current ? 0 : -1}
                onClick={() => {
                  setCurrent(index);
                  onOpen(cell);
                }}
                onKeyDown={(event) => onKeyDown(event, () => onOpen(cell))}
                {...propsOf(index)}
              />
            ))}
            <HeatBands
              {...{ blackouts, bounds, zone }}
              rowY={(day) => rowYs[day]!}
              hourX={(hour) => left + hour * (width + gap) - (hour === 24 ? gap : 0)}
            />
          </svg>
          {shown !== null && <CellTip key={shown} words={hours[shown]!.words} {...tip} />}
        </div>
      </div>
    </ChartFigure>
  );
}

/** The cells, each with what there is to say of it. */
function hoursOf({ cells, bounds, zone, blackouts, overloads }: HeatMapProps) {
  return cells.map((cell) => {
    const [dayMs, endMs] = [bounds[cell.day]!, bounds[cell.day + 1]!];
    const fromMs = cell.fromMs ?? endMs;
    const toMs = fromMs + cell.times * hourMs;
    const bands = bandsWithin(blackouts, dayMs, endMs).filter(
      (band) => band.fromMs < toMs && band.toMs > fromMs,
    );
    const own = overloadsWithin(overloads, fromMs, toMs);
    const words = hourWords(cell, dayMs, { bands, overloads: own, zone });
    return { cell, words, isOverloaded: own.length > 0, isNotable: bands.length + own.length > 0 };
  });
}

const tableHeads = ['Day', 'Hour', 'Planned', 'Completed', 'Failed', sentence(otherWords), 'All of it'];

function tableRows(hours: ReturnType<typeof hoursOf>, days: readonly number[], zone: Zone) {
  return hours
    .filter(({ cell, isNotable }) => runsOf(cell) > 0 || cell.times !== 1 || isNotable)
    .map(({ cell: { day, hour, planned, past }, words }) => [
      dayLabel(days[day]!, zone),
      hourLabel(hour),
      formatNumber(planned),
      formatNumber(past?.completed ?? 0),
      formatNumber(past?.failed ?? 0),
      formatNumber(past?.other ?? 0),
      sentence(words.lines.join(', ')),
    ]);
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
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

const isNowIn = ({ fromMs, times }: Hour, nowMs: number): boolean =>
  fromMs !== null && nowMs >= fromMs && nowMs < fromMs + times * hourMs;

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
