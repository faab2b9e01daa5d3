import { runLogLevels, runStatuses } from '@carillon/domain';
import { z } from 'zod';
import { isStorable, plainText } from '../http/text.js';
import { jsonPayload } from '../tasks/payload.schema.js';

/** A number or its decimal text, as text that PostgreSQL reads exactly. */
function decimal(form: RegExp, error: string) {
  return z
    .union([z.number(), z.string().max(40)])
    .transform(String)
    .refine((text) => form.test(text), { error })
    .optional();
}

const line = z
  .string()
  .max(4_000)
  .refine(isStorable, { error: 'must not contain NUL characters or halves of surrogate pairs' });

export const runReportBody = z
  .strictObject({
    status: z
      .enum(runStatuses)
      .optional()
      .describe(
        'The end, completed or failed. A failure is tried again as the task’s retries allow. Absent: the work goes on. ' +
          'Any other state is no move that a report makes: 409, with those that are.',
      ),
    result: jsonPayload.optional().describe('Any JSON, kept with the run; with a status only.'),
    error: plainText(16_000).optional().describe('Why it failed; with the status `failed` only.'),
    progress: z.number().min(0).max(100).transform(Math.round).optional().describe('0 to 100.'),
    cost: decimal(
      /^\d{1,12}(\.\d{1,6})?$/,
      'must be 0 or more, with at most 12 digits before and 6 after the point',
    ).describe('As a number or as text.'),
    qualityScore: decimal(
      /^-?\d{1,3}(\.\d{1,3})?$/,
      'must have at most 3 digits before and 3 after the point',
    ).describe('As a number or as text.'),
    extendMs: z
      .int()
      .min(1)
      .max(604_800_000)
      .optional()
      .describe(
        'The next report comes within so many milliseconds from now; never beyond the deadline of the run.',
      ),
    log: z
      .array(z.union([line, z.strictObject({ level: z.enum(runLogLevels), line })]))
      .max(100)
      .optional()
      .describe('Lines for the record: at most 1,000 a run, further ones are dropped.'),
  })
  .refine(({ status, result }) => result === undefined || status !== undefined, {
    path: ['result'],
    error: 'comes with a status',
  })
  .refine(({ status, error }) => error === undefined || status === 'failed', {
    path: ['error'],
    error: 'comes with the status failed',
  })
  .meta({ id: 'RunReport' });

export type RunReportBody = z.infer<typeof runReportBody>;
