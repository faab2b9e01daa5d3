import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';
import type { Patches } from './patch-tasks';
import { patchTask } from './patch-tasks';
import { pausedTask, resumedTask } from './task-state';

export type Task = AnswerOf<'GET', '/api/tasks/{id}'>;
export type TaskPage = AnswerOf<'GET', '/api/tasks'>;
export type TaskQuery = NonNullable<InputOf<'GET', '/api/tasks'>['query']>;
export type NewTask = InputOf<'POST', '/api/tasks'>['body'];
export type TaskChange = InputOf<'PATCH', '/api/tasks/{id}'>['body'];
export type ResumeInput = NonNullable<InputOf<'POST', '/api/tasks/{id}/resume'>['body']>;
export type AcknowledgeInput = NonNullable<InputOf<'POST', '/api/tasks/{id}/acknowledge'>['body']>;
export type ArchiveInput = NonNullable<InputOf<'POST', '/api/tasks/{id}/archive'>['body']>;
export type PauseInput = NonNullable<InputOf<'POST', '/api/tasks/{id}/pause'>['body']>;

/** What an action on a task changes beside the task. */
const touched = (id: string) => [
  { type: 'Task' as const, id },
  { type: 'Task' as const, id: 'LIST' },
  { type: 'Task' as const, id: 'FACETS' },
  { type: 'Run' as const, id: `task ${id}` },
  { type: 'Run' as const, id: 'LIST' },
];

/** And what needs attention. */
const touchedFailure = (id: string) => [...touched(id), { type: 'Run' as const, id: 'FAILURES' }];

/** So many pages are read again whenever a task changes; of a longer list, what changed is asked for. */
export const livePagesMax = 3;

export const tasksApi = api.injectEndpoints({
  endpoints: (build) => ({
    /** One page after the other, each asked for with the cursor of the one before. */
    taskPages: build.infiniteQuery<TaskPage, TaskQuery, string | null>({
      infiniteQueryOptions: { initialPageParam: null, getNextPageParam: ({ nextCursor }) => nextCursor },
      query: ({ queryArg, pageParam }) => ({
        method: 'GET',
        path: '/api/tasks',
        query: { ...queryArg, cursor: pageParam ?? undefined },
      }),
      providesTags: (result) =>
        (result?.pages.length ?? 0) > livePagesMax ? ['Task'] : [{ type: 'Task', id: 'LIST' }],
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
      // Of a change, only a name is certain to stand as it was sent.
      onQueryStarted: ({ id, change: { taskName } }, store) =>
        showAtOnce(store, id, (task) => void (task.taskName = taskName ?? task.taskName)),
    }),
    deleteTask: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', path: '/api/tasks/{id}', params: { id } }),
      // Not the task itself: it would be asked for, and not be there.
      invalidatesTags: [
        { type: 'Task', id: 'LIST' },
        { type: 'Task', id: 'FACETS' },
        { type: 'Run', id: 'LIST' },
      ],
      onQueryStarted: async (id, store) => {
        await store.queryFulfilled.then(
          () => patchTask(store, patches, { id, change: null }),
          () => undefined,
        );
      },
    }),
    runTask: build.mutation<AnswerOf<'POST', '/api/tasks/{id}/run'>, { id: string; jsonPayload?: unknown }>({
      query: ({ id, ...body }) => ({ method: 'POST', path: '/api/tasks/{id}/run', params: { id }, body }),
      invalidatesTags: (_result, _error, { id }) => touched(id),
    }),
    pauseTask: build.mutation<Task, { id: string } & PauseInput>({
      query: ({ id, ...body }) => ({ method: 'POST', path: '/api/tasks/{id}/pause', params: { id }, body }),
      invalidatesTags: (_result, _error, { id }) => touched(id),
      onQueryStarted: ({ id }, store) => showAtOnce(store, id, pausedTask),
    }),
    resumeTask: build.mutation<Task, { id: string } & ResumeInput>({
      query: ({ id, ...body }) => ({ method: 'POST', path: '/api/tasks/{id}/resume', params: { id }, body }),
      invalidatesTags: (_result, _error, { id }) => touched(id),
      onQueryStarted: ({ id }, store) => showAtOnce(store, id, resumedTask),
    }),
    retryTask: build.mutation<unknown, string>({
      query: (id) => ({ method: 'POST', path: '/api/tasks/{id}/retry', params: { id }, body: {} }),
      invalidatesTags: (_result, _error, id) => touched(id),
    }),
    cancelTask: build.mutation<unknown, string>({
      query: (id) => ({ method: 'POST', path: '/api/tasks/{id}/cancel', params: { id }, body: {} }),
      invalidatesTags: (_result, _error, id) => touched(id),
    }),
    acknowledgeTask: build.mutation<Task, { id: string } & AcknowledgeInput>({
      query: ({ id, ...body }) => ({
        method: 'POST',
        path: '/api/tasks/{id}/acknowledge',
        params: { id },
        body,
      }),
      invalidatesTags: (_result, _error, { id }) => touchedFailure(id),
    }),
    withdrawAcknowledgement: build.mutation<Task, string>({
      query: (id) => ({ method: 'DELETE', path: '/api/tasks/{id}/acknowledge', params: { id } }),
      invalidatesTags: (_result, _error, id) => touchedFailure(id),
    }),
    archiveTask: build.mutation<Task, { id: string } & ArchiveInput>({
      query: ({ id, ...body }) => ({ method: 'POST', path: '/api/tasks/{id}/archive', params: { id }, body }),
      invalidatesTags: (_result, _error, { id }) => touchedFailure(id),
    }),
    unarchiveTask: build.mutation<Task, string>({
      query: (id) => ({ method: 'POST', path: '/api/tasks/{id}/unarchive', params: { id }, body: {} }),
      invalidatesTags: (_result, _error, id) => touchedFailure(id),
    }),
  }),
});

const patches: Patches = {
  pages: (args, change) => tasksApi.util.updateQueryData('taskPages', args as TaskQuery, change),
  task: (id, change) => tasksApi.util.updateQueryData('task', id, change),
};

/** Changes what is shown before the answer, and back when it is a refusal. */
async function showAtOnce(
  store: { dispatch: unknown; getState: () => unknown; queryFulfilled: Promise<{ data: Task }> },
  id: string,
  change: (task: Task) => void,
): Promise<void> {
  const undo = patchTask(store, patches, { id, change });
  try {
    const { data } = await store.queryFulfilled;
    patchTask(store, patches, { id, change: (task) => void Object.assign(task, data) });
  } catch {
    undo();
  }
}

export const {
  useTaskPagesInfiniteQuery,
  useTaskQuery,
  useCreateTaskMutation,
  useUpdateTaskMutation,
  useRunTaskMutation,
  useAcknowledgeTaskMutation,
} = tasksApi;
