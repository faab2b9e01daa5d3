import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

type AlertChannelPage = AnswerOf<'GET', '/api/alert-channels'>;
export type AlertChannel = AlertChannelPage['items'][number];
export type AlertChannelInput = InputOf<'POST', '/api/alert-channels'>['body'];
export type AlertChannelChange = InputOf<'PATCH', '/api/alert-channels/{id}'>['body'];
export type QuietHours = NonNullable<AlertChannel['quietHours']>;
export type AlertDeliveryPage = AnswerOf<'GET', '/api/alert-channels/{id}/deliveries'>;
export type AlertDelivery = AlertDeliveryPage['items'][number];

/** So many of the last deliveries stand under a channel. */
const deliveriesShown = 5;

export const alertChannelsApi = api.injectEndpoints({
  endpoints: (build) => ({
    alertChannelPages: build.infiniteQuery<AlertChannelPage, void, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ pageParam }) => ({
        method: 'GET',
        path: '/api/alert-channels',
        query: { limit: 100, cursor: pageParam ?? undefined },
      }),
      providesTags: ['AlertChannel'],
    }),
    createAlertChannel: build.mutation<AlertChannel, AlertChannelInput>({
      query: (body) => ({ method: 'POST', path: '/api/alert-channels', body }),
      invalidatesTags: ['AlertChannel'],
    }),
    changeAlertChannel: build.mutation<AlertChannel, { id: string; change: AlertChannelChange }>({
      query: ({ id, change }) => ({
        method: 'PATCH',
        path: '/api/alert-channels/{id}',
        params: { id },
        body: change,
      }),
      invalidatesTags: ['AlertChannel'],
    }),
    deleteAlertChannel: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', path: '/api/alert-channels/{id}', params: { id } }),
      invalidatesTags: ['AlertChannel'],
    }),
    testAlertChannel: build.mutation<AlertDelivery, string>({
      query: (id) => ({ method: 'POST', path: '/api/alert-channels/{id}/test', params: { id } }),
      invalidatesTags: (_, __, id) => [{ type: 'AlertDelivery', id }],
    }),
    alertDeliveries: build.query<AlertDeliveryPage, string>({
      query: (id) => ({
        method: 'GET',
        path: '/api/alert-channels/{id}/deliveries',
        params: { id },
        query: { limit: deliveriesShown },
      }),
      providesTags: (_, __, id) => [{ type: 'AlertDelivery', id }],
    }),
  }),
});

export const {
  useAlertChannelPagesInfiniteQuery,
  useCreateAlertChannelMutation,
  useChangeAlertChannelMutation,
  useDeleteAlertChannelMutation,
  useTestAlertChannelMutation,
  useAlertDeliveriesQuery,
} = alertChannelsApi;
