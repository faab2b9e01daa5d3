import { z } from 'zod';
import { plainText } from '../http/text.js';

export const importCurlSchema = z
  .strictObject({ command: plainText(100_000).describe('One curl or wget command, as it is typed.') })
  .meta({ id: 'ImportCurl' });
export type ImportCurlInput = z.infer<typeof importCurlSchema>;

export const importCrontabSchema = z
  .strictObject({
    text: plainText(100_000).refine((text) => text.split('\n').length <= 1_000, {
      error: 'must be at most 1,000 lines',
    }),
  })
  .meta({ id: 'ImportCrontab' });
export type ImportCrontabInput = z.infer<typeof importCrontabSchema>;

const task = z.unknown().meta({ $ref: '#/$defs/CreateTask' });
const warnings = z.array(z.string()).describe('What of the command the task does not do.');

export const draftAnswer = z
  .object({ task: task.describe('Not made yet: send it to POST /api/tasks.'), warnings })
  .meta({ id: 'TaskDraft' });

export const crontabAnswer = z
  .object({
    items: z.array(
      z.object({
        line: z.int(),
        text: z.string(),
        task: task.nullable(),
        warnings,
        problem: z.string().nullable().describe('Why the line makes no task; begins behind its text.'),
      }),
    ),
  })
  .meta({ id: 'CrontabDrafts' });
