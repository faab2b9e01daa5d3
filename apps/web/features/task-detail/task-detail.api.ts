import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type HeatMap = AnswerOf<'GET', '/api/statistics/heatmap'>;
export type HeatMapQuery = NonNullable<InputOf<'GET', '/api/statistics/heatmap'>['query']>;
export type TaskHistoryPage = AnswerOf<'GET', '/api/tasks/{id}/history'>;
export type TaskHistoryEntry = TaskHistoryPage['items'][number];
export type RestoredTask = AnswerOf<'POST', '/api/tasks/{id}/restore'>;
export type TaskLane = AnswerOf<'GET', '/api/lanes/{name}'>;

const taskDetailApi = api.injectEndpoints({
  endpoints: (build) => ({
    heatMap: build.query<HeatMap, HeatMapQuery>({
      query: (query) => ({ method: 'GET', path: '/api/statistics/heatmap', query }),
      providesTags: (_result, _error, { taskId }) => [{ type: 'Run', id: `task ${taskId ?? ''}` }],
    }),
    taskHistoryPages: build.infiniteQuery<TaskHistoryPage, string, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ queryArg: id, pageParam }) => ({
        method: 'GET',
        path: '/api/tasks/{id}/history',
        params: { id },
        query: { limit: 50, cursor: pageParam ?? undefined },
      }),
      providesTags: (_result, _error, id) => [{ type: 'Task', id }],
    }),
    restoreTask: build.mutation<RestoredTask, { id: string; historyId: string; ifMatch: number }>({
      query: ({ id, historyId, ifMatch }) => ({
        method: 'POST',
        path: '/api/tasks/{id}/restore',
        params: { id },
        body: { historyId },
        ifMatch,
      }),
      invalidatesTags: (_result, _error, { id }) => [
        { type: 'Task', id },
        { type: 'Task', id: 'LIST' },
        { type: 'Task', id: 'FACETS' },
      ],
    }),
    taskLane: build.query<TaskLane, string>({
      query: (name) => ({ method: 'GET', path: '/api/lanes/{name}', params: { name } }),
      providesTags: ['Lane'],
    }),
  }),
});

export const { useHeatMapQuery, useTaskHistoryPagesInfiniteQuery, useRestoreTaskMutation, useTaskLaneQuery } =
  taskDetailApi;
