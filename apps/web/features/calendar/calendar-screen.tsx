'use client';

import { CalendarX, ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import { problemOf } from '@/api/problem';
import { OperatorLink } from '@/features/session/operator-link';
import { useTimeseriesQuery } from '@/features/statistics/statistics.api';
import { formatCount, formatNumber } from '@/features/time/format-time';
import { browserZone } from '@/features/time/local-zone';
import { useNow } from '@/features/time/use-clock';
import { usePageZone } from '@/features/time/use-page-zone';
import { useQueryState } from '@/features/url/use-query-state';
import { Button, IconButton } from '@/ui/button';
import { Card } from '@/ui/card';
import { Page } from '@/ui/page';
import { EmptyState, LoadingRows, ProblemPanel, StaleBanner } from '@/ui/states';
import { Tabs } from '@/ui/tabs';
import { Agenda } from './agenda';
import { windowsOf } from './blackout-bands';
import type { Calendar } from './calendar.api';
import { useCalendarQuery } from './calendar.api';
import { CalendarScope } from './calendar-scope';
import type { HeatCell, Zone } from './grid';
import {
  addDays,
  dayBounds,
  dayName,
  dayTotals,
  heatCells,
  hourMs,
  parseDay,
  pastTotal,
  startOfDay,
  startOfMonth,
  startOfWeek,
  weeksOfMonth,
} from './grid';
import { HeatMap } from './heat-map';
import { HourPanel } from './hour-panel';
import { overloadsWithin } from './lane-overloads';
import { MonthGrid } from './month-grid';
import { dayLabel, monthLabel } from './words';

const readAgainMs = 60_000;
const views = ['load', 'month', 'week', 'day'] as const;

/** What is to run, and how much at once. */
export function CalendarScreen() {
  const { get, set } = useQueryState();
  const zone = usePageZone();
  const nowMs = useNow(readAgainMs);
  const view = views.find((each) => each === get('view')) ?? 'load';
  const dayMs = parseDay(get('date'), zone) ?? startOfDay(nowMs, zone);
  const { firstMs, days } = spanOf(view, dayMs, zone);
  const bounds = useMemo(() => dayBounds(firstMs, days, zone), [firstMs, days, zone]);
  const scope = { tag: get('tag') ?? undefined, lane: get('lane') ?? undefined };
  const {
    data: told,
    error,
    refetch,
  } = useCalendarQuery(
    // Six weeks in which the clocks go back are an hour longer than the API tells of.
    {
      from: isoOf(firstMs),
      to: isoOf(Math.min(bounds.at(-1)!, firstMs + spanMaxMs)),
      limit: 2_000,
      ...scope,
    },
    { pollingInterval: readAgainMs, skipPollingIfUnfocused: true },
  );
  const data = useMemo(
    () => told && { ...told, blackouts: windowsOf(told.blackouts, scope.tag) },
    [told, scope.tag],
  );
  const cells = usePastAndPlanned({ data, bounds, zone, nowMs, scope });
  const problem = error === undefined ? null : problemOf(error);
  const goTo = (ms: number): void => set({ date: dayName(ms, zone) }, 'push');
  const laterBy = (spans: number): number =>
    view === 'month' ? startOfMonth(dayMs, zone, spans) : addDays(firstMs, spans * days, zone);
  const hour = get('hour');
  const hourAt = hour === null || Number.isNaN(Date.parse(hour)) ? null : Date.parse(hour);
  const openHour = (ms: number): void => set({ hour: isoOf(ms) });
  return (
    <Page
      title="Calendar"
      description="What is to run, and how much at once."
      actions={
        <div className="flex items-center gap-1">
          <IconButton label="Earlier" icon={<ChevronLeft size={16} />} onClick={() => goTo(laterBy(-1))} />
          <Button onClick={() => set({ date: null }, 'push')}>Today</Button>
          <IconButton label="Later" icon={<ChevronRight size={16} />} onClick={() => goTo(laterBy(1))} />
        </div>
      }
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="font-semibold">
          {view === 'month' ? monthLabel(dayMs, zone) : dayLabel(firstMs, zone, 'long')}
          {days === 7 && ` to ${dayLabel(bounds.at(-1)! - hourMs, zone, 'long')}`}
          <span className="text-ink-faint ml-2 text-xs font-normal">
            {zone === 'UTC' || zone !== browserZone() ? zone : 'local time'}
          </span>
        </p>
        <CalendarScope />
      </div>
      {problem !== null && data !== undefined && (
        <StaleBanner problem={problem} onRetry={() => void refetch()} />
      )}
      {problem !== null && data === undefined && (
        <ProblemPanel problem={problem} onRetry={() => void refetch()} />
      )}
      {data === undefined && problem === null && <LoadingRows rows={8} label="Loading the calendar" />}
      {data !== undefined && (
        <CalendarViews {...{ view, data, cells, bounds, zone, nowMs, scope, openHour, dayMs }} />
      )}
      {hourAt !== null && (
        <HourPanel
          key={hourAt}
          fromMs={hourAt}
          zone={zone}
          scope={scope}
          cell={cells.find(({ fromMs }) => fromMs === hourAt) ?? null}
          overloads={overloadsWithin(data?.overloads ?? [], hourAt, hourAt + hourMs)}
          onClose={() => set({ hour: null })}
        />
      )}
    </Page>
  );
}

interface CalendarViewsProps {
  view: string;
  data: Calendar;
  cells: readonly HeatCell[];
  bounds: readonly number[];
  zone: Zone;
  nowMs: number;
  scope: Scope;
  openHour: (ms: number) => void;
  /** The day that the address names, or today. */
  dayMs: number;
}

function CalendarViews({ dayMs, view, data, scope, openHour, ...shown }: CalendarViewsProps) {
  const { set } = useQueryState();
  const { cells, bounds, zone, nowMs } = shown;
  const { blackouts, overloads } = data;
  const hasPast = cells.some((cell) => pastTotal(cell) > 0);
  const openDay = (day: number): void => set({ view: 'day', date: dayName(day, zone) }, 'push');
  return (
    <Tabs
      label="Views of the calendar"
      value={view}
      onChange={(id) => set({ view: id === 'load' ? null : id }, 'push')}
      tabs={[
        {
          id: 'load',
          label: 'Load',
          content: (
            <Card className="pt-2">
              <HeatMap
                {...{ ...shown, blackouts, overloads }}
                summary={summaryOf(data)}
                onOpen={({ fromMs }) => fromMs !== null && openHour(fromMs)}
              />
            </Card>
          ),
        },
        {
          id: 'month',
          label: 'Month',
          content: (
            <Card className="pt-3">
              <MonthGrid
                {...{ cells, bounds, zone, blackouts, overloads }}
                month={{ fromMs: startOfMonth(dayMs, zone), toMs: startOfMonth(dayMs, zone, 1), nowMs }}
                summary={summaryOf(data)}
                onOpenDay={openDay}
              />
            </Card>
          ),
        },
        ...(['week', 'day'] as const).map((id) => ({
          id,
          label: id === 'week' ? 'Week' : 'Day',
          content: (
            <div className="flex flex-col gap-3">
              <p className="text-ink-soft">{summaryOf(data)}</p>
              {data.runs + blackouts.length === 0 && !hasPast ? (
                <NothingPlanned />
              ) : (
                <Agenda
                  {...{ bounds, zone, scope }}
                  calendar={data}
                  totals={dayTotals(cells, bounds.length - 1)}
                  onOpenDay={openDay}
                  onOpenHour={({ at }) => openHour(Math.floor(Date.parse(at) / hourMs) * hourMs)}
                />
              )}
            </div>
          ),
        })),
      ]}
    />
  );
}

const spanMaxMs = 42 * 24 * hourMs;

/** The days that a view shows. */
function spanOf(view: (typeof views)[number], dayMs: number, zone: Zone): { firstMs: number; days: number } {
  if (view === 'month') return weeksOfMonth(dayMs, zone);
  return view === 'day' ? { firstMs: dayMs, days: 1 } : { firstMs: startOfWeek(dayMs, zone), days: 7 };
}

const isoOf = (ms: number): string => new Date(ms).toISOString();

interface PastAndPlanned {
  data: Calendar | undefined;
  bounds: readonly number[];
  zone: Zone;
  nowMs: number;
  scope: Scope;
}

interface Scope {
  tag: string | undefined;
  lane: string | undefined;
}

/** Hours that are past come from the statistics, which go back thirty days. */
function usePastAndPlanned({ data, bounds, zone, nowMs, scope }: PastAndPlanned): HeatCell[] {
  const isRecent = nowMs - bounds[0]! < 7 * 24 * hourMs;
  const past = useTimeseriesQuery(
    { window: isRecent ? '7d' : '30d', bucket: '1h', ...scope },
    { skip: bounds[0]! > nowMs },
  );
  return useMemo(() => {
    if (data === undefined) return [];
    const points = bounds[0]! > nowMs ? [] : (past.data?.points ?? []);
    return heatCells({ bounds, zone, load: data.load, points });
  }, [data, past.data, bounds, zone, nowMs]);
}

/** What is shown, and what is not. */
function summaryOf({ runs, taskCount, isEstimated, leftOut }: Calendar): string {
  if (runs === 0) return 'Nothing is planned here.';
  const tasks = formatCount(taskCount, 'task');
  return [
    `${formatNumber(runs)} ${runs === 1 ? 'run is' : 'runs are'} planned, of ${tasks}.`,
    ...(isEstimated ? ['Those of frequent tasks are counted by their pattern.'] : []),
    ...(leftOut.occurrences > 0
      ? [
          `${formatNumber(leftOut.occurrences)} of them are counted and not listed; a shorter span lists them.`,
        ]
      : []),
    ...(leftOut.tasks > 0
      ? [
          `${formatNumber(leftOut.tasks)} or more tasks are missing, as there was no time for them; narrow it by a tag or a lane.`,
        ]
      : []),
  ].join(' ');
}

function NothingPlanned() {
  return (
    <EmptyState
      icon={<CalendarX size={28} />}
      title="Nothing is planned here"
      actions={
        <OperatorLink look="primary" href="/tasks/new">
          Create a task
        </OperatorLink>
      }
    >
      Tasks with a schedule or an instant appear here; paused and failed ones do not. What is past is among
      the runs.
    </EmptyState>
  );
}
