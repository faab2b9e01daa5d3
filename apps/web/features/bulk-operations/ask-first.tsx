'use client';

import { formatCount } from '@/features/time/format-time';
import { ConfirmDialog } from '@/ui/dialog';
import type { BulkAction, BulkSubject } from './bulk-operations.api';
import { nounOf, typedFrom, wordsOf } from './bulk-words';
import { WhichSubjects } from './which-subjects';

export interface AskFirstProps {
  of: BulkSubject;
  action: BulkAction;
  count: number;
  /** What they match; null: they were ticked one by one. */
  filter: string | null;
  onClose: () => void;
  onConfirm: () => void;
}

/** Names the action and the number before it is done with many; of more than a few the number is typed. */
export function AskFirst({ of, action, count, filter, onClose, onConfirm }: AskFirstProps) {
  const { does, means, isGrave } = wordsOf({ of, action });
  const what = `${does} ${formatCount(count, nounOf(of))}`;
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={onConfirm}
      title={`${what}?`}
      description={means}
      action={what}
      look={isGrave ? 'danger' : 'primary'}
      typed={count > typedFrom ? String(count) : undefined}
    >
      <WhichSubjects of={of} filter={filter} />
    </ConfirmDialog>
  );
}
