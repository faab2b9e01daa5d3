'use client';

import { useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { apiFieldLabel, wordsOf } from './describe-task';
import type { Changes, TaskField } from './merge-changes';

export interface ConflictDialogProps {
  changes: Changes;
  /** Of the task as it is by now. */
  version: number;
  onClose: () => void;
  onResolve: (leftToThem: ReadonlySet<TaskField>) => void;
}

/** Somebody else has saved the task meanwhile: what they changed, and whose value is to hold where both did. */
export function ConflictDialog({ changes, version, onClose, onResolve }: ConflictDialogProps) {
  const { before, theirs, mine, contested } = changes;
  const [leftToThem, setLeftToThem] = useState<ReadonlySet<TaskField>>(new Set());
  const choose = (field: TaskField, isTheirs: boolean): void => {
    const next = new Set(leftToThem);
    if (isTheirs) next.add(field);
    else next.delete(field);
    setLeftToThem(next);
  };
  const fields = Object.keys(theirs) as TaskField[];
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="The task was changed meanwhile"
      description={`It has version ${version} by now. Nothing of yours is lost, and nothing is saved yet.`}
      footer={
        <>
          <Button onClick={onClose}>Go on editing</Button>
          <Button look="primary" onClick={() => onResolve(leftToThem)}>
            Save mine over it
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-3 pb-2">
        {fields.map((field) => (
          <li key={field} className="border-line rounded-md border p-3">
            <p className="font-medium">{apiFieldLabel(field)}</p>
            <p className="text-ink-soft text-xs">
              Was <Words field={field} value={before[field]} />
            </p>
            {contested.includes(field) ? (
              <fieldset className="mt-1.5 flex flex-col gap-1">
                <legend className="sr-only">Whose value of {apiFieldLabel(field)} is to hold</legend>
                {([false, true] as const).map((isTheirs) => (
                  <label key={String(isTheirs)} className="flex min-h-6 items-start gap-2">
                    <input
                      type="radio"
                      name={`whose-${field}`}
                      className="accent-accent mt-1"
                      checked={leftToThem.has(field) === isTheirs}
                      onChange={() => choose(field, isTheirs)}
                    />
                    <span className="min-w-0">
                      {isTheirs ? 'Theirs: ' : 'Mine: '}
                      <Words field={field} value={isTheirs ? theirs[field] : mine[field]} />
                    </span>
                  </label>
                ))}
              </fieldset>
            ) : (
              <p className="mt-1">
                Is now <Words field={field} value={theirs[field]} />, and stays so.
              </p>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Words({ field, value }: { field: TaskField; value: unknown }) {
  return <code className="font-mono text-xs break-words whitespace-pre-wrap">{wordsOf(field, value)}</code>;
}
