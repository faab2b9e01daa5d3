import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type SigningSecretPage = AnswerOf<'GET', '/api/signing-secrets'>;
export type SigningSecret = SigningSecretPage['items'][number];
/** With the text that receivers verify with, or are signed by. */
export type NewSigningSecret = AnswerOf<'POST', '/api/signing-secrets'>;
export type SigningSecretInput = InputOf<'POST', '/api/signing-secrets'>['body'];

const signingSecretsApi = api.injectEndpoints({
  endpoints: (build) => ({
    signingSecretPages: build.infiniteQuery<SigningSecretPage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ pageParam }) => ({
        method: 'GET',
        path: '/api/signing-secrets',
        query: { limit: 100, cursor: pageParam ?? undefined },
      }),
      providesTags: ['SigningSecret'],
    }),
    createSigningSecret: build.mutation<NewSigningSecret, SigningSecretInput>({
      query: (body) => ({ method: 'POST', path: '/api/signing-secrets', body }),
      invalidatesTags: ['SigningSecret'],
    }),
    revealSigningSecret: build.mutation<AnswerOf<'POST', '/api/signing-secrets/{id}/reveal'>, string>({
      query: (id) => ({ method: 'POST', path: '/api/signing-secrets/{id}/reveal', params: { id } }),
    }),
    rotateSigningSecret: build.mutation<NewSigningSecret, { id: string; overlapHours: number }>({
      query: ({ id, ...body }) => ({
        method: 'POST',
        path: '/api/signing-secrets/{id}/rotate',
        params: { id },
        body,
      }),
      invalidatesTags: ['SigningSecret'],
    }),
    makeDefaultSigningSecret: build.mutation<SigningSecret, string>({
      query: (id) => ({ method: 'POST', path: '/api/signing-secrets/{id}/default', params: { id } }),
      invalidatesTags: ['SigningSecret'],
    }),
    deleteSigningSecret: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', path: '/api/signing-secrets/{id}', params: { id } }),
      invalidatesTags: ['SigningSecret'],
    }),
  }),
});

export const {
  useSigningSecretPagesInfiniteQuery,
  useCreateSigningSecretMutation,
  useRevealSigningSecretMutation,
  useRotateSigningSecretMutation,
  useMakeDefaultSigningSecretMutation,
  useDeleteSigningSecretMutation,
} = signingSecretsApi;
