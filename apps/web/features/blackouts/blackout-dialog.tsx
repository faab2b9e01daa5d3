'use client';

import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { notify } from '@/ui/notify';
import { BlackoutPreview } from './blackout-preview';
import type { BlackoutDraft } from './blackout-draft';
import { faultsOf, toDraft, toInput } from './blackout-draft';
import { OnceFields, RecurringFields, RecursField, ZoneField } from './blackout-times-fields';
import type { Blackout } from './blackouts.api';
import { useChangeBlackoutMutation, useCreateBlackoutMutation } from './blackouts.api';

export interface BlackoutDialogProps {
  /** Which one is changed; null: a new one. */
  blackout: Blackout | null;
  onClose: () => void;
}

/** Makes a blackout window, or changes one. */
export function BlackoutDialog({ blackout, onClose }: BlackoutDialogProps) {
  const [create, creation] = useCreateBlackoutMutation();
  const [change, changing] = useChangeBlackoutMutation();
  const [draft, setDraft] = useState(() => toDraft(blackout));
  const [hasTried, setTried] = useState(false);
  const error = creation.error ?? changing.error;
  const problem = error === undefined ? null : problemOf(error);
  const faults = faultsOf(draft);
  const faultAt = (path: string): string | null =>
    (hasTried ? faults[path] : undefined) ?? faultOf(problem, path);
  const onChange = (changes: Partial<BlackoutDraft>): void => setDraft({ ...draft, ...changes });

  const submit = async (): Promise<void> => {
    setTried(true);
    if (Object.keys(faults).length > 0) return;
    const input = toInput(draft);
    const answer = blackout === null ? await create(input) : await change({ id: blackout.id, change: input });
    if (answer.error !== undefined) return;
    const { name } = answer.data;
    notify(blackout === null ? `The blackout window ${name} is made.` : `${name} is changed.`);
    onClose();
  };
  const When = draft.recurs ? RecurringFields : OnceFields;
  return (
    <FormDialog
      onClose={onClose}
      title={blackout === null ? 'New blackout window' : `Change ${blackout.name}`}
      description="Scheduled runs that fall into it are skipped; those that run once are put off to its end."
      action={blackout === null ? 'Make the window' : 'Change it'}
      busy={creation.isLoading || changing.isLoading}
      problem={problem}
      onSubmit={submit}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={faultAt('name')}>
          <Input
            value={draft.name}
            onChange={(event) => onChange({ name: event.target.value })}
            placeholder="Database maintenance"
            autoFocus
            autoComplete="off"
          />
        </Field>
        <Field
          label="Tags"
          hint="For tasks that have any of them. Commas between them; empty: all tasks."
          error={faultAt('tags')}
        >
          <Input
            value={draft.tags}
            onChange={(event) => onChange({ tags: event.target.value })}
            placeholder="billing, nightly"
            autoComplete="off"
          />
        </Field>
      </div>
      <RecursField draft={draft} onChange={onChange} />
      <When draft={draft} onChange={onChange} faultAt={faultAt} />
      <ZoneField draft={draft} onChange={onChange} faultAt={faultAt} />
      <BlackoutPreview draft={draft} />
    </FormDialog>
  );
}
