'use client';

import { Ban, BellOff, Repeat, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useRole } from '@/features/session/use-role';
import { formatNumber } from '@/features/time/format-time';
import { onDemand } from '@/ui/on-demand';
import { AskFirst } from './ask-first';
import type { Offer } from './bulk-bar-frame';
import { BulkBarFrame, idsMax } from './bulk-bar-frame';
import type { BulkTarget } from './bulk-operations.api';
import { useBulkCountQuery } from './bulk-operations.api';
import { useStartBulk } from './use-start-bulk';

/** Matches every run, as the API wants a filter. */
const everyRun = 'status:held,pending,running,retrying,waiting,completed,failed,cancelled,abandoned,skipped';

const Acknowledge = onDemand(() =>
  import('@/features/acknowledgement/acknowledge-tasks').then((module) => module.AcknowledgeTasks),
);

type RunAction = 'retry' | 'replay' | 'cancel' | 'acknowledge';

const offers: readonly Offer<RunAction>[] = [
  { action: 'retry', label: 'Retry', icon: <RotateCw size={14} /> },
  { action: 'replay', label: 'Replay', icon: <Repeat size={14} /> },
  { action: 'acknowledge', label: 'Acknowledge …', icon: <BellOff size={14} /> },
  { action: 'cancel', label: 'Cancel runs', icon: <Ban size={14} /> },
];

export interface RunBulkBarProps {
  ids: ReadonlySet<string>;
  /** The filter of the list. */
  filter: string;
  onClear: () => void;
}

/** What can be done with the runs that are ticked, or with all that match. */
export function RunBulkBar({ ids, filter, onClear }: RunBulkBarProps) {
  const [isAll, setAll] = useState(false);
  const [asked, setAsked] = useState<RunAction | null>(null);
  const { may, whyNot } = useRole();
  const all: BulkTarget = { of: 'runs', filter: filter || everyRun };
  // Counted when something is ticked, and not with every list that is looked at.
  const { currentData: counted } = useBulkCountQuery({ action: 'replay', ...all });
  const matching = counted?.total ?? null;
  const count = isAll && matching !== null ? matching : ids.size;
  const target: BulkTarget = isAll ? all : { of: 'runs', ids: [...ids] };
  const { start, isLoading } = useStartBulk(target);
  const isTooMany = !isAll && ids.size > idsMax;
  const begin = async (action: RunAction): Promise<void> => {
    setAsked(null);
    if (await start(action)) onClear();
  };
  const question = { count, filter: isAll ? filter : null, onClose: () => setAsked(null) };
  return (
    <BulkBarFrame
      label="With the selected runs"
      count={count}
      matching={matching}
      isAll={isAll}
      onAll={() => setAll(true)}
      offers={offers}
      grave="cancel"
      disabled={!may('operator') || isLoading || isTooMany}
      why={whyNot('operator') ?? (isTooMany ? `At most ${formatNumber(idsMax)} are ticked at once.` : null)}
      onAsk={setAsked}
      onClear={onClear}
    >
      {asked === 'acknowledge' && <Acknowledge {...question} target={target} onStarted={onClear} />}
      {asked !== null && asked !== 'acknowledge' && (
        <AskFirst {...question} of="runs" action={asked} onConfirm={() => void begin(asked)} />
      )}
    </BulkBarFrame>
  );
}
