import type { AnswerOf, InputOf } from '@/api/api';
import { api } from '@/api/api';
import type { TaskPage } from '@/features/tasks/tasks.api';
import type { TimeSpan } from '@/features/charts/time-span';
import type { TimeWindow } from '@/features/charts/time-window';

export type Failures = AnswerOf<'GET', '/api/statistics/failures'>;
export type FailureGroup = Failures['groups'][number];
export type FailingTasks = AnswerOf<'GET', '/api/statistics/failing'>;
export type SlowestTasks = AnswerOf<'GET', '/api/statistics/slowest'>;
export type BulkOperation = AnswerOf<'GET', '/api/bulk-operations/{id}'>;
type NewBulkOperation = InputOf<'POST', '/api/bulk-operations'>['body'];
export type Recoverable = AnswerOf<'GET', '/api/bulk-operations/recoverable'>;
export type FailureStatus = NonNullable<BulkOperation['failures']>['statuses'][number];

type Ranked = TimeSpan & { limit: number };

// Each of these reads all runs of its window: not with every run that ends, but now and then, by who asks.
const failuresApi = api.injectEndpoints({
  endpoints: (build) => ({
    failures: build.query<Failures, TimeWindow>({
      query: (window) => ({ method: 'GET', path: '/api/statistics/failures', query: { window } }),
      providesTags: [{ type: 'Run', id: 'FAILURES' }],
    }),
    /** One group, with all of its tasks. */
    failureGroup: build.query<FailureGroup | null, { window: TimeWindow; fingerprint: string }>({
      query: (query) => ({ method: 'GET', path: '/api/statistics/failures', query }),
      transformResponse: ({ groups }: Failures) => groups[0] ?? null,
      keepUnusedDataFor: 0,
    }),
    acknowledgedTasks: build.query<TaskPage, void>({
      query: () => ({
        method: 'GET',
        path: '/api/tasks',
        query: {
          filter: 'status:failed acknowledged:yes',
          sort: '-updatedAt',
          limit: 100,
          total: 'true',
        },
      }),
      providesTags: [{ type: 'Task', id: 'LIST' }],
    }),
    failingTasks: build.query<FailingTasks, Ranked>({
      query: (query) => ({ method: 'GET', path: '/api/statistics/failing', query }),
      providesTags: [{ type: 'Run', id: 'FAILURES' }],
    }),
    slowestTasks: build.query<SlowestTasks, Ranked>({
      query: (query) => ({ method: 'GET', path: '/api/statistics/slowest', query }),
      providesTags: [{ type: 'Run', id: 'FAILURES' }],
    }),
    /** Reads all runs of the window: when it is asked for, and not with every run that ends. */
    recoverable: build.query<Recoverable, { window: TimeWindow; statuses: readonly FailureStatus[] }>({
      query: ({ window, statuses }) => ({
        method: 'GET',
        path: '/api/bulk-operations/recoverable',
        query: { window, statuses: statuses.join(',') },
      }),
      keepUnusedDataFor: 0,
    }),
    startRecovery: build.mutation<BulkOperation, NewBulkOperation>({
      query: (body) => ({ method: 'POST', path: '/api/bulk-operations', body }),
      invalidatesTags: ['BulkOperation'],
    }),
    recovery: build.query<BulkOperation, string>({
      query: (id) => ({ method: 'GET', path: '/api/bulk-operations/{id}', params: { id } }),
      providesTags: ['BulkOperation'],
    }),
    cancelRecovery: build.mutation<BulkOperation, string>({
      query: (id) => ({
        method: 'POST',
        path: '/api/bulk-operations/{id}/cancel',
        params: { id },
        body: {},
      }),
      invalidatesTags: ['BulkOperation'],
    }),
  }),
});

export const {
  useFailuresQuery,
  useFailureGroupQuery,
  useAcknowledgedTasksQuery,
  useFailingTasksQuery,
  useSlowestTasksQuery,
  useRecoverableQuery,
  useStartRecoveryMutation,
  useRecoveryQuery,
  useCancelRecoveryMutation,
} = failuresApi;
