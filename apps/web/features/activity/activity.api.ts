import type { AnswerOf } from '@/api/api';
import { api } from '@/api/api';

export type Channel = AnswerOf<'GET', '/api/channels'>['items'][number];
export type MessagePage = AnswerOf<'GET', '/api/channels/{name}/messages'>;
export type Message = MessagePage['items'][number];

interface MessagesAsked {
  name: string;
  /** Default the newest first. */
  sort?: 'createdAt' | '-createdAt';
  /** Those behind this message, as they are sorted. */
  after?: string | undefined;
}

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
    /** What was read is in the slice, with what the socket tells. */
    messagePage: build.query<MessagePage, MessagesAsked>({
      query: ({ name, sort = '-createdAt', after }) => ({
        method: 'GET',
        path: '/api/channels/{name}/messages',
        params: { name },
        query: { limit: 100, sort, after },
      }),
    }),
  }),
});

export const { useChannelsQuery, useLazyChannelsQuery, useCreateChannelMutation, useLazyMessagePageQuery } =
  activityApi;
