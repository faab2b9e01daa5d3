import { runStatuses, taskPriorities } from '@carillon/domain';
import { z } from 'zod';

const counts = { waiting: z.int(), delayed: z.int(), active: z.int() };
const hints = z.object({ ...counts, byPriority: z.record(z.enum(taskPriorities), z.object(counts)) });

export const queueStatusAnswer = z
  .object({
    depth: z
      .array(z.object({ runStatus: z.enum(runStatuses), priority: z.enum(taskPriorities), count: z.int() }))
      .describe('Open runs.'),
    lag: z.object({
      dueRuns: z.int(),
      oldestDueRunMs: z.number().nullable(),
      dueTasks: z.int(),
      oldestDueTaskMs: z.number().nullable(),
    }),
    workers: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['publisher', 'listener']),
        host: z.string(),
        pid: z.int(),
        version: z.string(),
        concurrency: z.int(),
        startedAt: z.iso.datetime(),
        silentMs: z.number().describe('How long ago it was last heard of.'),
      }),
    ),
    hints: hints.nullable().describe('What lies in the queue; null when it does not answer.'),
    paused: z.boolean().nullable(),
  })
  .meta({ id: 'QueueStatus' });

export const queuePausedAnswer = z.object({ paused: z.boolean() }).meta({ id: 'QueuePaused' });
