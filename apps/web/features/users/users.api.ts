import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type UserPage = AnswerOf<'GET', '/api/users'>;
export type User = UserPage['items'][number];
export type NewUser = InputOf<'POST', '/api/users'>['body'];
export type UserChange = InputOf<'PATCH', '/api/users/{id}'>['body'];

export type InvitationPage = AnswerOf<'GET', '/api/invitations'>;
export type Invitation = InvitationPage['items'][number];
export type NewInvitation = InputOf<'POST', '/api/invitations'>['body'];

const usersApi = api.injectEndpoints({
  endpoints: (build) => ({
    userPages: build.infiniteQuery<UserPage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ pageParam }) => ({
        method: 'GET',
        path: '/api/users',
        query: { limit: 100, cursor: pageParam ?? undefined },
      }),
      providesTags: ['User'],
    }),
    openInvitationPages: build.infiniteQuery<InvitationPage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ pageParam }) => ({
        method: 'GET',
        path: '/api/invitations',
        query: { state: 'open', limit: 100, cursor: pageParam ?? undefined },
      }),
      // They end by themselves, and by what becomes of users.
      providesTags: ['User'],
    }),
    createInvitation: build.mutation<AnswerOf<'POST', '/api/invitations'>, NewInvitation>({
      query: (body) => ({ method: 'POST', path: '/api/invitations', body }),
      invalidatesTags: ['User'],
    }),
    revokeInvitation: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', path: '/api/invitations/{id}', params: { id } }),
      invalidatesTags: ['User'],
    }),
    createUser: build.mutation<User, NewUser>({
      query: (body) => ({ method: 'POST', path: '/api/users', body }),
      invalidatesTags: ['User'],
    }),
    changeUser: build.mutation<User, { id: string; change: UserChange }>({
      query: ({ id, change }) => ({ method: 'PATCH', path: '/api/users/{id}', params: { id }, body: change }),
      // One's own role may be another now.
      invalidatesTags: ['User', 'Session'],
    }),
  }),
});

export const {
  useUserPagesInfiniteQuery,
  useOpenInvitationPagesInfiniteQuery,
  useCreateInvitationMutation,
  useRevokeInvitationMutation,
  useCreateUserMutation,
  useChangeUserMutation,
} = usersApi;
