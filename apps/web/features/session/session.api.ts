import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type Caller = AnswerOf<'GET', '/api/auth/me'>;
export type HeldInvitation = AnswerOf<'POST', '/api/auth/invitation'>;
export type SetupState = AnswerOf<'GET', '/api/auth/setup'>;

export const sessionApi = api.injectEndpoints({
  endpoints: (build) => ({
    caller: build.query<Caller, void>({
      query: () => ({ method: 'GET', path: '/api/auth/me' }),
      providesTags: ['Session'],
    }),
    setupState: build.query<SetupState, void>({
      query: () => ({ method: 'GET', path: '/api/auth/setup' }),
      providesTags: ['Session'],
    }),
    setUp: build.mutation<AnswerOf<'POST', '/api/auth/setup'>, InputOf<'POST', '/api/auth/setup'>['body']>({
      query: (body) => ({ method: 'POST', path: '/api/auth/setup', body }),
      invalidatesTags: ['Session'],
    }),
    // A mutation, as what it is asked with is no key to keep.
    readInvitation: build.mutation<HeldInvitation, string>({
      query: (token) => ({ method: 'POST', path: '/api/auth/invitation', body: { token } }),
    }),
    join: build.mutation<AnswerOf<'POST', '/api/auth/join'>, InputOf<'POST', '/api/auth/join'>['body']>({
      query: (body) => ({ method: 'POST', path: '/api/auth/join', body }),
      invalidatesTags: ['Session'],
    }),
    signIn: build.mutation<AnswerOf<'POST', '/api/auth/login'>, InputOf<'POST', '/api/auth/login'>['body']>({
      query: (body) => ({ method: 'POST', path: '/api/auth/login', body }),
      invalidatesTags: ['Session'],
    }),
    rename: build.mutation<Caller, string | null>({
      query: (displayName) => ({ method: 'PATCH', path: '/api/auth/me', body: { displayName } }),
      invalidatesTags: ['Session', 'User'],
    }),
    signOut: build.mutation<unknown, void>({
      // JSON, as the API takes the session's cookie with nothing else.
      query: () => ({ method: 'POST', path: '/api/auth/logout', body: {} }),
    }),
  }),
});

export const {
  useCallerQuery,
  useSetupStateQuery,
  useSetUpMutation,
  useReadInvitationMutation,
  useJoinMutation,
  useSignInMutation,
  useRenameMutation,
  useSignOutMutation,
} = sessionApi;
