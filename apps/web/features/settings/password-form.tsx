'use client';

import type { FormEvent } from 'react';
import { useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { FormProblem } from '@/ui/form-problem';
import { PasswordField, strengthOf } from '@/features/session/password-field';
import { useCallerQuery } from '@/features/session/session.api';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { notify } from '@/ui/notify';
import { useChangePasswordMutation } from './settings.api';

const empty = { currentPassword: '', newPassword: '' };

const withoutPassword = {
  user: 'You have none, as a provider signs you in. An administrator can give you one.',
  api_key: 'An API key has none.',
  machine: 'This machine needs none. Sign in as a user to change the password of that user.',
};

/** Only who signed in with a password has one to change. */
export function PasswordForm() {
  const { data: caller } = useCallerQuery();
  const [change, { error, isLoading, reset }] = useChangePasswordMutation();
  const [values, setValues] = useState(empty);
  const problem = error === undefined ? null : problemOf(error);

  if (caller === undefined) return null;
  if (!caller.hasPassword) {
    return (
      <Card title="Password">
        <p className="text-ink-soft">{withoutPassword[caller.kind]}</p>
      </Card>
    );
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await change(values);
    if (answer.error !== undefined) return;
    setValues(empty);
    reset();
    notify('The password is changed. Every other session of yours has ended.');
  };
  return (
    <Card title="Password">
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <FormProblem problem={problem !== null && problem.fieldErrors.length === 0 ? problem : null} />
        <input type="hidden" autoComplete="username" value={caller.name} readOnly />
        <PasswordField
          label="Present password"
          name="current-password"
          autoComplete="current-password"
          error={faultOf(problem, 'currentPassword')}
          value={values.currentPassword}
          onChange={(event) => setValues({ ...values, currentPassword: event.target.value })}
        />
        <PasswordField
          label="New password"
          name="new-password"
          autoComplete="new-password"
          hint="12 to 128 characters. It ends every other session of yours."
          aside={strengthOf(values.newPassword)}
          error={faultOf(problem, 'newPassword')}
          value={values.newPassword}
          onChange={(event) => setValues({ ...values, newPassword: event.target.value })}
        />
        <Button
          type="submit"
          look="primary"
          busy={isLoading}
          disabled={values.currentPassword === '' || values.newPassword === ''}
          className="self-start"
        >
          Change the password
        </Button>
      </form>
    </Card>
  );
}
