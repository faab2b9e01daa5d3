'use client';

import dynamic from 'next/dynamic';
import { useAppSelector } from '@/store';

const SessionEndedDialog = dynamic(
  () => import('./session-ended-dialog').then((module) => module.SessionEndedDialog),
  { ssr: false },
);

/** Watches whether the session has ended; the dialog that asks for the password is loaded then. */
export function SessionEnd() {
  const hasEnded = useAppSelector((state) => state.session.hasEnded);
  return hasEnded ? <SessionEndedDialog /> : null;
}
