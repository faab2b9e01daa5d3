import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type LanePage = AnswerOf<'GET', '/api/lanes'>;
export type Lane = LanePage['items'][number];
export type HeldRun = AnswerOf<'GET', '/api/lanes/{name}/held'>['items'][number];

/** The lanes, and the lists in which the runs stand that were in them. */
const waitingChanged = ['Lane' as const, { type: 'Run' as const, id: 'LIST' }];

const lanesApi = api.injectEndpoints({
  endpoints: (build) => ({
    lanePages: build.infiniteQuery<LanePage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ pageParam }) => ({
        method: 'GET',
        path: '/api/lanes',
        query: { limit: 50, cursor: pageParam ?? undefined },
      }),
      providesTags: ['Lane'],
    }),
    heldRuns: build.query<HeldRun[], { lane: string; limit: number }>({
      query: ({ lane, limit }) => ({
        method: 'GET',
        path: '/api/lanes/{name}/held',
        params: { name: lane },
        query: { limit },
      }),
      transformResponse: ({ items }: AnswerOf<'GET', '/api/lanes/{name}/held'>) => items,
      providesTags: ['Lane'],
    }),
    /** Where a run stands that waits for its turn. */
    turn: build.query<AnswerOf<'GET', '/api/lanes/{name}/held/{runId}'>, { name: string; runId: string }>({
      query: (params) => ({ method: 'GET', path: '/api/lanes/{name}/held/{runId}', params }),
      providesTags: ['Lane'],
    }),
    /** Of the last hour. Every lane has its own: not read with each run that ends, but now and then, by who asks. */
    laneTimeseries: build.query<AnswerOf<'GET', '/api/statistics/timeseries'>, string>({
      query: (lane) => ({ method: 'GET', path: '/api/statistics/timeseries', query: { lane, window: '1h' } }),
    }),
    saveLane: build.mutation<Lane, { name: string } & InputOf<'PUT', '/api/lanes/{name}'>['body']>({
      query: ({ name, ...body }) => ({ method: 'PUT', path: '/api/lanes/{name}', params: { name }, body }),
      invalidatesTags: ['Lane'],
    }),
    pauseLane: build.mutation<Lane, { name: string; reason?: string }>({
      query: ({ name, ...body }) => ({
        method: 'POST',
        path: '/api/lanes/{name}/pause',
        params: { name },
        body,
      }),
      invalidatesTags: ['Lane'],
    }),
    resumeLane: build.mutation<Lane, string>({
      query: (name) => ({ method: 'POST', path: '/api/lanes/{name}/resume', params: { name }, body: {} }),
      invalidatesTags: ['Lane'],
    }),
    moveLaneRuns: build.mutation<
      AnswerOf<'POST', '/api/lanes/{name}/move'>,
      { name: string } & InputOf<'POST', '/api/lanes/{name}/move'>['body']
    >({
      query: ({ name, ...body }) => ({
        method: 'POST',
        path: '/api/lanes/{name}/move',
        params: { name },
        body,
      }),
      invalidatesTags: waitingChanged,
    }),
    drainLane: build.mutation<AnswerOf<'POST', '/api/lanes/{name}/drain'>, string>({
      query: (name) => ({ method: 'POST', path: '/api/lanes/{name}/drain', params: { name }, body: {} }),
      invalidatesTags: waitingChanged,
    }),
    putRunFirst: build.mutation<unknown, { name: string; runId: string }>({
      query: (params) => ({
        method: 'POST',
        path: '/api/lanes/{name}/held/{runId}/first',
        params,
        body: {},
      }),
      invalidatesTags: ['Lane'],
    }),
  }),
});

export const {
  useLanePagesInfiniteQuery,
  useHeldRunsQuery,
  useTurnQuery,
  useLaneTimeseriesQuery,
  useSaveLaneMutation,
  usePauseLaneMutation,
  useResumeLaneMutation,
  useMoveLaneRunsMutation,
  useDrainLaneMutation,
  usePutRunFirstMutation,
} = lanesApi;
