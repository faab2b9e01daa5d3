'use client';

import { useMemo, useState } from 'react';
import { problemOf } from '@/api/problem';
import { runsHref } from '@/features/runs/runs-link';
import { useRole } from '@/features/session/use-role';
import { formatNumber } from '@/features/time/format-time';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { LoadingRows, ProblemPanel } from '@/ui/states';
import type { Band } from './blackout-bands';
import { bandsWithin, windowsOf } from './blackout-bands';
import type { Calendar, CalendarQuery, Occurrence } from './calendar.api';
import { useCalendarQuery } from './calendar.api';
import { DayBands } from './day-bands';
import type { HeatCell, Zone } from './grid';
import { hourMs, pastTotal } from './grid';
import type { Overload } from './lane-overloads';
import { MinuteBars } from './minute-bars';
import type { Move } from './move-task';
import { MoveTaskDialog } from './move-task';
import { OccurrenceRows, SeriesRows } from './occurrence-rows';
import { OverloadLines } from './overload-lines';
import { PastRuns } from './past-runs';
import { moveToMinute, quietMinutes } from './quiet-minutes';
import { clockLabel, dayLabel } from './words';

export interface HourPanelProps {
  fromMs: number;
  zone: Zone;
  scope: Pick<CalendarQuery, 'tag' | 'lane'>;
  /** What is past in it; null: nothing. */
  cell: HeatCell | null;
  /** The lanes that have too much to do in it. */
  overloads: readonly Overload[];
  onClose: () => void;
}

/** One hour: its minutes, what runs in it, and when it is quieter. */
export function HourPanel({ fromMs, zone, scope, cell, overloads, onClose }: HourPanelProps) {
  const [from, to] = [new Date(fromMs).toISOString(), new Date(fromMs + hourMs).toISOString()];
  const { data, error, refetch } = useCalendarQuery({ from, to, ...scope });
  // Quiet is quiet for all, also where only some tasks are shown.
  const all = useCalendarQuery({ from, to });
  const quiet = useMemo(
    () => (all.data === undefined ? [] : quietMinutesOf(all.data, fromMs)),
    [all.data, fromMs],
  );
  const [move, setMove] = useState<Move | null>(null);
  const { whyNot } = useRole();
  const refusal = whyNot('operator');
  const suggestion = quiet[0];
  const bands = bandsWithin(windowsOf(data?.blackouts ?? [], scope.tag), fromMs, fromMs + hourMs);
  return (
    <Dialog
      open
      onClose={onClose}
      side
      title={`${dayLabel(fromMs, zone, 'long')}, ${clockLabel(fromMs, zone)} to ${clockLabel(fromMs + hourMs, zone)}`}
    >
      <div className="flex flex-col gap-5 pb-6">
        {cell?.past != null && pastTotal(cell) > 0 && (
          <PastRuns past={cell.past} href={runsHref({ from, to, ...scope })} />
        )}
        {data === undefined && error === undefined && <LoadingRows label="Loading the hour" />}
        {data === undefined && error !== undefined && (
          <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />
        )}
        {data !== undefined && Date.parse(data.now) < fromMs + hourMs && (
          <>
            <DayBands bands={bands} zone={zone} />
            <OverloadLines overloads={overloads} zone={zone} />
            <MinuteBars
              counts={data.load.counts}
              quiet={data.runs > 0 ? quiet : []}
              bands={bands.map((band) => minutesOf(band, fromMs))}
            />
            {suggestion !== undefined && all.data !== undefined && data.runs > 0 && (
              <p>
                <span className="font-semibold">Quieter minutes: </span>
                {quiet.map((minute) => `:${pad(minute)} (${all.data!.load.counts[minute]} runs)`).join(', ')}.
                A task with one fixed minute can be moved there.
              </p>
            )}
            {data.series.length > 0 && (
              <section aria-label="Tasks that run often in this hour">
                <SeriesRows series={data.series} />
              </section>
            )}
            <OccurrenceRows
              occurrences={data.occurrences}
              zone={zone}
              action={(occurrence) => {
                const next = suggestion === undefined ? null : moveOf(occurrence, suggestion);
                if (next === null) return null;
                return (
                  <Button
                    look="quiet"
                    disabled={refusal !== null}
                    title={refusal ?? undefined}
                    onClick={() => setMove(next)}
                  >
                    Move to :{pad(suggestion!)}
                  </Button>
                );
              }}
            />
            {data.leftOut.occurrences > 0 && (
              <p className="text-ink-soft">
                {formatNumber(data.leftOut.occurrences)} more runs are not listed.
              </p>
            )}
            {data.runs === 0 && <p className="text-ink-soft">Nothing is planned in the rest of this hour.</p>}
          </>
        )}
      </div>
      {move !== null && <MoveTaskDialog move={move} onClose={() => setMove(null)} />}
    </Dialog>
  );
}

function quietMinutesOf({ load, now }: Calendar, hourFromMs: number): number[] {
  return quietMinutes(load.counts, Math.ceil((Date.parse(now) - hourFromMs) / 60_000));
}

function minutesOf({ fromMs, toMs }: Band, hourFromMs: number): { from: number; to: number } {
  return { from: (fromMs - hourFromMs) / 60_000, to: (toMs - hourFromMs) / 60_000 };
}

function moveOf({ taskId, taskName, taskSchedule, at }: Occurrence, minute: number): Move | null {
  if (taskSchedule === null || new Date(at).getUTCMinutes() === minute) return null;
  const after = moveToMinute(taskSchedule, minute);
  return after === null || after === taskSchedule ? null : { taskId, taskName, before: taskSchedule, after };
}

const pad = (minute: number): string => String(minute).padStart(2, '0');
