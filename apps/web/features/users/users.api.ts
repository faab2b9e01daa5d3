import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type UserPage = AnswerOf<'GET', '/api/users'>;
export type User = UserPage['items'][number];
export type NewUser = InputOf<'POST', '/api/users'>['body'];
export type UserChange = InputOf<'PATCH', '/api/users/{id}'>['body'];

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

export const { useUserPagesInfiniteQuery, useCreateUserMutation, useChangeUserMutation } = usersApi;
