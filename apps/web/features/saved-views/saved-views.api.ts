import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

type SavedViewPage = AnswerOf<'GET', '/api/saved-views'>;
export type SavedView = SavedViewPage['items'][number];
export type NewSavedView = InputOf<'POST', '/api/saved-views'>['body'];
type SavedViewChange = InputOf<'PATCH', '/api/saved-views/{id}'>['body'];

const savedViewsApi = api.injectEndpoints({
  endpoints: (build) => ({
    savedViewPages: build.infiniteQuery<SavedViewPage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ pageParam }) => ({
        method: 'GET',
        path: '/api/saved-views',
        query: { limit: 100, cursor: pageParam ?? undefined },
      }),
      providesTags: ['SavedView'],
    }),
    createSavedView: build.mutation<SavedView, NewSavedView>({
      query: (body) => ({ method: 'POST', path: '/api/saved-views', body }),
      invalidatesTags: ['SavedView'],
    }),
    changeSavedView: build.mutation<SavedView, { id: string; change: SavedViewChange }>({
      query: ({ id, change }) => ({
        method: 'PATCH',
        path: '/api/saved-views/{id}',
        params: { id },
        body: change,
      }),
      invalidatesTags: ['SavedView'],
    }),
    deleteSavedView: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', path: '/api/saved-views/{id}', params: { id } }),
      invalidatesTags: ['SavedView'],
    }),
  }),
});

export const {
  useSavedViewPagesInfiniteQuery,
  useCreateSavedViewMutation,
  useChangeSavedViewMutation,
  useDeleteSavedViewMutation,
} = savedViewsApi;
