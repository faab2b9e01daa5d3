import type { PayloadAction } from '@reduxjs/toolkit';
import { createSlice } from '@reduxjs/toolkit';

/** How what is shown keeps up with what happens. */
export interface Live {
  state: 'connecting' | 'connected' | 'reconnecting' | 'offline';
  /** Whether somebody asked for rest with the pill or a key. */
  isPaused: boolean;
  /** Changes that came while it was paused. */
  missed: number;
  /** When the last event came or the connection was made, epoch milliseconds; null: never. */
  lastHeardAt: number | null;
  /** Why the connection was refused; null: it was not. */
  refusal: string | null;
  reconnects: number;
}

const initialState: Live = {
  state: 'connecting',
  isPaused: false,
  missed: 0,
  lastHeardAt: null,
  refusal: null,
  reconnects: 0,
};

export const liveSlice = createSlice({
  name: 'live',
  initialState,
  reducers: {
    connected: (state, { payload }: PayloadAction<number>) => {
      if (state.lastHeardAt !== null) state.reconnects += 1;
      state.state = 'connected';
      state.lastHeardAt = payload;
      state.refusal = null;
    },
    disconnected: (state) => void (state.state = 'reconnecting'),
    refused: (state, { payload }: PayloadAction<string>) => {
      state.state = 'offline';
      state.refusal = payload;
    },
    heard: (state, { payload }: PayloadAction<number>) => void (state.lastHeardAt = payload),
    missedWhilePaused: (state, { payload }: PayloadAction<number>) => void (state.missed += payload),
    pauseToggled: (state) => {
      state.isPaused = !state.isPaused;
      state.missed = 0;
    },
  },
});

export const { connected, disconnected, refused, heard, missedWhilePaused, pauseToggled } = liveSlice.actions;
