import type { AnswerOf } from '@/api/api';
import { api } from '@/api/api';

export type TaskBadge = AnswerOf<'GET', '/api/tasks/{id}/badge'>;

const badgesApi = api.injectEndpoints({
  endpoints: (build) => ({
    taskBadge: build.query<TaskBadge, string>({
      query: (id) => ({ method: 'GET', path: '/api/tasks/{id}/badge', params: { id } }),
      providesTags: (_result, _error, id) => [{ type: 'Task', id: `badge ${id}` }],
    }),
    turnBadgeOn: build.mutation<TaskBadge, string>({
      query: (id) => ({ method: 'POST', path: '/api/tasks/{id}/badge', params: { id }, body: {} }),
      invalidatesTags: (_result, _error, id) => [{ type: 'Task', id: `badge ${id}` }],
    }),
    turnBadgeOff: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', path: '/api/tasks/{id}/badge', params: { id } }),
      invalidatesTags: (_result, _error, id) => [{ type: 'Task', id: `badge ${id}` }],
    }),
  }),
});

export const { useTaskBadgeQuery, useTurnBadgeOnMutation, useTurnBadgeOffMutation } = badgesApi;
