'use client';

import type { FormEvent } from 'react';
import { useState } from 'react';
import { api } from '@/api/api';
import { problemOf } from '@/api/problem';
import { useAppDispatch, useAppSelector } from '@/store';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field, Input } from '@/ui/field';
import { FormProblem } from './form-problem';
import { PasswordField } from './password-field';
import { useCallerQuery, useSignInMutation } from './session.api';
import { endNoted } from './session.slice';

/** Over a page whose session has ended: what was written on it stays, and is sent after the next sign-in. */
export function SessionEndedDialog() {
  const hasEnded = useAppSelector((state) => state.session.hasEnded);
  const dispatch = useAppDispatch();
  return (
    <Dialog
      open={hasEnded}
      onClose={() => dispatch(endNoted())}
      title="Your session has ended"
      description="Sign in again to go on. What you have written is still on the page."
    >
      {hasEnded && <SignInAgain />}
    </Dialog>
  );
}

function SignInAgain() {
  const { data: caller } = useCallerQuery();
  const [signIn, { isLoading, error }] = useSignInMutation();
  const dispatch = useAppDispatch();
  const [email, setEmail] = useState(caller?.kind === 'user' ? caller.name : '');
  const [password, setPassword] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // The page below has its own form, which must not see this one.
    event.stopPropagation();
    const result = await signIn({ email, password });
    if (result.error === undefined) dispatch(api.util.invalidateTags([...readAgain]));
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-4" noValidate>
      <FormProblem problem={error === undefined ? null : problemOf(error)} />
      <Field label="E-mail address">
        <Input
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          className="h-9"
        />
      </Field>
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div className="flex justify-end">
        <Button type="submit" look="primary" busy={isLoading}>
          Sign in
        </Button>
      </div>
    </form>
  );
}

/** What was refused meanwhile. */
const readAgain = [
  'Task',
  'Run',
  'Lane',
  'Queue',
  'Statistics',
  'Channel',
  'BulkOperation',
  'Health',
] as const;
