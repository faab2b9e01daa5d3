'use client';

import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { bandsWithin } from './blackout-bands';
import type { Calendar, Occurrence } from './calendar.api';
import { DayBands } from './day-bands';
import type { Zone } from './grid';
import { OccurrenceRows, SeriesRows } from './occurrence-rows';
import { clockChange, dayLabel } from './words';
import { formatCount } from '@/features/time/format-time';

const perDayMax = 40;

export interface AgendaProps {
  calendar: Calendar;
  bounds: readonly number[];
  zone: Zone;
  onOpenDay: (dayMs: number) => void;
  onOpenHour: (occurrence: Occurrence) => void;
}

/** What is to run, day by day. A single day is shown whole. */
export function Agenda({ calendar, bounds, zone, onOpenDay, onOpenHour }: AgendaProps) {
  const { occurrences, series, blackouts } = calendar;
  const days = bounds.slice(0, -1);
  const shownMax = days.length === 1 ? Infinity : perDayMax;
  return (
    <div className="flex flex-col gap-4">
      {series.length > 0 && (
        <Card title="All the time" note="tasks that run more than twelve times a day" flush>
          <SeriesRows series={series} />
        </Card>
      )}
      {days.map((day, index) => {
        const end = bounds[index + 1]!;
        const own = occurrences.filter(({ at }) => Date.parse(at) >= day && Date.parse(at) < end);
        const bands = bandsWithin(blackouts, day, end);
        const clocks = clockChange(day, end);
        if (own.length + bands.length === 0 && clocks === null && days.length > 1) return null;
        return (
          <Card
            key={day}
            title={dayLabel(day, zone, 'long')}
            note={formatCount(own.length, 'run')}
            actions={clocks !== null && <Badge tone="warning">{clocks}</Badge>}
            flush
          >
            <DayBands bands={bands} zone={zone} />
            {own.length === 0 && (
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
                <Button look="quiet" onClick={() => onOpenDay(day)}>
                  Show all {own.length} of the day
                </Button>
              </div>
            )}
          </Card>
        );
      })}
    </div>
  );
}
