'use client';

import { Check, Clock, ClockAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Hatched } from '@/features/blackouts/blackout-mark';
import { civilMs } from '@/features/time/civil-time';
import { formatNumber } from '@/features/time/format-time';
import { classNames } from '@/ui/class-names';
import type { Band } from './blackout-bands';
import { bandNote, bandsWithin, namesOf } from './blackout-bands';
import type { Calendar } from './calendar.api';
import type { DayTotal, HeatCell, Zone } from './grid';
import { dayTotals } from './grid';
import { clockChange, dayTotalLabel } from './words';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export interface MonthGridProps {
  cells: readonly HeatCell[];
  /** Where each day of whole weeks begins, and the end. */
  bounds: readonly number[];
  zone: Zone;
  /** Days outside of it belong to the months before and after. */
  month: { fromMs: number; toMs: number; nowMs: number };
  blackouts: Calendar['blackouts'];
  summary: string;
  onOpenDay: (dayMs: number) => void;
}

/** A month in weeks: what ran on each day, and what is planned. */
export function MonthGrid({ cells, bounds, zone, month, blackouts, summary, onOpenDay }: MonthGridProps) {
  const days = bounds.slice(0, -1);
  const totals = dayTotals(cells, days.length);
  const weeks = Array.from({ length: days.length / weekdays.length }, (_, week) => week);
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
                const [fromMs, toMs] = [days[index]!, bounds[index + 1]!];
                return (
                  <td key={name} className="p-0 align-top">
                    <DayButton
                      total={totals[index]!}
                      dayMs={fromMs}
                      clocks={clockChange(fromMs, toMs)}
                      bands={bandsWithin(blackouts, fromMs, toMs)}
                      zone={zone}
                      isOutside={fromMs < month.fromMs || fromMs >= month.toMs}
                      isToday={month.nowMs >= fromMs && month.nowMs < toMs}
                      onOpen={() => onOpenDay(fromMs)}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-ink-faint text-xs">
        Planned runs, and those that ran, with how many of them failed. What ran is told for the last thirty
        days.
        {blackouts.length > 0 && ' Stripes are blackout windows: what is planned in them does not run.'}
      </p>
    </div>
  );
}

interface DayButtonProps {
  total: DayTotal;
  dayMs: number;
  /** What the clocks do on it; null: nothing. */
  clocks: string | null;
  bands: readonly Band[];
  zone: Zone;
  isOutside: boolean;
  isToday: boolean;
  onOpen: () => void;
}

function DayButton({ total, dayMs, clocks, bands, zone, isOutside, isToday, onOpen }: DayButtonProps) {
  const { planned, completed, failed, other } = total;
  const ran = completed + failed + other;
  const label =
    dayTotalLabel(total, dayMs, zone) +
    (clocks === null ? '' : `, ${clocks.toLowerCase()}`) +
    bandNote(bands);
  const day = new Date(civilMs(dayMs, zone)).getUTCDate();
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-current={isToday ? 'date' : undefined}
      title={label}
      className={classNames(
        'hover:bg-sunken flex h-18 w-full flex-col items-start gap-0.5 overflow-hidden rounded-md border p-0.5 text-left text-[11px] sm:h-28 sm:p-2 sm:text-xs',
        isToday ? 'border-accent' : 'border-line',
        isOutside && 'bg-sunken/50',
      )}
    >
      <span className="sr-only">{label}</span>
      <span aria-hidden className="contents">
        <span
          className={classNames(
            'tabular font-semibold',
            isToday && 'text-accent',
            isOutside && 'text-ink-soft',
          )}
        >
          {day}
          {clocks !== null && (
            <ClockAlert aria-hidden size={12} className="text-warning ml-1 inline align-[-0.125em]" />
          )}
        </span>
        {planned > 0 && (
          <Line count={planned} word="planned" icon={<Clock size={10} />} className="text-ink-soft" />
        )}
        {bands.length > 0 && (
          <span className="text-ink-soft order-last mt-auto flex w-full max-w-full items-center gap-1">
            <Hatched className="h-2.5 w-full max-w-6 shrink-0 rounded-xs" />
            <span className="hidden truncate sm:inline">{namesOf(bands)}</span>
          </span>
        )}
        {ran > 0 && <Line count={ran} word="ran" icon={<Check size={10} />} className="text-ink" />}
        {failed > 0 && (
          <Line count={failed} word="failed" icon={<X size={10} />} className="text-danger font-medium" />
        )}
      </span>
    </button>
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
