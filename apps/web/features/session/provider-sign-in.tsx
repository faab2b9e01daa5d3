'use client';

import { LogIn } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Problem } from '@/api/problem';
import { ButtonAnchor } from '@/ui/button';

/** Where a browser is led to the provider, and from there to a page of ours. */
export function providerAddress(next: string): string {
  return `/api/auth/oidc/start${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}`;
}

/** Below the form: the way in that needs no password here. */
export function ProviderSignIn({ label, next }: { label: string; next: string }) {
  const [isLeaving, setLeaving] = useState(false);
  // The browser's own way back may show the page as it was left.
  useEffect(() => {
    const stay = (): void => setLeaving(false);
    window.addEventListener('pageshow', stay);
    return () => window.removeEventListener('pageshow', stay);
  }, []);
  return (
    <>
      <p className="text-ink-faint flex items-center gap-3 text-xs before:h-px before:flex-1 before:bg-current/30 after:h-px after:flex-1 after:bg-current/30">
        or
      </p>
      <ButtonAnchor
        href={providerAddress(next)}
        onClick={() => setLeaving(true)}
        busy={isLeaving}
        icon={<LogIn size={16} />}
        className="h-9"
      >
        {label}
      </ButtonAnchor>
    </>
  );
}

const refusals = new Map([
  [
    'sign_in.unavailable',
    {
      message: 'The provider to sign in with does not answer.',
      hint: 'Try again in a minute, or sign in with a password.',
    },
  ],
  [
    'sign_in.expired',
    { message: 'That took too long, or it was begun elsewhere.', hint: 'Begin again from this page.' },
  ],
  [
    'sign_in.failed',
    {
      message: 'The provider did not sign you in.',
      hint: 'Try again. If this lasts, an administrator finds the reason in the audit log.',
    },
  ],
  [
    'sign_in.email_unverified',
    {
      message: 'The provider has not verified your e-mail address.',
      hint: 'Verify it there, then try again.',
    },
  ],
  [
    'sign_in.no_account',
    {
      message: 'There is no account here that you may use.',
      hint: 'Ask an administrator for one under the e-mail address that the provider has of you.',
    },
  ],
  [
    'user.administrator_first',
    { message: 'Nobody administers Carillon yet.', hint: 'Make the administrator first.' },
  ],
  [
    'request.too_many',
    { message: 'Too many attempts to sign in.', hint: 'Wait some minutes, then try again.' },
  ],
]);

/** Why somebody was led back, by the code in the address, which anybody may have written: it is only looked up. */
export function refusalOf(code: string | null): Problem | null {
  if (code === null) return null;
  const known = refusals.get(code);
  const { message, hint } = known ?? { message: 'You could not be signed in.', hint: 'Try again.' };
  return {
    status: 401,
    code,
    message,
    hint,
    fieldErrors: [],
    requestId: null,
    docsUrl: known === undefined ? null : `/api/docs/errors#${code}`,
  };
}
