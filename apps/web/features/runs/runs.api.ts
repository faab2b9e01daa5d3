import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type RunPage = AnswerOf<'GET', '/api/runs'>;
export type Run = RunPage['items'][number];
export type RunDetail = AnswerOf<'GET', '/api/runs/{id}'>;
export type Attempt = RunDetail['attempts'][number];
export type RunQuery = NonNullable<InputOf<'GET', '/api/runs'>['query']>;
export type ReplayInput = NonNullable<InputOf<'POST', '/api/runs/{id}/replay'>['body']>;

const touched = (id: string) => [
  { type: 'Run' as const, id },
  { type: 'Run' as const, id: 'LIST' },
  { type: 'Task' as const, id: 'LIST' },
];

/** A list that was read further than this stays as it was read: to read all of it with every run would be too much. */
export const livePagesMax = 4;

export const runsApi = api.injectEndpoints({
  endpoints: (build) => ({
    runPages: build.infiniteQuery<RunPage, RunQuery, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ queryArg, pageParam }) => ({
        method: 'GET',
        path: '/api/runs',
        query: { ...queryArg, cursor: pageParam ?? undefined },
      }),
      providesTags: (result, _error, { taskId, sort = '-createdAt' }) => {
        // The runs of one task are read again when one of them changes, and not with every other.
        if (taskId !== undefined) return [{ type: 'Run', id: `task ${taskId}` }];
        const isLong = (result?.pages.length ?? 0) > livePagesMax;
        // By anything but the time, all that are asked for are read for each page.
        return isLong || !sort.endsWith('createdAt') ? [] : [{ type: 'Run', id: 'LIST' }];
      },
    }),
    run: build.query<RunDetail, string>({
      query: (id) => ({ method: 'GET', path: '/api/runs/{id}', params: { id } }),
      providesTags: (_result, _error, id) => [{ type: 'Run', id }],
    }),
    retryRun: build.mutation<AnswerOf<'POST', '/api/runs/{id}/retry'>, string>({
      query: (id) => ({ method: 'POST', path: '/api/runs/{id}/retry', params: { id }, body: {} }),
      invalidatesTags: (_result, _error, id) => touched(id),
    }),
    cancelRun: build.mutation<unknown, string>({
      query: (id) => ({ method: 'POST', path: '/api/runs/{id}/cancel', params: { id }, body: {} }),
      invalidatesTags: (_result, _error, id) => touched(id),
    }),
    replayRun: build.mutation<AnswerOf<'POST', '/api/runs/{id}/replay'>, { id: string } & ReplayInput>({
      query: ({ id, ...body }) => ({ method: 'POST', path: '/api/runs/{id}/replay', params: { id }, body }),
      invalidatesTags: (_result, _error, { id }) => touched(id),
    }),
  }),
});

export const {
  useRunPagesInfiniteQuery,
  useRunQuery,
  useRetryRunMutation,
  useCancelRunMutation,
  useReplayRunMutation,
} = runsApi;
