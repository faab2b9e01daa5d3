import type { AnswerOf } from '@/api/api';
import { api } from '@/api/api';
import { useQueueStatusQuery } from '@/features/queue/queue.api';
import { runsIn } from '@/features/queue/queue-figures';

const countsApi = api.injectEndpoints({
  endpoints: (build) => ({
    failedTaskCount: build.query<number, void>({
      query: () => ({
        method: 'GET',
        path: '/api/tasks',
        query: { filter: 'status:failed acknowledged:no', limit: 1, total: 'true' },
      }),
      transformResponse: (page: AnswerOf<'GET', '/api/tasks'>) => page.total ?? page.items.length,
      providesTags: [{ type: 'Task', id: 'LIST' }],
    }),
  }),
});

/** How much waits at a place of the navigation, or goes on there, by its path. */
export function useNavigationCounts(): Readonly<Record<string, number>> {
  const { data: failed = 0 } = countsApi.useFailedTaskCountQuery();
  const { data: queue } = useQueueStatusQuery();
  return { '/attention': failed, '/runs': queue === undefined ? 0 : runsIn(queue, 'running') };
}
