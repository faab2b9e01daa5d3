import { taskLimits, taskPriorities } from '@carillon/domain';
import { z } from 'zod';
import { blackoutMark } from '../blackouts/blackouts.schemas.js';
import { instant, plainText } from '../http/text.js';

/** More times of windows than this say nothing more. */
export const blackoutSpansMax = 1_000;
export const overloadsMax = 1_000;

export const calendarQuery = z.strictObject({
  from: instant.optional().describe('Default now. What lies before now is not planned any more.'),
  to: instant.optional().describe('Excluded; default seven days after `from`, at most 42.'),
  limit: z.coerce.number().int().min(1).max(5_000).default(1_000).describe('Most of `occurrences`.'),
  tag: plainText(taskLimits.tagLengthMax).optional(),
  lane: plainText(200).optional(),
  taskId: z.uuid({ error: 'must be a UUID' }).optional(),
});
export type CalendarQuery = z.infer<typeof calendarQuery>;

const taskName = z.object({ id: z.uuid(), taskName: z.string() });

export const calendarAnswer = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    now: z.iso.datetime(),
    runs: z
      .int()
      .describe(
        'All instants that are planned between now or `from`, whichever is later, and `to`; those in blackout windows, which do not run, among them.',
      ),
    taskCount: z.int().describe('The tasks that they are of.'),
    occurrences: z
      .array(
        z.object({
          at: z.iso.datetime(),
          taskId: z.uuid(),
          taskName: z.string(),
          taskSchedule: z.string().nullable().describe('Null: it runs once.'),
          timeZone: z.string(),
          lane: z.string().nullable(),
          priority: z.enum(taskPriorities),
          tags: z.array(z.string()),
          blackout: blackoutMark
            .nullable()
            .describe('The window that it lies in: it is not run, or, if it runs once, put off. Null: none.'),
        }),
      )
      .describe('Runs one by one, the earliest first, without those of `series`.'),
    series: z
      .array(
        z.object({
          taskSchedule: z.string(),
          timeZone: z.string(),
          everyMs: z
            .int()
            .nullable()
            .describe('The distance of two runs of one task that is met most, in milliseconds.'),
          runs: z.int().describe('Of all of its tasks together.'),
          firstAt: z.iso.datetime(),
          lastAt: z.iso.datetime(),
          taskCount: z.int(),
          tasks: z.array(taskName).describe('The first ten of them.'),
        }),
      )
      .describe(
        'Tasks of one schedule that run more than twelve times a day, told together; the busiest first.',
      ),
    load: z.object({
      bucketMs: z.int().describe('A minute where the span is six hours or less, else an hour.'),
      counts: z.array(z.int()).describe('Planned runs of each bucket, the first of which begins at `from`.'),
    }),
    blackouts: z
      .array(
        z.object({
          ...blackoutMark.shape,
          tags: z.array(z.string()).describe('For tasks that have any of these; empty: for all.'),
          from: z.iso.datetime(),
          to: z.iso.datetime(),
        }),
      )
      .describe(`Blackout windows within the span, the earliest first, at most ${blackoutSpansMax}.`),
    overloads: z
      .array(
        z.object({
          at: z.iso.datetime().describe('Where the hour begins.'),
          lane: z.string(),
          planned: z.int(),
          fits: z
            .int()
            .describe(
              'How many its rate limit lets begin, or its concurrency limit by how long its latest hundred runs took, whichever is fewer.',
            ),
        }),
      )
      .describe(
        `Hours in which a lane has more planned runs, of the tasks that were asked for, than it lets begin; the earliest first, at most ${overloadsMax}. None where \`load\` tells of minutes.`,
      ),
    isEstimated: z
      .boolean()
      .describe('Whether some counts of frequent tasks were taken for like those of other hours.'),
    leftOut: z
      .object({
        occurrences: z.int().describe('Runs beyond `limit`; they are counted, and not listed.'),
        tasks: z.int().describe('Tasks for which there was no time; they are missing in every figure.'),
      })
      .describe('What is not in this answer.'),
  })
  .meta({ id: 'Calendar' });
export type CalendarAnswer = z.infer<typeof calendarAnswer>;
