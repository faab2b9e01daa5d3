import { blackoutLimits, taskLimits } from '@carillon/domain';
import { z } from 'zod';
import { namedSort, pageOf, pageQuery, version } from '../http/route-schemas.js';
import { instant, plainText } from '../http/text.js';

const fields = {
  name: plainText(blackoutLimits.nameLengthMax),
  enabled: z.boolean().describe('One that is off holds nothing back.'),
  tags: z
    .array(plainText(taskLimits.tagLengthMax))
    .max(taskLimits.tagsMax)
    .transform((tags) => [...new Set(tags)])
    .describe('For tasks that have any of these; empty: for all tasks.'),
  startsAt: instant.nullish().describe('When a window that comes once begins.'),
  endsAt: instant.nullish().describe('When it ends: the first instant that runs again.'),
  schedule: plainText(256).nullish().describe('Cron: when a window that recurs begins, as for a task.'),
  timeZone: plainText(64).nullish().describe('Of `schedule`; default UTC.'),
  durationMs: z
    .int()
    .min(blackoutLimits.durationMsMin)
    .max(blackoutLimits.durationMsMax)
    .nullish()
    .describe(
      'How long each time lasts, whatever the clocks do meanwhile. Shorter than the time to the next one.',
    ),
};

export const createBlackoutSchema = z
  .strictObject({ ...fields, enabled: fields.enabled.default(true), tags: fields.tags.default([]) })
  .describe('Either `startsAt` and `endsAt`, or `schedule` and `durationMs`.')
  .meta({ id: 'CreateBlackout' });
export type CreateBlackoutInput = z.infer<typeof createBlackoutSchema>;

export const changeBlackoutSchema = z
  .strictObject(fields)
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, { error: 'must change something' })
  .describe(
    'A window that comes once becomes one that recurs when it is given a schedule, and the other way round.',
  )
  .meta({ id: 'ChangeBlackout' });
export type ChangeBlackoutInput = z.infer<typeof changeBlackoutSchema>;

export const listBlackoutsQuery = z.strictObject({ ...pageQuery, sort: namedSort });
export type ListBlackoutsQuery = z.infer<typeof listBlackoutsQuery>;

const time = z.iso.datetime();
const span = z.object({ startsAt: time, endsAt: time });

/** How other answers name the window that an instant lies in. */
export const blackoutMark = z.object({ id: z.uuid(), name: z.string() }).meta({ id: 'BlackoutMark' });

export const blackoutAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    enabled: z.boolean(),
    tags: z.array(z.string()),
    startsAt: time.nullable(),
    endsAt: time.nullable(),
    schedule: z.string().nullable(),
    description: z.string().nullable().describe('The schedule in English words.'),
    timeZone: z.string().nullable(),
    durationMs: z.int().nullable(),
    current: span.nullable().describe('The time that holds now; null when none does, or the window is off.'),
    next: span
      .nullable()
      .describe('The first time that is still to come; null when there is none, or it is off.'),
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Blackout' });
export type BlackoutAnswer = z.infer<typeof blackoutAnswer>;

export const blackoutPage = pageOf(blackoutAnswer).meta({ id: 'BlackoutPage' });
