import type { AnswerOf } from '@/api/api';
import { api } from '@/api/api';

export type QueueStatus = AnswerOf<'GET', '/api/queue/status'>;
export type Worker = QueueStatus['workers'][number];

const queueApi = api.injectEndpoints({
  endpoints: (build) => ({
    queueStatus: build.query<QueueStatus, void>({
      query: () => ({ method: 'GET', path: '/api/queue/status' }),
      providesTags: ['Queue'],
    }),
    pauseQueue: build.mutation<unknown, void>({
      query: () => ({ method: 'POST', path: '/api/queue/pause', body: {} }),
      invalidatesTags: ['Queue'],
    }),
    resumeQueue: build.mutation<unknown, void>({
      query: () => ({ method: 'POST', path: '/api/queue/resume', body: {} }),
      invalidatesTags: ['Queue'],
    }),
  }),
});

export const { useQueueStatusQuery, usePauseQueueMutation, useResumeQueueMutation } = queueApi;
