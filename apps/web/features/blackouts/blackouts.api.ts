import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

type BlackoutPage = AnswerOf<'GET', '/api/blackouts'>;
export type Blackout = BlackoutPage['items'][number];
export type BlackoutInput = InputOf<'POST', '/api/blackouts'>['body'];
export type BlackoutChange = InputOf<'PATCH', '/api/blackouts/{id}'>['body'];

/** There are no more than fit on a page of a hundred. */
const blackoutsApi = api.injectEndpoints({
  endpoints: (build) => ({
    blackoutPages: build.infiniteQuery<BlackoutPage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ pageParam }) => ({
        method: 'GET',
        path: '/api/blackouts',
        query: { limit: 100, cursor: pageParam ?? undefined },
      }),
      providesTags: ['Blackout'],
    }),
    createBlackout: build.mutation<Blackout, BlackoutInput>({
      query: (body) => ({ method: 'POST', path: '/api/blackouts', body }),
      invalidatesTags: ['Blackout'],
    }),
    changeBlackout: build.mutation<Blackout, { id: string; change: BlackoutChange }>({
      query: ({ id, change }) => ({
        method: 'PATCH',
        path: '/api/blackouts/{id}',
        params: { id },
        body: change,
      }),
      invalidatesTags: ['Blackout'],
    }),
    deleteBlackout: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', path: '/api/blackouts/{id}', params: { id } }),
      invalidatesTags: ['Blackout'],
    }),
  }),
});

export const {
  useBlackoutPagesInfiniteQuery,
  useCreateBlackoutMutation,
  useChangeBlackoutMutation,
  useDeleteBlackoutMutation,
} = blackoutsApi;
