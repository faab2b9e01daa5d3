'use client';

import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import type { SavedView } from './saved-views.api';
import { useChangeSavedViewMutation } from './saved-views.api';

export const nameLengthMax = 60;

export function RenameViewDialog({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const [change, { error, isLoading }] = useChangeSavedViewMutation();
  const [name, setName] = useState(view.name);
  const problem = error === undefined ? null : problemOf(error);
  const submit = async (): Promise<void> => {
    const answer = await change({ id: view.id, change: { name: name.trim() } });
    if (answer.error === undefined) onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={`Rename ${view.name}`}
      action="Rename the view"
      busy={isLoading}
      incomplete={name.trim() === '' || name.trim() === view.name}
      problem={problem}
      onSubmit={submit}
    >
      <Field label="Name" error={faultOf(problem, 'name')}>
        <Input
          value={name}
          maxLength={nameLengthMax}
          autoComplete="off"
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
