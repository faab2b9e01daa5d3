import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type ApiKeyPage = AnswerOf<'GET', '/api/api-keys'>;
export type ApiKey = ApiKeyPage['items'][number];
/** With its text, which is told this once. */
export type NewApiKey = AnswerOf<'POST', '/api/api-keys'>;
export type ApiKeyInput = InputOf<'POST', '/api/api-keys'>['body'];

const apiKeysApi = api.injectEndpoints({
  endpoints: (build) => ({
    apiKeyPages: build.infiniteQuery<ApiKeyPage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ pageParam }) => ({
        method: 'GET',
        path: '/api/api-keys',
        query: { limit: 100, cursor: pageParam ?? undefined },
      }),
      providesTags: ['ApiKey'],
    }),
    createApiKey: build.mutation<NewApiKey, ApiKeyInput>({
      query: (body) => ({ method: 'POST', path: '/api/api-keys', body }),
      invalidatesTags: ['ApiKey'],
    }),
    revokeApiKey: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', path: '/api/api-keys/{id}', params: { id } }),
      invalidatesTags: ['ApiKey'],
    }),
  }),
});

export const { useApiKeyPagesInfiniteQuery, useCreateApiKeyMutation, useRevokeApiKeyMutation } = apiKeysApi;
