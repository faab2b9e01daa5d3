'use client';

import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Problem } from '@/api/problem';
import { faultOf } from '@/api/problem';
import { Field, Input, Textarea } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';

export interface AcknowledgeFormProps {
  title: string;
  /** What the button says. */
  action: string;
  busy: boolean;
  problem: Problem | null;
  /** What has to be typed first, as the count of many tasks; undefined: nothing. */
  typed?: string | undefined;
  /** Whether it is not known yet what is acknowledged. */
  incomplete?: boolean;
  onSubmit: (note: string | undefined) => Promise<void>;
  onClose: () => void;
  children?: ReactNode;
}

const noteLengthMax = 1_000;

/** Asks what there is to say about a failure that somebody knows of. */
export function AcknowledgeForm({
  title,
  action,
  busy,
  problem,
  typed,
  incomplete = false,
  onSubmit,
  onClose,
  children,
}: AcknowledgeFormProps) {
  const [note, setNote] = useState('');
  const [text, setText] = useState('');
  return (
    <FormDialog
      onClose={onClose}
      title={title}
      description="It counts no longer among those that need attention, until it leaves the state failed: the next failure counts again."
      action={action}
      busy={busy}
      incomplete={incomplete || (typed !== undefined && text.trim() !== typed)}
      problem={problem}
      onSubmit={() => onSubmit(note.trim() === '' ? undefined : note.trim())}
    >
      {children}
      <Field label="Note" hint="For whoever looks next. May be empty." error={faultOf(problem, 'note')}>
        <Textarea
          className="font-sans"
          rows={3}
          maxLength={noteLengthMax}
          value={note}
          placeholder="The receiver is being moved; back on Monday."
          onChange={({ target: { value } }) => setNote(value)}
        />
      </Field>
      {typed !== undefined && (
        <Field label={`Type ${typed} to go on`}>
          <Input value={text} autoComplete="off" onChange={({ target: { value } }) => setText(value)} />
        </Field>
      )}
    </FormDialog>
  );
}
