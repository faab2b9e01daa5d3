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
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { valuesOf } from '@/features/filter/filter-terms';
import { useRole } from '@/features/session/use-role';
import { formatCount, formatNumber } from '@/features/time/format-time';
import { Button, IconButton } from '@/ui/button';
import { ConfirmDialog } from '@/ui/dialog';
import { notifyProblem } from '@/ui/notify';
import { onDemand } from '@/ui/on-demand';
import type { BulkAction, BulkTarget } from './bulk-operations.api';
import { useStartBulkOperationMutation } from './bulk-operations.api';
import { followBulkOperation } from './bulk-toast';
import { typedFrom, wordsOf } from './bulk-words';
import { WhichTasks } from './which-tasks';

/** What the API takes at once by their ids. */
const idsMax = 5_000;

/** Matches every task, as the API wants a filter. */
const everyTask = 'status:ready,running,failed,paused,completed';

/** What is done at once, or once it was confirmed; the others send themselves what was filled in. */
type PlainAction = Exclude<BulkAction, 'change' | 'acknowledge'>;

const ChangeDialog = onDemand(() => import('./change-dialog').then((module) => module.ChangeDialog));

const ArchiveDialog = onDemand(() => import('./archive-dialog').then((module) => module.ArchiveDialog));

const AcknowledgeTasks = onDemand(() =>
  import('@/features/acknowledgement/acknowledge-tasks').then((module) => module.AcknowledgeTasks),
);

interface Offer {
  action: BulkAction;
  label: string;
  icon: ReactNode;
}

const remove: Offer = { action: 'delete', label: 'Delete', icon: <Trash2 size={14} /> };
const inUse: readonly Offer[] = [
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
const archived: readonly Offer[] = [
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
  const target = isAll ? { filter: filter || everyTask } : { ids: [...ids] };
  const { start, isLoading } = useStart(target);
  const actions = valuesOf(filter, 'archived').includes('yes') ? archived : inUse;
  const begin = async (action: PlainAction, cancelRuns = false): Promise<void> => {
    setAsked(null);
    if (await start(action, cancelRuns)) onClear();
  };
  const ask = (action: BulkAction): void => {
    const quiet = quietActions.find((each) => each === action);
    if (quiet !== undefined && count <= typedFrom) void begin(quiet);
    else setAsked(action);
  };
  const isTooMany = !isAll && ids.size > idsMax;
  const why =
    whyNot('operator') ?? (isTooMany ? `At most ${formatNumber(idsMax)} are ticked at once.` : null);
  return (
    <section
      aria-label="With the selected tasks"
      className="border-line bg-surface shadow-float fixed inset-x-3 bottom-16 z-20 mx-auto flex max-w-fit flex-wrap items-center gap-1 rounded-lg border p-1.5 md:bottom-4"
    >
      <span role="status" className="tabular px-2 font-medium whitespace-nowrap">
        {isAll ? `All ${formatNumber(count)} that match` : `${formatNumber(count)} selected`}
      </span>
      {!isAll && matching !== null && matching > ids.size && (
        <Button look="quiet" className="text-accent" onClick={() => setAll(true)}>
          {`Select all ${formatNumber(matching)} that match`}
        </Button>
      )}
      {actions.map(({ action, label, icon }) => (
        <Button
          key={action}
          look="quiet"
          icon={icon}
          disabled={!may('operator') || isLoading || isTooMany}
          title={why ?? undefined}
          onClick={() => ask(action)}
          className={action === 'delete' ? 'text-danger' : undefined}
        >
          {label}
        </Button>
      ))}
      <IconButton label="Select nothing" icon={<X size={16} />} onClick={onClear} />
      {asked === 'change' && (
        <ChangeDialog
          count={count}
          target={target}
          filter={isAll ? filter : null}
          onClose={() => setAsked(null)}
          onStarted={onClear}
        />
      )}
      {asked === 'acknowledge' && (
        <AcknowledgeTasks
          count={count}
          target={target}
          filter={isAll ? filter : null}
          onClose={() => setAsked(null)}
          onStarted={onClear}
        />
      )}
      {asked === 'archive' && (
        <ArchiveDialog
          count={count}
          filter={isAll ? filter : null}
          busy={isLoading}
          onClose={() => setAsked(null)}
          onConfirm={(cancelRuns) => void begin('archive', cancelRuns)}
        />
      )}
      {asked !== null && asked !== 'change' && asked !== 'acknowledge' && asked !== 'archive' && (
        <AskFirst
          action={asked}
          count={count}
          filter={isAll ? filter : null}
          onClose={() => setAsked(null)}
          onConfirm={() => void begin(asked)}
        />
      )}
    </section>
  );
}

/** Starts the operation and follows it; what was paused or archived can be undone. */
function useStart(of: BulkTarget) {
  const [send, { isLoading }] = useStartBulkOperationMutation();
  const start = async (action: PlainAction, cancelRuns: boolean): Promise<boolean> => {
    try {
      const { id } = await send({ action, ...of, ...(cancelRuns && { cancelRuns }) }).unwrap();
      // Of a filter, others may match by now.
      const back = 'ids' in of ? undoOf[action] : undefined;
      const undo = async (): Promise<void> => {
        if (back !== undefined) followBulkOperation((await send({ action: back, ...of }).unwrap()).id);
      };
      followBulkOperation(
        id,
        back && (() => void undo().catch((error: unknown) => notifyProblem(problemOf(error)))),
      );
      return true;
    } catch (error) {
      notifyProblem(problemOf(error));
      return false;
    }
  };
  return { start, isLoading };
}

interface AskFirstProps {
  action: BulkAction;
  count: number;
  /** What they match; null: they were ticked one by one. */
  filter: string | null;
  onClose: () => void;
  onConfirm: () => void;
}

function AskFirst({ action, count, filter, onClose, onConfirm }: AskFirstProps) {
  const { does, means, isGrave } = wordsOf(action);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={onConfirm}
      title={`${does} ${formatCount(count, 'task')}?`}
      description={means}
      action={`${does} ${formatCount(count, 'task')}`}
      look={isGrave ? 'danger' : 'primary'}
      typed={count > typedFrom ? String(count) : undefined}
    >
      <WhichTasks filter={filter} />
    </ConfirmDialog>
  );
}
