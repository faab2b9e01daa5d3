'use client';

import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { PasswordField, strengthOf } from '@/features/session/password-field';
import { FormDialog } from '@/ui/form-dialog';
import { notify } from '@/ui/notify';
import type { User } from './users.api';
import { useChangeUserMutation } from './users.api';

/** In place of a password that was forgotten. */
export function ResetPasswordDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const [change, { error, isLoading }] = useChangeUserMutation();
  const [password, setPassword] = useState('');
  const problem = error === undefined ? null : problemOf(error);
  const submit = async (): Promise<void> => {
    const answer = await change({ id: user.id, change: { password } });
    if (answer.error !== undefined) return;
    notify(`${user.email} has another password.`);
    onClose();
  };
  return (
    <FormDialog
      onClose={onClose}
      title={`Set a new password for ${user.email}`}
      description="Every session of theirs ends. Tell them the new one; they change it under Settings, Profile."
      action="Set the password"
      busy={isLoading}
      incomplete={password === ''}
      problem={problem}
      onSubmit={submit}
    >
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint="12 to 128 characters."
        aside={strengthOf(password)}
        error={faultOf(problem, 'password')}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
    </FormDialog>
  );
}
