'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import type { FormEvent } from 'react';
import { useEffect, useMemo } from 'react';
import { Button } from '@/ui/button';
import { FormProblem } from '@/ui/form-problem';
import { FrontDoor } from './front-door';
import { ProviderSignIn, refusalOf } from './provider-sign-in';
import { useSetupStateQuery } from './session.api';
import { SignInFields, useSignIn } from './sign-in-fields';

export function SignInForm() {
  const router = useRouter();
  const params = useSearchParams();
  const next = ownPath(params.get('next'));
  const { data: setup } = useSetupStateQuery();
  const { signIn, isLoading, fields } = useSignIn();
  const refused = params.get('refused');
  // The newer refusal takes the place of the older one.
  const refusal = useMemo(
    () => (fields.error === undefined ? refusalOf(refused) : null),
    [refused, fields.error],
  );

  // Nobody can sign in yet.
  useEffect(() => {
    if (setup?.isOpen === true) router.replace('/setup');
  }, [setup, router]);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await signIn()) router.replace(next);
  };

  return (
    <FrontDoor title="Sign in" lead="Accounts are made by an administrator, under Settings.">
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4" noValidate>
        <FormProblem problem={refusal} />
        <SignInFields {...fields} />
        <Button type="submit" look="primary" busy={isLoading} className="h-9">
          Sign in
        </Button>
        {setup?.provider != null && <ProviderSignIn label={setup.provider} next={next} />}
      </form>
    </FrontDoor>
  );
}

/** A page of ours: a foreign one could pretend to be the next step. */
function ownPath(path: string | null): string {
  return path !== null && /^\/(?![/\\])/.test(path) ? path : '/';
}
