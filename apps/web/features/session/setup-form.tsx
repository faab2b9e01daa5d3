'use client';

import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { useEffect, useEffectEvent, useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { Button } from '@/ui/button';
import { Field, Input } from '@/ui/field';
import { FrontDoor } from './front-door';
import { FormProblem } from '@/ui/form-problem';
import { PasswordField, strengthOf } from './password-field';
import { skipSetup } from './session-gate';
import { useCallerQuery, useSetUpMutation, useSetupStateQuery } from './session.api';

/** Makes the first administrator; there is nothing else to see while there is none. */
export function SetupForm() {
  const router = useRouter();
  const { data: setup } = useSetupStateQuery();
  const { data: caller } = useCallerQuery();
  const [setUp, { isLoading, error }] = useSetUpMutation();
  const [values, setValues] = useState({ email: '', displayName: '', password: '', token: '' });
  const problem = error === undefined ? null : problemOf(error);

  useTokenOfLink((token) => setValues((now) => ({ ...now, token })));
  useEffect(() => {
    if (setup?.isOpen === false) router.replace('/');
  }, [setup, router]);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { token, displayName, ...rest } = values;
    const account = { ...rest, displayName: displayName === '' ? null : displayName };
    const result = await setUp(setup?.needsToken === true ? { ...account, token } : account);
    if (result.error === undefined) router.replace('/');
  };
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((now) => ({ ...now, [name]: event.target.value }));
  const fault = (path: string): string | null => faultOf(problem, path);

  return (
    <FrontDoor
      title="Create the administrator"
      lead="Carillon has no user yet. Whoever is made here may do everything, and invites the others."
    >
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <FormProblem problem={problem} />
        {setup?.needsToken === true && (
          <Field
            label="Set-up token"
            hint="The terminal shows it, where Carillon was started."
            error={fault('token')}
          >
            <Input
              value={values.token}
              onChange={set('token')}
              autoComplete="off"
              className="h-9 font-mono"
            />
          </Field>
        )}
        <Field label="E-mail address" error={fault('email')}>
          <Input
            type="email"
            name="email"
            autoComplete="username"
            autoFocus
            value={values.email}
            onChange={set('email')}
            className="h-9"
          />
        </Field>
        <Field
          label="Name"
          hint="As others see you; left empty, by your e-mail address."
          error={fault('displayName')}
        >
          <Input
            name="name"
            autoComplete="name"
            value={values.displayName}
            onChange={set('displayName')}
            className="h-9"
          />
        </Field>
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          hint="12 to 128 characters. Four words that have nothing to do with each other are easy to remember."
          aside={strengthOf(values.password)}
          error={fault('password')}
          value={values.password}
          onChange={set('password')}
        />
        <Button type="submit" look="primary" busy={isLoading} className="h-9">
          Create the administrator
        </Button>
        {caller?.kind === 'machine' && (
          <Button
            look="quiet"
            onClick={() => {
              skipSetup();
              router.replace('/');
            }}
          >
            Later: this machine needs no sign-in
          </Button>
        )}
      </form>
    </FrontDoor>
  );
}

/** The terminal's link brings the token behind a hash, which never reaches a server or its log. */
function useTokenOfLink(take: (token: string) => void): void {
  const read = useEffectEvent(() => {
    const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
    if (token !== null) take(token);
  });
  useEffect(() => {
    read();
    // Pasted while this page is open, the link loads nothing.
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
}
