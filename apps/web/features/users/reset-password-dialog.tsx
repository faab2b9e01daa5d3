'use client';

import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { FormProblem } from '@/features/session/form-problem';
import { PasswordField, strengthOf } from '@/features/session/password-field';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { notify } from '@/ui/notify';
import type { User } from './users.api';
import { useChangeUserMutation } from './users.api';

/** In place of a password that was forgotten. */
export function ResetPasswordDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const [change, { error, isLoading }] = useChangeUserMutation();
  const [password, setPassword] = useState('');
  const id = useId();
  const problem = error === undefined ? null : problemOf(error);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await change({ id: user.id, change: { password } });
    if (answer.error !== undefined) return;
    notify(`${user.email} has another password.`);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Set a new password for ${user.email}`}
      description="Every session of theirs ends. Tell them the new one; they change it under Settings, Profile."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={id} busy={isLoading} disabled={password === ''}>
            Set the password
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4 pb-2">
        <FormProblem problem={problem !== null && problem.fieldErrors.length === 0 ? problem : null} />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          hint="12 to 128 characters."
          aside={strengthOf(password)}
          error={faultOf(problem, 'password')}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
