'use client';

import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { PasswordField } from '@/features/session/password-field';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/form-dialog';
import { notify } from '@/ui/notify';
import { useCreateSecretMutation, useReplaceSecretMutation } from './secrets.api';

/** Takes a value, for a new secret or in place of the one that a secret has. It is never shown again. */
export function SecretDialog({ replaced, onClose }: { replaced: string | null; onClose: () => void }) {
  const [create, creation] = useCreateSecretMutation();
  const [replace, replacement] = useReplaceSecretMutation();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const error = creation.error ?? replacement.error;
  const problem = error === undefined ? null : problemOf(error);

  const submit = async (): Promise<void> => {
    const answer =
      replaced === null
        ? await create({ name: name.trim(), value })
        : await replace({ name: replaced, value });
    if (answer.error !== undefined) return;
    notify(
      replaced === null
        ? `The secret ${name.trim()} is kept.`
        : `The secret ${replaced} has another value. Listeners send it within five seconds.`,
    );
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={replaced === null ? 'New secret' : `Replace the value of ${replaced}`}
      description="The value is sealed before it is stored, and never shown again."
      action={replaced === null ? 'Keep it' : 'Replace it'}
      busy={creation.isLoading || replacement.isLoading}
      incomplete={value === '' || (replaced === null && name.trim() === '')}
      problem={problem}
      onSubmit={submit}
    >
      {replaced === null && (
        <Field
          label="Name"
          hint="Letters, digits, dots, dashes and underscores, beginning with a letter."
          error={faultOf(problem, 'name')}
        >
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoFocus
            autoComplete="off"
            className="font-mono"
          />
        </Field>
      )}
      <PasswordField
        label="Value"
        autoComplete="off"
        error={faultOf(problem, 'value')}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
    </FormDialog>
  );
}
