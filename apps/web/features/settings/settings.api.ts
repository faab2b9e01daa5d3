import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type Settings = AnswerOf<'GET', '/api/settings'>;
export type SessionPage = AnswerOf<'GET', '/api/auth/sessions'>;
export type OpenSession = SessionPage['items'][number];
export type BatchResults = AnswerOf<'POST', '/api/tasks/batch'>;
export type CleanedUpOld = AnswerOf<'POST', '/api/cleanup/old'>;
export type OldDays = AnswerOf<'GET', '/api/cleanup/old'>;
export type TimedOutStale = AnswerOf<'POST', '/api/cleanup/timeout-stale'>;

const settingsApi = api.injectEndpoints({
  endpoints: (build) => ({
    settings: build.query<Settings, void>({
      query: () => ({ method: 'GET', path: '/api/settings' }),
    }),
    sessionPages: build.infiniteQuery<SessionPage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ pageParam }) => ({
        method: 'GET',
        path: '/api/auth/sessions',
        query: { limit: 50, cursor: pageParam ?? undefined },
      }),
      providesTags: [{ type: 'Session', id: 'LIST' }],
    }),
    endSession: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', path: '/api/auth/sessions/{id}', params: { id } }),
      invalidatesTags: [{ type: 'Session', id: 'LIST' }],
    }),
    endOtherSessions: build.mutation<AnswerOf<'DELETE', '/api/auth/sessions'>, void>({
      query: () => ({ method: 'DELETE', path: '/api/auth/sessions' }),
      invalidatesTags: [{ type: 'Session', id: 'LIST' }],
    }),
    changePassword: build.mutation<unknown, InputOf<'POST', '/api/auth/password'>['body']>({
      query: (body) => ({ method: 'POST', path: '/api/auth/password', body }),
      invalidatesTags: ['Session'],
    }),
    oldDays: build.query<OldDays, number>({
      query: (olderThanDays) => ({ method: 'GET', path: '/api/cleanup/old', query: { olderThanDays } }),
      providesTags: ['OldDays'],
      // What is old is more from day to day.
      keepUnusedDataFor: 0,
    }),
    cleanUpOld: build.mutation<CleanedUpOld, number>({
      query: (olderThanDays) => ({ method: 'POST', path: '/api/cleanup/old', body: { olderThanDays } }),
      invalidatesTags: ['Run', 'Statistics', 'Audit', 'OldDays'],
    }),
    timeOutStale: build.mutation<TimedOutStale, void>({
      query: () => ({ method: 'POST', path: '/api/cleanup/timeout-stale' }),
      invalidatesTags: ['Run', 'Statistics', 'Audit'],
    }),
    createTaskBatch: build.mutation<BatchResults, readonly unknown[]>({
      query: (tasks) => ({ method: 'POST', path: '/api/tasks/batch', body: { tasks } }),
      invalidatesTags: [{ type: 'Task', id: 'LIST' }],
    }),
  }),
});

export const {
  useSettingsQuery,
  useSessionPagesInfiniteQuery,
  useEndSessionMutation,
  useEndOtherSessionsMutation,
  useChangePasswordMutation,
  useOldDaysQuery,
  useCleanUpOldMutation,
  useTimeOutStaleMutation,
  useCreateTaskBatchMutation,
} = settingsApi;
