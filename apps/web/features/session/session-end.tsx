'use client';

import { useAppSelector } from '@/store';
import { onDemand } from '@/ui/on-demand';
import { useSessionRenewal } from './use-session-renewal';

const SessionEndedDialog = onDemand(() =>
  import('./session-ended-dialog').then((module) => module.SessionEndedDialog),
);

/** Keeps the session going; once it has ended nevertheless, asks for the password. */
export function SessionEnd() {
  useSessionRenewal();
  const hasEnded = useAppSelector((state) => state.session.hasEnded);
  return hasEnded ? <SessionEndedDialog /> : null;
}
