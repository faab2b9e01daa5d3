'use client';

import { useState } from 'react';
import { problemOf } from '@/api/problem';
import type { TimeWindow } from '@/features/charts/time-window';
import { timeWindows, windowWords } from '@/features/charts/time-window';
import { formatCount, formatNumber } from '@/features/time/format-time';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input, Select } from '@/ui/field';
import { notifyProblem } from '@/ui/notify';
import { useMatchingTaskCountQuery, useStartRecoveryMutation } from './failures.api';
import { RecoveryProgress } from './recovery-progress';

/** More tasks than these are acted on only by who has typed how many. */
const untypedMax = 20;
/** More are not counted. */
const countMax = 10_000;

/** Failed tasks that failed in the window, as both the count and the operation take it. */
function recoveryFilter(window: TimeWindow): string {
  return `status:failed updated:<${window}`;
}

export interface RecoverDialogProps {
  window: TimeWindow;
  onClose: () => void;
}

/** Tries the failed tasks of a window again, all of them: says how many, asks, and shows how far it is. */
export function RecoverDialog({ window: initial, onClose }: RecoverDialogProps) {
  const [window, setWindow] = useState(initial);
  const [operationId, setOperationId] = useState<string | null>(null);
  if (operationId !== null) return <RecoveryProgress id={operationId} onClose={onClose} />;
  return <RecoverForm window={window} onWindow={setWindow} onClose={onClose} onStarted={setOperationId} />;
}

interface RecoverFormProps {
  window: TimeWindow;
  onWindow: (window: TimeWindow) => void;
  onClose: () => void;
  onStarted: (id: string) => void;
}

function RecoverForm({ window, onWindow, onClose, onStarted }: RecoverFormProps) {
  const filter = recoveryFilter(window);
  const { currentData: count, error } = useMatchingTaskCountQuery(filter);
  const [typed, setTyped] = useState('');
  const [start, { isLoading }] = useStartRecoveryMutation();
  const mustType = count !== undefined && count > untypedMax;
  const mayStart = count !== undefined && count > 0 && (!mustType || typed.trim() === String(count));
  const recover = async (): Promise<void> => {
    const started = await start({ action: 'retry', filter });
    if (started.error !== undefined) return notifyProblem(problemOf(started.error));
    onStarted(started.data.id);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Recover failures"
      description="Each failed task goes back to its schedule, and its last failed run is tried again. What it missed meanwhile is recorded as skipped."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" busy={isLoading} disabled={!mayStart} onClick={() => void recover()}>
            {`Retry ${count === undefined ? '…' : tasksWords(count)}`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="Failed since">
          <Select value={window} onChange={(event) => onWindow(event.target.value as TimeWindow)}>
            {timeWindows.map((each) => (
              <option key={each} value={each}>
                {windowWords[each]}
              </option>
            ))}
          </Select>
        </Field>
        <p role="status">
          {error !== undefined
            ? problemOf(error).message
            : count === undefined
              ? 'Counting …'
              : `${tasksWords(count)} failed in ${windowWords[window]} and ${count === 1 ? 'has' : 'have'} not recovered.`}
        </p>
        {mustType && (
          <Field label={`Type ${count} to go on`}>
            <Input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
          </Field>
        )}
      </div>
    </Dialog>
  );
}

function tasksWords(count: number): string {
  if (count > countMax) return `more than ${formatNumber(countMax)} tasks`;
  return formatCount(count, 'task');
}
