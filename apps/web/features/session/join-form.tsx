'use client';

import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import { faultOf, problemOf } from '@/api/problem';
import { Instant } from '@/features/time/time';
import { Button, ButtonLink } from '@/ui/button';
import { Field, Input } from '@/ui/field';
import { FormProblem } from '@/ui/form-problem';
import { LoadingRows } from '@/ui/states';
import { FrontDoor } from './front-door';
import { PasswordField, strengthOf } from './password-field';
import type { HeldInvitation } from './session.api';
import { useJoinMutation, useReadInvitationMutation } from './session.api';

const incomplete = {
  status: 404,
  code: 'invitation.not_found',
  message: 'The link is not complete.',
  hint: 'Copy all of it, up to its last letter, or ask for a new one.',
  fieldErrors: [],
  requestId: null,
  docsUrl: null,
};

/** Where the link of an invitation leads: whoever has it chooses a password and is in. */
export function JoinForm() {
  const token = useLinkToken();
  const [read, { data: invitation, error }] = useReadInvitationMutation();
  useEffect(() => {
    if (token !== null && token !== '') void read(token);
  }, [token, read]);
  const problem = token === '' ? incomplete : error === undefined ? null : problemOf(error);
  if (problem !== null) {
    return (
      <FrontDoor title="Join" lead="This link opens nothing.">
        <FormProblem problem={problem} />
        <ButtonLink href="/sign-in" className="h-9 justify-center">
          Go to the sign-in
        </ButtonLink>
      </FrontDoor>
    );
  }
  if (token === null || invitation === undefined) {
    return (
      <FrontDoor title="Join" lead="The invitation is looked up.">
        <LoadingRows rows={2} />
      </FrontDoor>
    );
  }
  return <AccountForm token={token} invitation={invitation} />;
}

/** The link brings the token behind a hash, which never reaches a server or its log. Null: not read yet; '': none. */
function useLinkToken(): string | null {
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => {
    const read = (): void => setToken(new URLSearchParams(window.location.hash.slice(1)).get('token') ?? '');
    read();
    // Pasted while this page is open, the link loads nothing.
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return token;
}

function AccountForm({ token, invitation }: { token: string; invitation: HeldInvitation }) {
  const router = useRouter();
  const [join, { isLoading, error }] = useJoinMutation();
  const [password, setPassword] = useState('');
  const problem = error === undefined ? null : problemOf(error);
  const { email, role, inviterName, expiresAt } = invitation;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await join({ token, password });
    if (answer.error === undefined) router.replace('/');
  };
  return (
    <FrontDoor
      title="Join"
      lead={
        <>
          You are invited by {inviterName} as {role}. The link works once, until <Instant at={expiresAt} />.
        </>
      }
    >
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <FormProblem problem={problem} />
        <Field label="E-mail address" hint="You sign in with it.">
          <Input
            type="email"
            name="email"
            autoComplete="username"
            readOnly
            value={email}
            className="bg-sunken h-9"
          />
        </Field>
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          autoFocus
          hint="12 to 128 characters. Four words that have nothing to do with each other are easy to remember."
          aside={strengthOf(password)}
          error={faultOf(problem, 'password')}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="primary" busy={isLoading} className="h-9">
          Make the account
        </Button>
      </form>
    </FrontDoor>
  );
}
