import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';

export type Task = AnswerOf<'GET', '/api/tasks/{id}'>;
export type TaskPage = AnswerOf<'GET', '/api/tasks'>;
export type TaskQuery = NonNullable<InputOf<'GET', '/api/tasks'>['query']>;
export type NewTask = InputOf<'POST', '/api/tasks'>['body'];
export type TaskChange = InputOf<'PATCH', '/api/tasks/{id}'>['body'];
export type ResumeInput = NonNullable<InputOf<'POST', '/api/tasks/{id}/resume'>['body']>;
export type PauseInput = NonNullable<InputOf<'POST', '/api/tasks/{id}/pause'>['body']>;

/** What an action on a task changes beside the task. */
const touched = (id: string) => [
  { type: 'Task' as const, id },
  { type: 'Task' as const, id: 'LIST' },
  { type: 'Run' as const, id: `task ${id}` },
  { type: 'Run' as const, id: 'LIST' },
];

const tasksApi = api.injectEndpoints({
  endpoints: (build) => ({
    /** One page after the other, each asked for with the cursor of the one before. */
    taskPages: build.infiniteQuery<TaskPage, TaskQuery, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ queryArg, pageParam }) => ({
        method: 'GET',
        path: '/api/tasks',
        query: { ...queryArg, cursor: pageParam ?? undefined },
      }),
      providesTags: [{ type: 'Task', id: 'LIST' }],
    }),
    task: build.query<Task, string>({
      query: (id) => ({ method: 'GET', path: '/api/tasks/{id}', params: { id } }),
      providesTags: (_result, _error, id) => [{ type: 'Task', id }],
    }),
    createTask: build.mutation<Task, NewTask>({
      query: (body) => ({ method: 'POST', path: '/api/tasks', body }),
      invalidatesTags: [{ type: 'Task', id: 'LIST' }],
    }),
    updateTask: build.mutation<Task, { id: string; version?: number; change: TaskChange }>({
      query: ({ id, version, change }) => ({
        method: 'PATCH',
        path: '/api/tasks/{id}',
        params: { id },
        body: change,
        ...(version !== undefined && { ifMatch: version }),
      }),
      invalidatesTags: (_result, _error, { id }) => touched(id),
    }),
    deleteTask: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', path: '/api/tasks/{id}', params: { id } }),
      // Not the task itself: it would be asked for, and not be there.
      invalidatesTags: [
        { type: 'Task', id: 'LIST' },
        { type: 'Run', id: 'LIST' },
      ],
    }),
    runTask: build.mutation<AnswerOf<'POST', '/api/tasks/{id}/run'>, { id: string; jsonPayload?: unknown }>({
      query: ({ id, ...body }) => ({ method: 'POST', path: '/api/tasks/{id}/run', params: { id }, body }),
      invalidatesTags: (_result, _error, { id }) => touched(id),
    }),
    pauseTask: build.mutation<Task, { id: string } & PauseInput>({
      query: ({ id, ...body }) => ({ method: 'POST', path: '/api/tasks/{id}/pause', params: { id }, body }),
      invalidatesTags: (_result, _error, { id }) => touched(id),
    }),
    resumeTask: build.mutation<Task, { id: string } & ResumeInput>({
      query: ({ id, ...body }) => ({ method: 'POST', path: '/api/tasks/{id}/resume', params: { id }, body }),
      invalidatesTags: (_result, _error, { id }) => touched(id),
    }),
    retryTask: build.mutation<unknown, string>({
      query: (id) => ({ method: 'POST', path: '/api/tasks/{id}/retry', params: { id }, body: {} }),
      invalidatesTags: (_result, _error, id) => touched(id),
    }),
    cancelTask: build.mutation<unknown, string>({
      query: (id) => ({ method: 'POST', path: '/api/tasks/{id}/cancel', params: { id }, body: {} }),
      invalidatesTags: (_result, _error, id) => touched(id),
    }),
  }),
});

export const {
  useTaskPagesInfiniteQuery,
  useTaskQuery,
  useCreateTaskMutation,
  useUpdateTaskMutation,
  useDeleteTaskMutation,
  useRunTaskMutation,
  usePauseTaskMutation,
  useResumeTaskMutation,
  useRetryTaskMutation,
  useCancelTaskMutation,
} = tasksApi;
