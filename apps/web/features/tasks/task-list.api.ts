import type { QueryReturnValue } from '@reduxjs/toolkit/query';
import type { AnswerOf } from '@/api/api';
import { api } from '@/api/api';
import type { Problem } from '@/api/problem';
import { BatchLoader } from './batch-loader';
import type { Task, TaskPage } from './tasks.api';

type RecentRunsAnswer = AnswerOf<'GET', '/api/statistics/recent-runs'>;
export type RecentRuns = RecentRunsAnswer['items'][number];
export type RecentRun = RecentRuns['runs'][number];
export type TaskFacets = AnswerOf<'GET', '/api/statistics/task-facets'>;
export type TaskFacet = keyof TaskFacets['facets'];

/** How counts are kept true, which are too much work to be asked for with every change. */
export const countingOften = { pollingInterval: 10_000, skipPollingIfUnfocused: true };

type Ask = (call: { method: 'GET' | 'POST'; path: string; query?: object; body?: unknown }) => unknown;
type Told<Value> = QueryReturnValue<Value, Problem, object>;

/** The API's own function, which is the same for all who wait for one batch. */
let ask: Ask = () => undefined;

async function read<Answer>(call: Parameters<Ask>[0]): Promise<Answer> {
  const told = (await ask(call)) as Told<Answer>;
  // A problem is data of the store, which RTK Query hands on as the error of each query.
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- see above.
  if (told.error !== undefined) throw told.error;
  return told.data;
}

const recentRuns = new BatchLoader<string, RecentRuns>(100, async (taskIds) => {
  const query = { taskIds: taskIds.join(',') };
  const path = '/api/statistics/recent-runs';
  const { items } = await read<RecentRunsAnswer>({ method: 'GET', path, query });
  return new Map(items.map((item) => [item.taskId, item]));
});

const scheduleTexts = new BatchLoader<string, string>(100, async (taskSchedules) => {
  const { descriptions } = await read<AnswerOf<'POST', '/api/schedules/describe'>>({
    method: 'POST',
    path: '/api/schedules/describe',
    body: { taskSchedules },
  });
  return new Map(taskSchedules.map((schedule, index) => [schedule, descriptions[index]!]));
});

/** What one asked for in a batch, as RTK Query takes it. */
async function told<Value>(wish: Promise<Value>): Promise<Told<Value>> {
  try {
    return { data: await wish, error: undefined };
  } catch (error) {
    return { error: error as Problem, data: undefined };
  }
}

const taskListApi = api.injectEndpoints({
  endpoints: (build) => ({
    /** The newest 20 runs of a task; the rows of a list are answered together. */
    recentRuns: build.query<RecentRuns, string>({
      queryFn: (taskId, _api, _options, baseQuery) => {
        ask = baseQuery;
        const none = { taskId, runs: [], successRate: null };
        return told(recentRuns.get(taskId).then((found) => found ?? none));
      },
      providesTags: (_result, _error, taskId) => [{ type: 'Run', id: `task ${taskId}` }],
      // An entry for each task that was ever seen would make every change of the store slow.
      keepUnusedDataFor: 2,
    }),
    /** A cron expression in words. */
    scheduleText: build.query<string, string>({
      queryFn: (schedule, _api, _options, baseQuery) => {
        ask = baseQuery;
        return told(scheduleTexts.get(schedule).then((text) => text ?? schedule));
      },
      keepUnusedDataFor: 3_600,
    }),
    taskFacets: build.query<TaskFacets, string>({
      query: (filter) => ({
        method: 'GET',
        path: '/api/statistics/task-facets',
        query: filter === '' ? {} : { filter },
      }),
      providesTags: [{ type: 'Task', id: 'FACETS' }],
    }),
    /** The tasks of a filter that changed last: what a long list needs to keep up. */
    changedTasks: build.query<readonly Task[], string>({
      query: (filter) => ({
        method: 'GET',
        path: '/api/tasks',
        query: { sort: '-updatedAt', limit: 100, ...(filter !== '' && { filter }) },
      }),
      transformResponse: ({ items }: TaskPage) => items,
      providesTags: [{ type: 'Task', id: 'LIST' }],
    }),
  }),
});

export const { useRecentRunsQuery, useScheduleTextQuery, useTaskFacetsQuery, useChangedTasksQuery } =
  taskListApi;
