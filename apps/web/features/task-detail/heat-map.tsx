'use client';

import { Link } from '@/ui/link';
import type { ReactNode } from 'react';
import type { PointProps } from '@/features/charts/use-point-keys';
import { usePointKeys } from '@/features/charts/use-point-keys';
import { fromCivil } from '@/features/time/civil-time';
import type { Task } from '@/features/tasks/tasks.api';
import { formatCount, formatNumber } from '@/features/time/format-time';
import { Answered } from '@/ui/answered';
import { Card } from '@/ui/card';
import { ChartFigure } from '@/ui/chart-figure';
import { Skeleton } from '@/ui/states';
import type { HeatMap } from './task-detail.api';
import { useHeatMapQuery } from './task-detail.api';

type Day = HeatMap['days'][number];

const cell = 16;
const gap = 3;
/** Down the days of a week, and across the weeks. */
const steps = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };
const weekdays = ['Mon', '', 'Wed', '', 'Fri', '', ''];

/** Twelve weeks of days: the fuller, the more runs; what failed is marked. */
export function TaskHeatMap({ task }: { task: Task }) {
  const query = useHeatMapQuery({ taskId: task.id, timeZone: task.timeZone });
  const note = query.data && `Days of ${query.data.timeZone}, as far as runs are kept`;
  return (
    <Card title="Twelve weeks" note={note}>
      <Answered query={query} loading={<Skeleton className="h-40" label="Loading the weeks" />}>
        {(data) => <Weeks data={data} task={task} />}
      </Answered>
    </Card>
  );
}

function Weeks({ data, task }: { data: HeatMap; task: Task }) {
  const total = data.days.reduce((sum, day) => sum + countOf(day), 0);
  const failed = data.days.reduce((sum, day) => sum + day.failed, 0);
  return (
    <ChartFigure
      title="Runs of each day"
      summary={`${formatCount(total, 'run')} in twelve weeks, ${formatNumber(failed)} of them failed or abandoned.`}
      table={{
        heads: ['Day', 'Completed', 'Failed', 'Skipped', 'Other'],
        rows: data.days
          .filter((day) => countOf(day) + day.skipped > 0)
          .reverse()
          .map((day) => [
            <DayLink key="day" day={day} task={task}>
              {day.day}
            </DayLink>,
            day.completed,
            day.failed,
            day.skipped,
            day.other,
          ]),
      }}
      tools={<span className="text-ink-soft text-xs">Darker: more runs · ✕ failed · ○ skipped only</span>}
    >
      <Picture days={data.days} task={task} />
    </ChartFigure>
  );
}

const countOf = ({ completed, failed, other }: Day): number => completed + failed + other;

const isLinked = (day: Day): boolean => countOf(day) + day.skipped > 0;

/** Monday is 0. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

function Picture({ days, task }: { days: readonly Day[]; task: Task }) {
  const most = Math.max(1, ...days.map(countOf));
  const offset = weekdayOf(days[0]!.day);
  const weeks = Math.ceil((days.length + offset) / 7);
  const withRuns = [...days.keys()].filter((index) => isLinked(days[index]!));
  const { picture, pointProps } = usePointKeys(withRuns, steps);
  const width = 32 + weeks * (cell + gap);
  return (
    <div className="overflow-x-auto">
      <svg
        ref={picture}
        role="group"
        aria-label="Days. The arrow keys move, Enter opens the runs of a day."
        width={width}
        height={7 * (cell + gap) + 14}
        className="max-w-none"
      >
        {weekdays.map((name, row) => (
          <text key={row} x={0} y={14 + row * (cell + gap) + 12} fontSize={10} fill="var(--ink-faint)">
            {name}
          </text>
        ))}
        {days.map((day, index) => {
          const column = Math.floor((index + offset) / 7);
          const x = 32 + column * (cell + gap);
          const y = 14 + ((index + offset) % 7) * (cell + gap);
          return (
            <g key={day.day} transform={`translate(${x} ${y})`}>
              {day.day.endsWith('-01') && (
                <text x={0} y={-y + 9} fontSize={10} fill="var(--ink-faint)">
                  {monthOf(day.day)}
                </text>
              )}
              <DayCell {...{ day, most, task }} keys={pointProps(index)} />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

const months = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });
const monthOf = (day: string): string => months.format(new Date(`${day}T00:00:00Z`));

interface DayCellProps {
  day: Day;
  most: number;
  task: Task;
  keys: PointProps;
}

function DayCell({ day, most, task, keys }: DayCellProps) {
  const count = countOf(day);
  const label = `${day.day}: ${day.completed} completed, ${day.failed} failed, ${day.skipped} skipped`;
  if (!isLinked(day)) {
    return (
      <rect width={cell} height={cell} rx={3} fill="var(--sunken)" stroke="var(--line)">
        <title>{`${day.day}: no runs`}</title>
      </rect>
    );
  }
  const strength = count === 0 ? 0 : 0.35 + 0.65 * Math.sqrt(count / most);
  return (
    <DayLink {...{ day, task, label, keys }}>
      <rect width={cell} height={cell} rx={3} fill="var(--surface)" stroke="var(--line-strong)" />
      <rect width={cell} height={cell} rx={3} fill="var(--success)" fillOpacity={strength} />
      {day.failed > 0 && (
        <>
          <rect width={cell} height={cell} rx={3} fill="var(--danger-soft)" stroke="var(--danger)" />
          <text x={cell / 2} y={12} textAnchor="middle" fontSize={11} fontWeight={700} fill="var(--danger)">
            ✕
          </text>
        </>
      )}
      {count === 0 && <circle cx={cell / 2} cy={cell / 2} r={3.5} fill="none" stroke="var(--muted)" />}
      <title>{label}</title>
    </DayLink>
  );
}

interface DayLinkProps {
  day: Day;
  task: Task;
  label?: string;
  /** Of a day of the picture. */
  keys?: PointProps;
  children: ReactNode;
}

/** To the runs of the day, by the midnights of the task’s zone. */
function DayLink({ day, task, label, keys, children }: DayLinkProps) {
  const next = new Date(Date.parse(`${day.day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const bounds = new URLSearchParams({ tab: 'runs' });
  const from = fromCivil(`${day.day}T00:00`, task.timeZone);
  const to = fromCivil(`${next}T00:00`, task.timeZone);
  if (from !== null) bounds.set('from', from);
  if (to !== null) bounds.set('to', to);
  return (
    <Link
      href={`/tasks/${task.id}?${bounds.toString()}`}
      aria-label={label}
      className={label === undefined ? 'text-accent underline' : undefined}
      {...keys}
    >
      {children}
    </Link>
  );
}
