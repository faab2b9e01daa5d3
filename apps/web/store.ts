import { configureStore } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
import { api } from './api/api';
import { activitySlice } from './features/activity/activity.slice';
import { liveSlice } from './features/live/live.slice';
import { preferencesSlice } from './features/preferences/preferences.slice';
import { sessionSlice } from './features/session/session.slice';

export function createStore() {
  return configureStore({
    reducer: {
      [api.reducerPath]: api.reducer,
      [activitySlice.name]: activitySlice.reducer,
      [liveSlice.name]: liveSlice.reducer,
      [preferencesSlice.name]: preferencesSlice.reducer,
      [sessionSlice.name]: sessionSlice.reducer,
    },
    middleware: (withDefaults) => withDefaults({ serializableCheck: false }).concat(api.middleware),
  });
}

export type Store = ReturnType<typeof createStore>;
export type State = ReturnType<Store['getState']>;
export const useAppDispatch = useDispatch.withTypes<Store['dispatch']>();
export const useAppSelector = useSelector.withTypes<State>();
