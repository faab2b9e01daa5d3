import type { AnswerOf } from '@/api/api';
import { api } from '@/api/api';

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

/** How much waits at a place of the navigation, by its path. */
export function useNavigationCounts(): Readonly<Record<string, number>> {
  const { data = 0 } = countsApi.useFailedTaskCountQuery();
  return { '/attention': data };
}
