'use client';

import { useState } from 'react';
import { formatCount } from '@/features/time/format-time';
import { CheckboxField, Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { typedFrom, wordsOf } from './bulk-words';
import { WhichSubjects } from './which-subjects';

export interface ArchiveDialogProps {
  count: number;
  /** What they match; null: they were ticked one by one. */
  filter: string | null;
  busy: boolean;
  onClose: () => void;
  onConfirm: (cancelRuns: boolean) => void;
}

/** Asks before many tasks are archived, and what becomes of their open runs. */
export function ArchiveDialog({ count, filter, busy, onClose, onConfirm }: ArchiveDialogProps) {
  const [isCancelling, setCancelling] = useState(false);
  const [typed, setTyped] = useState('');
  const tasks = formatCount(count, 'task');
  const mustType = count > typedFrom;
  return (
    <FormDialog
      onClose={onClose}
      title={`Archive ${tasks}?`}
      description={wordsOf({ of: 'tasks', action: 'archive' }).means}
      action={`Archive ${tasks}`}
      busy={busy}
      incomplete={mustType && typed.trim() !== String(count)}
      onSubmit={() => onConfirm(isCancelling)}
    >
      <WhichSubjects of="tasks" filter={filter} />
      <CheckboxField
        label="Cancel their open runs first"
        hint={
          isCancelling
            ? 'What was sent may have reached the receiver already. Undo does not bring the runs back.'
            : 'Tasks that have open runs refuse otherwise, and stay as they are.'
        }
        checked={isCancelling}
        onChange={({ target }) => setCancelling(target.checked)}
      />
      {mustType && (
        <Field label={`Type ${count} to go on`}>
          <Input value={typed} autoComplete="off" onChange={({ target }) => setTyped(target.value)} />
        </Field>
      )}
    </FormDialog>
  );
}
