import type { ReactNode } from 'react';
import { SessionGate } from '@/features/session/session-gate';
import { Shell } from '@/features/shell/shell';

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <SessionGate>
      <Shell>{children}</Shell>
    </SessionGate>
  );
}
