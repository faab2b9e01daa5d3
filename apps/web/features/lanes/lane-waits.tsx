'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { DurationHistogram } from '@/features/charts/duration-histogram';
import { windowWords } from '@/features/charts/time-window';
import { useHistogramQuery } from '@/features/statistics/statistics.api';
import { Select } from '@/ui/field';
import { ProblemPanel, Skeleton } from '@/ui/states';

const windows = ['1h', '6h', '24h'] as const;
type Window = (typeof windows)[number];

/** How long runs of a lane waited from their instant to their beginning; asked for when it is opened. */
export function LaneWaits({ name }: { name: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="border-line border-t">
      <button
        type="button"
        aria-expanded={isOpen}
        className="group text-ink-soft hover:text-ink flex min-h-9 w-full cursor-pointer items-center gap-1.5 px-4 text-left text-xs font-medium"
        onClick={() => setOpen(!isOpen)}
      >
        <ChevronRight size={14} aria-hidden className="shrink-0 group-aria-expanded:rotate-90" />
        How long runs waited
        <span className="sr-only"> in lane {name}</span>
      </button>
      {isOpen && <WaitHistogram name={name} />}
    </div>
  );
}

function WaitHistogram({ name }: { name: string }) {
  const [window, setWindow] = useState<Window>('1h');
  const { currentData, error, refetch } = useHistogramQuery({ lane: name, of: 'lag', window });
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
      {currentData !== undefined ? (
        <DurationHistogram title={`Waits in lane ${name}`} what="wait" histogram={currentData} />
      ) : error === undefined ? (
        <Skeleton className="h-55" />
      ) : (
        <ProblemPanel problem={problemOf(error)} onRetry={() => void refetch()} />
      )}
    </div>
  );
}
