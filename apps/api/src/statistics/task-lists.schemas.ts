import { runStatuses, skipReasons, taskFilterFields } from '@carillon/domain';
import { z } from 'zod';
import { filterText } from '../http/filter.js';

const tasksMax = 100;
const recentRunsMax = 50;

export const recentRunsQuery = z.strictObject({
  taskIds: z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(z.uuid({ error: 'must be UUIDs with commas between' })).max(tasksMax))
    .describe(`Ids with commas between, ${tasksMax} at most.`),
  limit: z.coerce.number().int().min(1).max(recentRunsMax).default(20).describe('Runs of each task.'),
});
export type RecentRunsQuery = z.infer<typeof recentRunsQuery>;

const time = z.iso.datetime();

export const recentRunsAnswer = z
  .object({
    items: z.array(
      z.object({
        taskId: z.uuid(),
        runs: z
          .array(
            z
              .object({
                id: z.uuid(),
                runStatus: z.enum(runStatuses),
                scheduledFor: time,
                startedAt: time.nullable(),
                finishedAt: time.nullable(),
                retryCount: z.int(),
                maxRetry: z.int(),
                nextAttemptAt: time.nullable().describe('Of one that is open: when it may be tried.'),
                skipReason: z.enum(skipReasons).nullable(),
                error: z.string().nullable().describe('Its first 200 characters.'),
              })
              .meta({ id: 'RecentRun' }),
          )
          .describe('The newest first.'),
        successRate: z
          .number()
          .nullable()
          .describe('0 to 1: completed of those among them that completed, failed or were abandoned.'),
      }),
    ),
  })
  .meta({ id: 'RecentRuns' });

export const taskFacetsQuery = z.strictObject({ filter: filterText(taskFilterFields).optional() });
export type TaskFacetsQuery = z.infer<typeof taskFacetsQuery>;

const counts = z
  .array(z.object({ value: z.string(), count: z.int() }))
  .describe('The 30 with the most tasks, those first.');

export const taskFacetsAnswer = z
  .object({
    total: z.int().describe('Tasks that match the filter.'),
    facets: z.object({
      status: counts,
      lane: counts,
      tag: counts,
      host: counts,
      priority: counts,
      method: counts,
    }),
  })
  .meta({ id: 'TaskFacets' });
