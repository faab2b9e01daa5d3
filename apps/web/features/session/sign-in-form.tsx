'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import { problemOf } from '@/api/problem';
import { Button } from '@/ui/button';
import { Field, Input } from '@/ui/field';
import { FormProblem } from './form-problem';
import { FrontDoor } from './front-door';
import { PasswordField } from './password-field';
import { useSetupStateQuery, useSignInMutation } from './session.api';

export function SignInForm() {
  const router = useRouter();
  const next = useSearchParams().get('next');
  const { data: setup } = useSetupStateQuery();
  const [signIn, { isLoading, error }] = useSignInMutation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  // Nobody can sign in yet.
  useEffect(() => {
    if (setup?.isOpen === true) router.replace('/setup');
  }, [setup, router]);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const result = await signIn({ email, password });
    if (result.error === undefined) router.replace(isOwnPath(next) ? next : '/');
  };

  return (
    <FrontDoor title="Sign in" lead="Accounts are made by an administrator, under Settings.">
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <FormProblem problem={error === undefined ? null : problemOf(error)} />
        <Field label="E-mail address">
          <Input
            type="email"
            name="email"
            autoComplete="username"
            autoFocus
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            className="h-9"
          />
        </Field>
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="primary" busy={isLoading} className="h-9">
          Sign in
        </Button>
      </form>
    </FrontDoor>
  );
}

/** A page of ours: a foreign one could pretend to be the next step. */
function isOwnPath(path: string | null): path is string {
  return path !== null && /^\/(?![/\\])/.test(path);
}
