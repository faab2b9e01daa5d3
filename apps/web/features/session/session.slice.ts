import type { PayloadAction } from '@reduxjs/toolkit';
import { createSlice, isAnyOf } from '@reduxjs/toolkit';
import { sessionRenewed } from '@/api/renew-session';
import { sessionApi } from './session.api';

/** Whether who sits here is known still. */
export interface Session {
  /** Somebody was known on this page. */
  isKnown: boolean;
  /** The API no longer knows who was known: what is on the page stays, and a sign-in brings it back to life. */
  hasEnded: boolean;
  /** When it last took new tokens, epoch milliseconds; null: not on this page. */
  renewedAt: number | null;
}

const initialState: Session = { isKnown: false, hasEnded: false, renewedAt: null };

const { caller, signIn, setUp } = sessionApi.endpoints;
const isSignedIn = isAnyOf(caller.matchFulfilled, signIn.matchFulfilled, setUp.matchFulfilled);

export const sessionSlice = createSlice({
  name: 'session',
  initialState,
  reducers: {
    /** The dialog was closed, as to copy what was written. The next refusal opens it again. */
    endNoted: (state) => void (state.hasEnded = false),
  },
  extraReducers: (build) =>
    build
      .addCase(sessionRenewed, (state, { payload }) => void (state.renewedAt = payload))
      .addMatcher(isSignedIn, (state) => {
        state.isKnown = true;
        state.hasEnded = false;
      })
      .addMatcher(isUnknownCaller, (state) => {
        state.hasEnded = state.isKnown;
      }),
});

export const { endNoted } = sessionSlice.actions;

/** Any request that the API refused because it does not know who asks; a wrong password is another matter. */
function isUnknownCaller(
  action: unknown,
): action is PayloadAction<{ status: number }, string, { arg: { endpointName: string } }> {
  const { type, payload, meta } = action as {
    type: string;
    payload?: { status?: unknown };
    meta?: { arg?: { endpointName?: string } };
  };
  const endpoint = meta?.arg?.endpointName;
  return (
    type.endsWith('/rejected') &&
    payload?.status === 401 &&
    endpoint !== undefined &&
    !asksForPassword(endpoint)
  );
}

const asksForPassword = (endpoint: string): boolean => ['signIn', 'setUp'].includes(endpoint);
