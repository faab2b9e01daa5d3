'use client';

import { ExternalLink } from 'lucide-react';
import type { FormEvent } from 'react';
import { useEffect } from 'react';
import { api, tags } from '@/api/api';
import { useAppDispatch, useAppSelector } from '@/store';
import { Button, ButtonAnchor } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { providerAddress } from './provider-sign-in';
import { useCallerQuery, useSetupStateQuery } from './session.api';
import { endNoted } from './session.slice';
import { SignInFields, useSignIn } from './sign-in-fields';

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
  const { data: caller, refetch } = useCallerQuery();
  const { data: setup } = useSetupStateQuery();
  const { signIn, isLoading, fields } = useSignIn(caller?.kind === 'user' ? caller.name : '');
  const dispatch = useAppDispatch();
  const provider = setup?.provider ?? null;
  // Whoever comes back from the provider's tab may be known again.
  useEffect(() => {
    if (provider === null) return undefined;
    const look = async (): Promise<void> => {
      if ((await refetch()).isSuccess) dispatch(api.util.invalidateTags([...tags]));
    };
    const onFocus = (): void => void look();
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, [provider, refetch, dispatch]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // The page below has its own form, which must not see this one.
    event.stopPropagation();
    if (await signIn()) dispatch(api.util.invalidateTags([...tags]));
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-4" noValidate>
      <SignInFields {...fields} />
      <div className="flex flex-wrap justify-end gap-2">
        {provider !== null && (
          <ButtonAnchor
            href={providerAddress('/')}
            target="_blank"
            rel="noreferrer"
            title="In a tab of its own"
            icon={<ExternalLink size={16} aria-hidden />}
          >
            {provider}
          </ButtonAnchor>
        )}
        <Button type="submit" look="primary" busy={isLoading}>
          Sign in
        </Button>
      </div>
    </form>
  );
}
