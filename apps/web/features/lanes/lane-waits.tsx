'use client';

import { useState } from 'react';
import { DurationHistogram } from '@/features/charts/duration-histogram';
import { windowWords } from '@/features/charts/time-window';
import { useHistogramQuery } from '@/features/statistics/statistics.api';
import { Answered } from '@/ui/answered';
import { Select } from '@/ui/field';
import { Skeleton } from '@/ui/states';
import { LaneFold } from './lane-fold';

const windows = ['1h', '6h', '24h'] as const;
type Window = (typeof windows)[number];

/** How long runs of a lane waited from their instant to their beginning; asked for when it is opened. */
export function LaneWaits({ name }: { name: string }) {
  return (
    <LaneFold lane={name} title="How long runs waited">
      {() => <WaitHistogram name={name} />}
    </LaneFold>
  );
}

function WaitHistogram({ name }: { name: string }) {
  const [window, setWindow] = useState<Window>('1h');
  const { currentData: data, error, refetch } = useHistogramQuery({ lane: name, of: 'lag', window });
  return (
    <div className="flex flex-col gap-2 px-4 pb-3">
      <Select
        aria-label="Runs that were due in"
        value={window}
        onChange={(event) => setWindow(event.target.value as Window)}
      >
        {windows.map((each) => (
          <option key={each} value={each}>
            {windowWords[each]}
          </option>
        ))}
      </Select>
      <Answered
        query={{ data, error, refetch }}
        loading={<Skeleton className="h-55" label="Loading the waits" />}
      >
        {(histogram) => (
          <DurationHistogram title={`Waits in lane ${name}`} what="wait" histogram={histogram} />
        )}
      </Answered>
    </div>
  );
}
