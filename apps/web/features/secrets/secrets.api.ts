import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type SecretPage = AnswerOf<'GET', '/api/secrets'>;
export type Secret = SecretPage['items'][number];

const secretsApi = api.injectEndpoints({
  endpoints: (build) => ({
    secretPages: build.infiniteQuery<SecretPage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ pageParam }) => ({
        method: 'GET',
        path: '/api/secrets',
        query: { limit: 100, cursor: pageParam ?? undefined },
      }),
      providesTags: ['Secret'],
    }),
    createSecret: build.mutation<Secret, InputOf<'POST', '/api/secrets'>['body']>({
      query: (body) => ({ method: 'POST', path: '/api/secrets', body }),
      invalidatesTags: ['Secret'],
    }),
    replaceSecret: build.mutation<Secret, { name: string; value: string }>({
      query: ({ name, value }) => ({
        method: 'PUT',
        path: '/api/secrets/{name}',
        params: { name },
        body: { value },
      }),
      invalidatesTags: ['Secret'],
    }),
    deleteSecret: build.mutation<unknown, string>({
      query: (name) => ({ method: 'DELETE', path: '/api/secrets/{name}', params: { name } }),
      invalidatesTags: ['Secret'],
    }),
  }),
});

export const {
  useSecretPagesInfiniteQuery,
  useCreateSecretMutation,
  useReplaceSecretMutation,
  useDeleteSecretMutation,
} = secretsApi;
