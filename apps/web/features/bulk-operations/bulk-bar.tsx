'use client';

import {
  Archive,
  ArchiveRestore,
  Ban,
  BellOff,
  Pause,
  Play,
  RotateCw,
  SquarePen,
  StepForward,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { valuesOf } from '@/features/filter/filter-terms';
import { useRole } from '@/features/session/use-role';
import { formatNumber } from '@/features/time/format-time';
import { onDemand } from '@/ui/on-demand';
import { AskFirst } from './ask-first';
import type { Offer } from './bulk-bar-frame';
import { BulkBarFrame, idsMax } from './bulk-bar-frame';
import type { BulkAction, BulkTarget } from './bulk-operations.api';
import { typedFrom } from './bulk-words';
import { ExportTasks } from './export-tasks';
import { useStartBulk } from './use-start-bulk';

/** Matches every task, as the API wants a filter. */
const everyTask = 'status:ready,running,failed,paused,completed';

/** What is done at once, or once it was confirmed; the others send themselves what was filled in. */
type PlainAction = Exclude<BulkAction, 'change' | 'acknowledge'>;

const ChangeDialog = onDemand(() => import('./change-dialog').then((module) => module.ChangeDialog));

const ArchiveDialog = onDemand(() => import('./archive-dialog').then((module) => module.ArchiveDialog));

const AcknowledgeTasks = onDemand(() =>
  import('@/features/acknowledgement/acknowledge-tasks').then((module) => module.AcknowledgeTasks),
);

const remove: Offer<BulkAction> = { action: 'delete', label: 'Delete', icon: <Trash2 size={14} /> };
const inUse: readonly Offer<BulkAction>[] = [
  { action: 'run', label: 'Run now', icon: <Play size={14} /> },
  { action: 'pause', label: 'Pause', icon: <Pause size={14} /> },
  { action: 'resume', label: 'Resume', icon: <StepForward size={14} /> },
  { action: 'retry', label: 'Retry', icon: <RotateCw size={14} /> },
  { action: 'cancel', label: 'Cancel runs', icon: <Ban size={14} /> },
  { action: 'change', label: 'Change …', icon: <SquarePen size={14} /> },
  { action: 'acknowledge', label: 'Acknowledge …', icon: <BellOff size={14} /> },
  { action: 'archive', label: 'Archive …', icon: <Archive size={14} /> },
  remove,
];
/** What can be done with what is archived. */
const archived: readonly Offer<BulkAction>[] = [
  { action: 'unarchive', label: 'Take back', icon: <ArchiveRestore size={14} /> },
  remove,
];
/** Done at once, when they are few. */
const quietActions: readonly PlainAction[] = ['pause', 'resume', 'unarchive'];
/** How to undo it, when they were named. */
const undoOf: Partial<Record<PlainAction, PlainAction>> = { pause: 'resume', archive: 'unarchive' };

export interface BulkBarProps {
  ids: ReadonlySet<string>;
  /** The filter of the list, and how many tasks match it; null: not known. */
  filter: string;
  matching: number | null;
  onClear: () => void;
}

/** What can be done with the tasks that are ticked, or with all that match. */
export function BulkBar({ ids, filter, matching, onClear }: BulkBarProps) {
  const [isAll, setAll] = useState(false);
  const [asked, setAsked] = useState<BulkAction | null>(null);
  const { may, whyNot } = useRole();
  const count = isAll && matching !== null ? matching : ids.size;
  const target: BulkTarget = isAll ? { filter: filter || everyTask } : { ids: [...ids] };
  const { start, isLoading } = useStartBulk(target);
  const actions = valuesOf(filter, 'archived').includes('yes') ? archived : inUse;
  const begin = async (action: PlainAction, cancelRuns = false): Promise<void> => {
    setAsked(null);
    // Of a filter, others may match by now.
    const undo = isAll ? undefined : undoOf[action];
    if (await start(action, { cancelRuns, undo })) onClear();
  };
  const ask = (action: BulkAction): void => {
    const quiet = quietActions.find((each) => each === action);
    if (quiet !== undefined && count <= typedFrom) void begin(quiet);
    else setAsked(action);
  };
  const isTooMany = !isAll && ids.size > idsMax;
  const question = { count, filter: isAll ? filter : null, onClose: () => setAsked(null) };
  return (
    <BulkBarFrame
      label="With the selected tasks"
      count={count}
      matching={matching}
      isAll={isAll}
      onAll={() => setAll(true)}
      offers={actions}
      grave="delete"
      disabled={!may('operator') || isLoading || isTooMany}
      why={whyNot('operator') ?? (isTooMany ? `At most ${formatNumber(idsMax)} are ticked at once.` : null)}
      onAsk={ask}
      onClear={onClear}
    >
      <ExportTasks target={target} />
      {asked === 'change' && <ChangeDialog {...question} target={target} onStarted={onClear} />}
      {asked === 'acknowledge' && <AcknowledgeTasks {...question} target={target} onStarted={onClear} />}
      {asked === 'archive' && (
        <ArchiveDialog
          {...question}
          busy={isLoading}
          onConfirm={(cancelRuns) => void begin('archive', cancelRuns)}
        />
      )}
      {asked !== null && asked !== 'change' && asked !== 'acknowledge' && asked !== 'archive' && (
        <AskFirst {...question} of="tasks" action={asked} onConfirm={() => void begin(asked)} />
      )}
    </BulkBarFrame>
  );
}
