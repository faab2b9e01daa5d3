'use client';

import { useState } from 'react';
import { problemOf } from '@/api/problem';
import type { TimeWindow } from '@/features/charts/time-window';
import { timeWindows, windowWords } from '@/features/charts/time-window';
import { formatCount } from '@/features/time/format-time';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { CheckboxField, Field, Input, Select } from '@/ui/field';
import { notifyProblem } from '@/ui/notify';
import type { FailureStatus, Recoverable } from './failures.api';
import { useRecoverableQuery, useStartRecoveryMutation } from './failures.api';
import { RecoveryProgress } from './recovery-progress';

/** More tasks than these are acted on only by who has typed how many. */
const untypedMax = 20;

const choices: readonly { status: FailureStatus; label: string; hint: string }[] = [
  {
    status: 'failed',
    label: 'Failed',
    hint: 'All attempts failed, or the receiver said stop.',
  },
  {
    status: 'abandoned',
    label: 'Abandoned',
    hint: 'The process that sent it was lost: the receiver may have got it.',
  },
];

export interface RecoverDialogProps {
  window: TimeWindow;
  onClose: () => void;
}

/** Tries the failed tasks of a window again, all of them: says how many, asks, and shows how far it is. */
export function RecoverDialog({ window: initial, onClose }: RecoverDialogProps) {
  const [window, setWindow] = useState(initial);
  const [statuses, setStatuses] = useState<readonly FailureStatus[]>(choices.map(({ status }) => status));
  const [operationId, setOperationId] = useState<string | null>(null);
  if (operationId !== null) return <RecoveryProgress id={operationId} onClose={onClose} />;
  return (
    <RecoverForm
      failures={{ window, statuses: [...statuses] }}
      onWindow={setWindow}
      onStatuses={setStatuses}
      onClose={onClose}
      onStarted={setOperationId}
    />
  );
}

interface RecoverFormProps {
  failures: { window: TimeWindow; statuses: FailureStatus[] };
  onWindow: (window: TimeWindow) => void;
  onStatuses: (statuses: readonly FailureStatus[]) => void;
  onClose: () => void;
  onStarted: (id: string) => void;
}

function RecoverForm({ failures, onWindow, onStatuses, onClose, onStarted }: RecoverFormProps) {
  const { window, statuses } = failures;
  const isNone = statuses.length === 0;
  const { currentData: found, error } = useRecoverableQuery(failures, {
    skip: isNone,
    refetchOnMountOrArgChange: true,
  });
  const [typed, setTyped] = useState('');
  const [start, { isLoading }] = useStartRecoveryMutation();
  const count = isNone ? 0 : found?.tasks;
  const mustType = count !== undefined && count > untypedMax;
  const mayStart = count !== undefined && count > 0 && (!mustType || typed.trim() === String(count));
  const recover = async (): Promise<void> => {
    const started = await start({ action: 'retry', failures });
    if (started.error !== undefined) return notifyProblem(problemOf(started.error));
    onStarted(started.data.id);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Recover failures"
      description="Each failed task goes back to its schedule, and the newest of its runs below is tried again. What it missed meanwhile is recorded as skipped."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" busy={isLoading} disabled={!mayStart} onClick={() => void recover()}>
            {`Retry ${count === undefined ? '…' : formatCount(count, 'task')}`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Runs that were due in">
          <Select value={window} onChange={(event) => onWindow(event.target.value as TimeWindow)}>
            {timeWindows.map((each) => (
              <option key={each} value={each}>
                {windowWords[each]}
              </option>
            ))}
          </Select>
        </Field>
        <StatusChoice chosen={statuses} onChange={onStatuses} />
        <div role="status">
          {isNone ? (
            'Choose which runs are tried again.'
          ) : error !== undefined ? (
            problemOf(error).message
          ) : found === undefined ? (
            'Counting …'
          ) : (
            <Found found={found} {...failures} />
          )}
        </div>
        {mustType && (
          <Field label={`Type ${count} to go on`}>
            <Input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
          </Field>
        )}
      </div>
    </Dialog>
  );
}

function StatusChoice({
  chosen,
  onChange,
}: {
  chosen: readonly FailureStatus[];
  onChange: (statuses: readonly FailureStatus[]) => void;
}) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1.5 font-medium">Which ended as</legend>
      {choices.map(({ status, label, hint }) => (
        <CheckboxField
          key={status}
          label={label}
          hint={hint}
          checked={chosen.includes(status)}
          onChange={({ target }) => {
            const others = chosen.filter((each) => each !== status);
            onChange(target.checked ? [...others, status] : others);
          }}
        />
      ))}
    </fieldset>
  );
}

/** How many tasks, how many runs, and which of those are left out because a newer one of the task is tried again. */
function Found({ found: { tasks, runs, repeatedTasks }, window, statuses }: FoundProps) {
  const ended = choices
    .map(({ status }) => status)
    .filter((status) => statuses.includes(status))
    .join(' or ');
  if (tasks === 0) {
    return (
      <p>{`Of the tasks that are failed now, none has a run of ${windowWords[window]} that ended as ${ended}.`}</p>
    );
  }
  return (
    <>
      <p>
        {`${formatCount(tasks, 'failed task')}, with ${formatCount(runs, 'run')} of ${windowWords[window]} that ended as ${ended}.`}
      </p>
      <p className="text-ink-soft">
        {repeatedTasks === 0
          ? 'No duplicates: each task has one such run.'
          : `${formatCount(runs - tasks, 'duplicate')}: ${formatCount(repeatedTasks, 'task')} ${repeatedTasks === 1 ? 'has' : 'have'} several such runs, and of each the newest alone is tried again.`}
      </p>
    </>
  );
}

interface FoundProps {
  found: Recoverable;
  window: TimeWindow;
  statuses: readonly FailureStatus[];
}
