'use client';

import { useEffect } from 'react';
import { api } from '@/api/api';
import { renewSession, sessionRenewed } from '@/api/renew-session';
import { useAppDispatch, useAppSelector } from '@/store';
import { useCallerQuery } from './session.api';

/** New tokens are taken when the old ones last no longer than this: half of their time, so that whoever comes once a week stays. */
const renewWithinMs = 7 * 24 * 3_600_000;
const lookEveryMs = 15 * 60_000;

/** Takes new tokens before the session ends, for as long as somebody looks at the page. */
export function useSessionRenewal(): void {
  const { data: caller } = useCallerQuery();
  const dispatch = useAppDispatch();
  const renewedAt = useAppSelector((state) => state.session.renewedAt);
  const isUser = caller?.kind === 'user';
  const expiresAt = caller?.expiresAt ?? null;
  useEffect(() => {
    if (!isUser || expiresAt === null) return;
    const renewIfDue = async (): Promise<void> => {
      const now = Date.now();
      if (document.hidden || Date.parse(expiresAt) - now > renewWithinMs) return;
      // Should tokens ever last less than that from the start.
      if (renewedAt !== null && now - renewedAt < lookEveryMs) return;
      const renewal = await renewSession(now);
      if (renewal.kind === 'unknown') return;
      if (renewal.kind === 'renewed') dispatch(sessionRenewed(renewal.atMs));
      dispatch(api.util.invalidateTags(['Session']));
    };
    const look = (): void => void renewIfDue();
    look();
    const timer = setInterval(look, lookEveryMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [isUser, expiresAt, renewedAt, dispatch]);
}
