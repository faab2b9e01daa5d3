'use client';

import type { ReactNode } from 'react';
import { createContext, useCallback, useContext } from 'react';
import type { Clock } from '@/features/preferences/preferences.slice';
import { clocks, defaultPreferences, preferenceChanged } from '@/features/preferences/preferences.slice';
import { addressWith, settleAddress } from '@/features/url/address';
import { useQueryState } from '@/features/url/use-query-state';
import { useAppDispatch, useAppSelector } from '@/store';

/** The clock that the address names; null: it names none. */
const LinkedClock = createContext<Clock | null>(null);

/** Lets a link bring its clock: it holds on the page that the link leads to, and nobody's own choice is changed by it. */
export function ClockOfAddress({ children }: { children: ReactNode }) {
  const asked = useQueryState().get('clock');
  return <LinkedClock value={clocks.find((clock) => clock === asked) ?? null}>{children}</LinkedClock>;
}

/** How instants are written on this page. */
export function useShownClock(): Clock {
  const own = useAppSelector((state) => state.preferences.clock);
  return useContext(LinkedClock) ?? own;
}

/** The clock as an address has it, where what is usual is not written. */
const written = (clock: Clock): string | null => (clock === defaultPreferences.clock ? null : clock);

/** Chooses a clock: for this page, whose link brings it to others, and for all that come. */
export function useChooseClock(): (clock: Clock) => void {
  const dispatch = useAppDispatch();
  const { put } = useQueryState();
  return useCallback(
    (clock) => {
      dispatch(preferenceChanged({ clock }));
      put({ clock: written(clock) });
    },
    [dispatch, put],
  );
}

/** The link of this page, with all that it shows: its clock too. */
export function linkOfPage(clock: Clock): string {
  settleAddress();
  return window.location.origin + addressWith({ clock: written(clock) });
}
