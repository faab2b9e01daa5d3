import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type Receiver = AnswerOf<'GET', '/api/inspector'>;
export type ReceiverSettings = NonNullable<Receiver['settings']>;
export type ReceiverStats = NonNullable<Receiver['stats']>;
export type RequestList = AnswerOf<'GET', '/api/inspector/requests'>;
export type ReceivedRequest = RequestList['items'][number];
export type ReplayChoice = InputOf<'POST', '/api/inspector/requests/{number}/replay'>['body'];
export type ReplayResult = AnswerOf<'POST', '/api/inspector/requests/{number}/replay'>;
export type SettingsChange = InputOf<'PUT', '/api/inspector/settings'>['body'];

const inspectorApi = api.injectEndpoints({
  endpoints: (build) => ({
    receiver: build.query<Receiver, void>({
      query: () => ({ method: 'GET', path: '/api/inspector' }),
      providesTags: ['Inspector'],
    }),
    /** What came after the request of that number; kept together by `useReceived`. */
    receivedSince: build.query<RequestList, number>({
      query: (after) => ({ method: 'GET', path: '/api/inspector/requests', query: { after } }),
      keepUnusedDataFor: 0,
    }),
    changeReceiver: build.mutation<ReceiverSettings, SettingsChange>({
      query: (body) => ({ method: 'PUT', path: '/api/inspector/settings', body }),
      invalidatesTags: ['Inspector'],
    }),
    resetReceiver: build.mutation<ReceiverStats, void>({
      query: () => ({ method: 'POST', path: '/api/inspector/reset', body: {} }),
      invalidatesTags: ['Inspector'],
    }),
    pinRequest: build.mutation<ReceiverStats, { number: number; pinned: boolean }>({
      query: ({ number, ...body }) => ({
        method: 'PUT',
        path: '/api/inspector/requests/{number}/pin',
        params: { number: String(number) },
        body,
      }),
      invalidatesTags: ['Inspector'],
    }),
    deleteRequest: build.mutation<ReceiverStats, number>({
      query: (number) => ({
        method: 'DELETE',
        path: '/api/inspector/requests/{number}',
        params: { number: String(number) },
      }),
      invalidatesTags: ['Inspector'],
    }),
    replayRequest: build.mutation<ReplayResult, { number: number } & ReplayChoice>({
      query: ({ number, ...body }) => ({
        method: 'POST',
        path: '/api/inspector/requests/{number}/replay',
        params: { number: String(number) },
        body,
      }),
    }),
  }),
});

export const {
  useReceiverQuery,
  useLazyReceivedSinceQuery,
  useChangeReceiverMutation,
  useResetReceiverMutation,
  usePinRequestMutation,
  useDeleteRequestMutation,
  useReplayRequestMutation,
} = inspectorApi;
