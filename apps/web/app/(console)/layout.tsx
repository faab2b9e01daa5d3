import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { SessionGate } from '@/features/session/session-gate';
import { preloadAnswers } from '@/features/shell/preload-answers';
import { Shell } from '@/features/shell/shell';

/** Rendered once for each document; from then on pages change within it. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  preloadAnswers((await headers()).get('carillon-address') ?? '/');
  return (
    <SessionGate>
      <Shell>{children}</Shell>
    </SessionGate>
  );
}
