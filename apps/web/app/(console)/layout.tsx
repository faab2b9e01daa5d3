import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { SessionGate } from '@/features/session/session-gate';
import { readPlace } from '@/features/shell/place';
import { preloadAnswers } from '@/features/shell/preload-answers';
import { Shell } from '@/features/shell/shell';

/** Rendered once for each document; from then on pages change within it. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const told = await headers();
  preloadAnswers(told.get('carillon-address') ?? '/');
  return (
    <SessionGate>
      <Shell place={readPlace(told.get('carillon-place'))}>{children}</Shell>
    </SessionGate>
  );
}
