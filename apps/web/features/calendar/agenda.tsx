'use client';

import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { runsHref } from '@/features/runs/runs-link';
import { bandsWithin } from './blackout-bands';
import type { Calendar, CalendarQuery, Occurrence } from './calendar.api';
import { DayBands } from './day-bands';
import type { DayTotal, Zone } from './grid';
import { overloadsWithin } from './lane-overloads';
import { OccurrenceRows, SeriesRows } from './occurrence-rows';
import { OverloadLines } from './overload-lines';
import { PastRuns } from './past-runs';
import { clockChange, dayLabel } from './words';
import { formatCount } from '@/features/time/format-time';

const perDayMax = 40;

export interface AgendaProps {
  calendar: Calendar;
  bounds: readonly number[];
  zone: Zone;
  /** What ran on each of the days. */
  totals: readonly DayTotal[];
  scope: Pick<CalendarQuery, 'tag' | 'lane'>;
  onOpenDay: (dayMs: number) => void;
  onOpenHour: (occurrence: Occurrence) => void;
}

/** What is to run, day by day, and what became of what ran. A single day is shown whole. */
export function Agenda(props: AgendaProps) {
  const { calendar, bounds } = props;
  const days = bounds.slice(0, -1);
  return (
    <div className="flex flex-col gap-4">
      {calendar.series.length > 0 && (
        <Card title="All the time" note="tasks that run more than twelve times a day" flush>
          <SeriesRows series={calendar.series} />
        </Card>
      )}
      {days.map((dayMs, index) => (
        <Day key={dayMs} {...props} index={index} isWhole={days.length === 1} />
      ))}
    </div>
  );
}

function Day({ index, isWhole, ...props }: AgendaProps & { index: number; isWhole: boolean }) {
  const { calendar, bounds, zone, totals, scope, onOpenDay, onOpenHour } = props;
  const [fromMs, toMs] = [bounds[index]!, bounds[index + 1]!];
  const isWithin = (ms: number): boolean => ms >= fromMs && ms < toMs;
  const own = calendar.occurrences.filter(({ at }) => isWithin(Date.parse(at)));
  const bands = bandsWithin(calendar.blackouts, fromMs, toMs);
  const overloads = overloadsWithin(calendar.overloads, fromMs, toMs);
  const clocks = clockChange(fromMs, toMs, zone);
  const past = totals[index]!;
  const ran = past.completed + past.failed + past.other;
  const shownMax = isWhole ? Infinity : perDayMax;
  if (own.length + bands.length + ran === 0 && clocks === null && !isWhole) return null;
  const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
  return (
    <Card
      title={dayLabel(fromMs, zone, 'long')}
      note={`${formatCount(own.length, 'run')} planned`}
      actions={clocks !== null && <Badge tone="warning">{clocks}</Badge>}
      flush
    >
      <DayBands bands={bands} zone={zone} />
      <OverloadLines overloads={overloads} zone={zone} />
      {ran > 0 && (
        <div className="px-4 pb-3">
          <PastRuns past={past} href={runsHref({ from, to, ...scope })} />
        </div>
      )}
      {own.length === 0 && toMs > Date.parse(calendar.now) && (
        <p className="text-ink-soft px-4 pb-4">Nothing but what runs all the time.</p>
      )}
      <OccurrenceRows
        occurrences={own.slice(0, shownMax)}
        zone={zone}
        action={(occurrence) => (
          <Button look="quiet" onClick={() => onOpenHour(occurrence)}>
            Its hour
          </Button>
        )}
      />
      {own.length > shownMax && (
        <div className="flex justify-center p-2">
          <Button look="quiet" onClick={() => onOpenDay(fromMs)}>
            Show all {own.length} of the day
          </Button>
        </div>
      )}
    </Card>
  );
}
