'use client';

import { Check, Clock, ClockAlert, Minus, TriangleAlert, X } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Hatched } from '@/features/blackouts/blackout-mark';
import { civilMs } from '@/features/time/civil-time';
import { formatNumber } from '@/features/time/format-time';
import { classNames } from '@/ui/class-names';
import { useTips } from '@/ui/use-tips';
import { bandsWithin, namesOf } from './blackout-bands';
import type { Calendar } from './calendar.api';
import { CellTip } from './cell-tip';
import { dayWords, labelOf } from './cell-words';
import type { DayTotal, HeatCell, Zone } from './grid';
import { dayTotals, hourMs } from './grid';
import type { Overload } from './lane-overloads';
import { overloadsWithin } from './lane-overloads';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export interface MonthGridProps {
  cells: readonly HeatCell[];
  /** Where each day of whole weeks begins, and the end. */
  bounds: readonly number[];
  zone: Zone;
  /** Days outside of it belong to the months before and after. */
  month: { fromMs: number; toMs: number; nowMs: number };
  blackouts: Calendar['blackouts'];
  overloads: readonly Overload[];
  summary: string;
  onOpenDay: (dayMs: number) => void;
}

/** A month in weeks: what ran on each day, and what is planned. */
export function MonthGrid(props: MonthGridProps) {
  const { zone, month, blackouts, summary, onOpenDay } = props;
  const days = daysOf(props);
  const weeks = Array.from({ length: days.length / weekdays.length }, (_, week) => week);
  const { shown, propsOf, tip } = useTips<number>();
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-soft">{summary}</p>
      <table className="w-full table-fixed border-separate border-spacing-0.5 sm:border-spacing-1">
        <caption className="sr-only">Runs of each day</caption>
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col" className="text-ink-soft pb-1 text-xs font-medium">
                <abbr title={name} className="no-underline">
                  {name.slice(0, 3)}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week}>
              {weekdays.map((name, weekday) => {
                const index = week * weekdays.length + weekday;
                const { toMs, ...day } = days[index]!;
                return (
                  <td key={name} className="p-0 align-top">
                    <DayButton
                      {...day}
                      zone={zone}
                      isOutside={day.fromMs < month.fromMs || day.fromMs >= month.toMs}
                      isToday={month.nowMs >= day.fromMs && month.nowMs < toMs}
                      onClick={() => onOpenDay(day.fromMs)}
                      {...propsOf(index)}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {shown !== null && <CellTip key={shown} words={days[shown]!.words} {...tip} />}
      <p className="text-ink-faint text-xs">
        Planned runs, and what became of those that ran, which is told for the last thirty days.
        {blackouts.length > 0 && ' Stripes are blackout windows: what is planned in them does not run.'}
        {days.some(({ isOverloaded }) => isOverloaded) &&
          ' A triangle: in some hour a lane has more planned runs than it lets begin.'}
      </p>
    </div>
  );
}

/** The days, each with what there is to say of it. */
function daysOf({ cells, bounds, zone, blackouts, overloads }: MonthGridProps) {
  return dayTotals(cells, bounds.length - 1).map((total, index) => {
    const [fromMs, toMs] = [bounds[index]!, bounds[index + 1]!];
    const bands = bandsWithin(blackouts, fromMs, toMs);
    const own = overloadsWithin(overloads, fromMs, toMs);
    const words = dayWords(total, [fromMs, toMs], { bands, overloads: own, zone });
    const hasClockChange = toMs - fromMs !== 24 * hourMs;
    return { total, fromMs, toMs, bands, words, hasClockChange, isOverloaded: own.length > 0 };
  });
}

interface DayButtonProps extends Omit<ReturnType<typeof daysOf>[number], 'toMs'>, ComponentProps<'button'> {
  zone: Zone;
  isOutside: boolean;
  isToday: boolean;
}

function DayButton({ total, fromMs, bands, words, zone, isOutside, isToday, ...marked }: DayButtonProps) {
  const { hasClockChange, isOverloaded, ...props } = marked;
  return (
    <button
      type="button"
      aria-current={isToday ? 'date' : undefined}
      {...props}
      className={classNames(
        'hover:bg-sunken flex h-24 w-full flex-col items-start gap-0.5 overflow-hidden rounded-md border p-0.5 text-left text-[11px] sm:h-32 sm:p-2 sm:text-xs',
        isToday ? 'border-accent' : 'border-line',
        isOutside && 'bg-sunken/50',
      )}
    >
      <span className="sr-only">{labelOf(words)}</span>
      <span aria-hidden className="contents">
        <span
          className={classNames(
            'tabular font-semibold',
            isToday && 'text-accent',
            isOutside && 'text-ink-soft',
          )}
        >
          {new Date(civilMs(fromMs, zone)).getUTCDate()}
          {hasClockChange && <ClockAlert aria-hidden size={12} className={warning} />}
          {isOverloaded && <TriangleAlert aria-hidden size={12} className={warning} />}
        </span>
        <Counts total={total} />
        {bands.length > 0 && (
          <span className="text-ink-soft order-last mt-auto flex w-full max-w-full items-center gap-1">
            <Hatched className="h-2.5 w-full max-w-6 shrink-0 rounded-xs" />
            <span className="hidden truncate sm:inline">{namesOf(bands)}</span>
          </span>
        )}
      </span>
    </button>
  );
}

const warning = 'text-warning ml-1 inline align-[-0.125em]';

function Counts({ total: { planned, completed, failed, other } }: { total: DayTotal }) {
  return (
    <>
      {planned > 0 && (
        <Line count={planned} word="planned" icon={<Clock size={10} />} className="text-ink-soft" />
      )}
      {completed > 0 && (
        <Line count={completed} word="completed" icon={<Check size={10} />} className="text-ink" />
      )}
      {failed > 0 && (
        <Line count={failed} word="failed" icon={<X size={10} />} className="text-danger font-medium" />
      )}
      {other > 0 && <Line count={other} word="others" icon={<Minus size={10} />} className="text-ink-soft" />}
    </>
  );
}

interface LineProps {
  count: number;
  word: string;
  icon: ReactNode;
  className: string;
}

/** Where there is little room, the sign tells what is counted. */
function Line({ count, word, icon, className }: LineProps) {
  return (
    <span
      className={classNames(
        'tabular flex max-w-full items-center gap-0.5 whitespace-nowrap sm:gap-1',
        className,
      )}
    >
      <span aria-hidden className="shrink-0">
        {icon}
      </span>
      <span className="lg:hidden">{compact.format(count)}</span>
      <span className="hidden lg:inline">
        {formatNumber(count)} {word}
      </span>
    </span>
  );
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 0 });
