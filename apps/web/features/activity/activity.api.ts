import type { AnswerOf } from '@/api/api';
import { api } from '@/api/api';

export type Channel = AnswerOf<'GET', '/api/channels'>['items'][number];
export type MessagePage = AnswerOf<'GET', '/api/channels/{name}/messages'>;
export type Message = MessagePage['items'][number];

const activityApi = api.injectEndpoints({
  endpoints: (build) => ({
    channels: build.query<Channel[], void>({
      query: () => ({ method: 'GET', path: '/api/channels' }),
      transformResponse: ({ items }: AnswerOf<'GET', '/api/channels'>) => items,
      providesTags: ['Channel'],
    }),
    createChannel: build.mutation<AnswerOf<'POST', '/api/channels'>, string>({
      query: (name) => ({ method: 'POST', path: '/api/channels', body: { name } }),
      invalidatesTags: ['Channel'],
    }),
    /** The newest first; what follows is in the slice, with what the socket tells. */
    messagePage: build.query<MessagePage, { name: string; cursor: string | null }>({
      query: ({ name, cursor }) => ({
        method: 'GET',
        path: '/api/channels/{name}/messages',
        params: { name },
        query: { limit: 100, cursor: cursor ?? undefined },
      }),
    }),
  }),
});

export const { useChannelsQuery, useCreateChannelMutation, useLazyMessagePageQuery } = activityApi;
