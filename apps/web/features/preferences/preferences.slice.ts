import type { PayloadAction } from '@reduxjs/toolkit';
import { createSlice } from '@reduxjs/toolkit';

export const clocks = ['local', 'utc', 'task', 'relative'] as const;
export type Clock = (typeof clocks)[number];

/** A list as somebody wanted to see it again, from when the browser kept such views: the server does now. */
export interface StoredView {
  /** Of the page: `/tasks`. */
  path: string;
  name: string;
  /** What stands behind the `?` of the address. */
  query: string;
}

/** What one person chose in one browser; kept in its local storage. */
export interface Preferences {
  /** How instants are written. */
  clock: Clock;
  /** The zone of local times; null: the browser’s. */
  zone: string | null;
  /** Height of table rows. */
  density: 'comfortable' | 'compact';
  /** Whether anything grows, pulses or spins. */
  motion: 'system' | 'reduced' | 'full';
  /** Rows of a page. */
  pageSize: 25 | 50 | 100;
  /** Whether single letters are shortcuts. */
  shortcuts: boolean;
  /** Whether changes are read out by screen readers. */
  announcements: boolean;
  /** Columns that a table hides, by the table's name. */
  hiddenColumns: Record<string, string[]>;
  savedViews: StoredView[];
}

export const defaultPreferences: Preferences = {
  clock: 'local',
  zone: null,
  density: 'comfortable',
  motion: 'system',
  pageSize: 50,
  shortcuts: true,
  announcements: true,
  hiddenColumns: {},
  savedViews: [],
};

export const preferencesSlice = createSlice({
  name: 'preferences',
  initialState: defaultPreferences,
  reducers: {
    preferencesRead: (_, { payload }: PayloadAction<Partial<Preferences>>) => ({
      ...defaultPreferences,
      ...payload,
    }),
    preferenceChanged: (state, { payload }: PayloadAction<Partial<Preferences>>) => ({
      ...state,
      ...payload,
    }),
  },
});

export const { preferencesRead, preferenceChanged } = preferencesSlice.actions;
