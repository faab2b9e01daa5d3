import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type Receiver = AnswerOf<'GET', '/api/inspector'>;
export type ReceiverSettings = NonNullable<Receiver['settings']>;
export type ReceiverStats = NonNullable<Receiver['stats']>;
export type RequestList = AnswerOf<'GET', '/api/inspector/requests'>;
export type ReceivedRequest = RequestList['items'][number];
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
  }),
});

export const {
  useReceiverQuery,
  useLazyReceivedSinceQuery,
  useChangeReceiverMutation,
  useResetReceiverMutation,
} = inspectorApi;
