import type { AnswerOf } from '@/api/api';
import { api } from '@/api/api';

export type QueueStatus = AnswerOf<'GET', '/api/queue/status'>;
export type Worker = QueueStatus['workers'][number];
export type StalledQueue = AnswerOf<'GET', '/api/queue/stalled'>;
export type StalledRun = StalledQueue['runs'][number];
export type OrphanedHint = NonNullable<StalledQueue['hints']>[number];

const queueApi = api.injectEndpoints({
  endpoints: (build) => ({
    queueStatus: build.query<QueueStatus, void>({
      query: () => ({ method: 'GET', path: '/api/queue/status' }),
      providesTags: ['Queue'],
    }),
    /** Nothing tells of a listener that falls silent: read with the queue, whose state is told every few seconds. */
    stalledQueue: build.query<StalledQueue, void>({
      query: () => ({ method: 'GET', path: '/api/queue/stalled' }),
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

export const { useQueueStatusQuery, useStalledQueueQuery, usePauseQueueMutation, useResumeQueueMutation } =
  queueApi;
