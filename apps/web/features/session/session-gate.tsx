'use client';

import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { problemOf } from '@/api/problem';
import { useFirstRows } from '@/features/shell/use-first-rows';
import { AfterMoment, ProblemPanel, Skeleton } from '@/ui/states';
import { useCallerQuery, useSetupStateQuery } from './session.api';

/** Lets in who is known; others are led to where they become so, and from there back to the page they wanted. */
export function SessionGate({ children }: { children: ReactNode }) {
  const router = useRouter();
  const path = usePathname();
  const mayDraw = useFirstRows();
  const caller = useCallerQuery();
  const setup = useSetupStateQuery();
  const problem = caller.error === undefined ? null : problemOf(caller.error);
  // Once somebody was let in, a dialog over the page asks for the password: nothing that was written is lost. Right
  // after a sign-in the refusal of before is still there while the question is asked again.
  const isUnknown = problem?.status === 401 && caller.data === undefined && !caller.isFetching;
  const mustSetUp = setup.data?.isOpen === true && !hasSkippedSetup();

  useEffect(() => {
    if (mustSetUp) router.replace('/setup');
    else if (isUnknown && setup.data !== undefined) {
      const wanted = path + window.location.search;
      router.replace(`/sign-in${wanted === '/' ? '' : `?next=${encodeURIComponent(wanted)}`}`);
    }
  }, [mustSetUp, isUnknown, setup.data, path, router]);

  if (caller.data !== undefined && setup.data !== undefined && !mustSetUp && mayDraw) return children;
  const failure =
    problem !== null && problem.status !== 401
      ? problem
      : setup.error !== undefined
        ? problemOf(setup.error)
        : null;
  if (failure !== null && caller.data === undefined) {
    const retry = (): void => {
      void caller.refetch();
      void setup.refetch();
    };
    return (
      <main className="mx-auto max-w-xl pt-24">
        <ProblemPanel problem={failure} onRetry={retry} />
      </main>
    );
  }
  return (
    <main className="p-6">
      <title>Carillon</title>
      <div role="status" aria-label="Loading">
        <AfterMoment>
          <Skeleton className="h-10 w-64" />
        </AfterMoment>
      </div>
    </main>
  );
}

const skippedKey = 'carillon.setup-skipped';

/** At the machine itself the first administrator may wait; until the browser is closed it is not asked again. */
export function skipSetup(): void {
  sessionStorage.setItem(skippedKey, '1');
}

function hasSkippedSetup(): boolean {
  return typeof sessionStorage !== 'undefined' && sessionStorage.getItem(skippedKey) === '1';
}
