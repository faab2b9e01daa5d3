'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import type { FormEvent } from 'react';
import { useEffect } from 'react';
import { Button } from '@/ui/button';
import { FrontDoor } from './front-door';
import { useSetupStateQuery } from './session.api';
import { SignInFields, useSignIn } from './sign-in-fields';

export function SignInForm() {
  const router = useRouter();
  const next = useSearchParams().get('next');
  const { data: setup } = useSetupStateQuery();
  const { signIn, isLoading, fields } = useSignIn();

  // Nobody can sign in yet.
  useEffect(() => {
    if (setup?.isOpen === true) router.replace('/setup');
  }, [setup, router]);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await signIn()) router.replace(isOwnPath(next) ? next : '/');
  };

  return (
    <FrontDoor title="Sign in" lead="Accounts are made by an administrator, under Settings.">
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <SignInFields {...fields} />
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
