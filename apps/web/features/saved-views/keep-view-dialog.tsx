'use client';

import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { useRole } from '@/features/session/use-role';
import { CheckboxField, Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { notify } from '@/ui/notify';
import { nameLengthMax } from './rename-view-dialog';
import type { SavedView } from './saved-views.api';
import { useChangeSavedViewMutation, useCreateSavedViewMutation } from './saved-views.api';
import type { ViewedPage } from './use-saved-views';

export interface KeepViewDialogProps {
  page: ViewedPage;
  query: string;
  /** Those that are kept for the page. */
  views: readonly SavedView[];
  onClose: () => void;
}

/** Keeps what a list shows under a name. */
export function KeepViewDialog({ page, query, views, onClose }: KeepViewDialogProps) {
  const { may, whyNot } = useRole();
  const [create, created] = useCreateSavedViewMutation();
  const [change, changed] = useChangeSavedViewMutation();
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const error = created.error ?? changed.error;
  const problem = error === undefined ? null : problemOf(error);
  const submit = async (): Promise<void> => {
    const known = views.find((view) => view.isOwn && view.name === name.trim());
    const answer =
      known === undefined
        ? await create({ page, name: name.trim(), query, isShared })
        : await change({ id: known.id, change: { query, isShared } });
    if (answer.error !== undefined) return;
    notify(
      isShared ? `Everybody sees the view ${name.trim()} now.` : `The view ${name.trim()} is kept for you.`,
    );
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title="Keep this view"
      description="Its filter, its order and its groups. It stands in the navigation, wherever you sign in."
      action="Keep the view"
      busy={created.isLoading || changed.isLoading}
      incomplete={name.trim() === ''}
      problem={problem}
      onSubmit={submit}
    >
      <Field label="Name" hint="One of yours of the same name is replaced." error={faultOf(problem, 'name')}>
        <Input
          value={name}
          maxLength={nameLengthMax}
          autoComplete="off"
          autoFocus
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <CheckboxField
        label="Share it with everybody"
        hint={
          whyNot('operator') ?? 'It stands in everybody’s navigation; only you and administrators change it.'
        }
        disabled={!may('operator')}
        checked={isShared}
        onChange={(event) => setShared(event.target.checked)}
      />
    </FormDialog>
  );
}
