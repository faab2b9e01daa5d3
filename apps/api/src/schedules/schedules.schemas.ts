import { dstGapPolicies, dstOverlapPolicies, previewCountMax, taskLimits } from '@carillon/domain';
import { z } from 'zod';
import { blackoutMark } from '../blackouts/blackouts.schemas.js';
import { instant, plainText } from '../http/text.js';

export const previewScheduleSchema = z
  .strictObject({
    taskSchedule: plainText(256),
    timeZone: plainText(64).default('UTC'),
    from: instant.optional().describe('The answers are later than this; default now.'),
    count: z.int().min(1).max(previewCountMax).default(5),
    dstGap: z.enum(dstGapPolicies).optional(),
    dstOverlap: z.enum(dstOverlapPolicies).optional(),
    lane: plainText(200)
      .optional()
      .describe('Of the task that has the schedule: whether its rate limit is slower is among the warnings.'),
    tags: z
      .array(plainText(taskLimits.tagLengthMax))
      .max(taskLimits.tagsMax)
      .default([])
      .describe('Of the task that has the schedule: blackout windows may hold for some tags alone.'),
  })
  .meta({ id: 'PreviewSchedule' });
export type PreviewScheduleInput = z.infer<typeof previewScheduleSchema>;

export const describeSchedulesSchema = z
  .strictObject({ taskSchedules: z.array(plainText(256)).max(100) })
  .meta({ id: 'DescribeSchedules' });
export type DescribeSchedulesInput = z.infer<typeof describeSchedulesSchema>;

export const scheduleDescriptionsAnswer = z
  .object({ descriptions: z.array(z.string()).describe('In English words, in their order.') })
  .meta({ id: 'ScheduleDescriptions' });

export const schedulePreviewAnswer = z
  .object({
    description: z.string(),
    next: z.array(z.iso.datetime()),
    blackouts: z
      .array(blackoutMark.nullable())
      .describe('The blackout window that each of `next` lies in, and is not run; null: none.'),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'SchedulePreview' });
