'use client';

import { useState } from 'react';
import { problemOf } from '@/api/problem';
import { Field, Input } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { PasswordField } from './password-field';
import { useSignInMutation } from './session.api';

/** Who signs in, as it is written, and the asking. `knownEmail` is who was signed in before; '' for nobody. */
export function useSignIn(knownEmail = '') {
  const [ask, { isLoading, error }] = useSignInMutation();
  const [values, setValues] = useState({ email: knownEmail, password: '' });
  /** Whether it was granted; the fields show why not. */
  const signIn = async (): Promise<boolean> => (await ask(values)).error === undefined;
  return { signIn, isLoading, fields: { values, setValues, error, isKnown: knownEmail !== '' } };
}

/** The address and the password, and above them why they were refused. */
export function SignInFields({ values, setValues, error, isKnown }: ReturnType<typeof useSignIn>['fields']) {
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((now) => ({ ...now, [name]: event.target.value }));
  return (
    <>
      <FormProblem problem={error === undefined ? null : problemOf(error)} />
      <Field label="E-mail address">
        <Input
          type="email"
          name="email"
          autoComplete="username"
          autoFocus={!isKnown}
          required
          value={values.email}
          onChange={set('email')}
          className="h-9"
        />
      </Field>
      <PasswordField
        label="Password"
        name="password"
        autoComplete="current-password"
        autoFocus={isKnown}
        required
        value={values.password}
        onChange={set('password')}
      />
    </>
  );
}
