import { bulkActions, bulkStatuses } from '@carillon/db';
import { filterLengthMax, taskFilterFields } from '@carillon/domain';
import { z } from 'zod';
import { filterText } from '../http/filter.js';
import { pageOf, pageQuery } from '../http/route-schemas.js';
import { plainText } from '../http/text.js';
import { note } from '../tasks/tasks.schemas.js';
import { bulkChangesAnswer, bulkChangesSchema } from './bulk-changes.js';
import { failuresAnswer, failuresSchema } from './recovery.js';

const taskFilter = filterText(taskFilterFields);

export const bulkOperationSchema = z
  .strictObject({
    action: z.enum(bulkActions),
    filter: plainText(filterLengthMax)
      .transform((text, context) => {
        const read = taskFilter.safeParse(text);
        if (read.success && read.data.length > 0) return { text, terms: read.data };
        const message = read.success ? 'must have at least one term' : read.error.issues[0]!.message;
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      })
      .optional()
      .describe('All tasks that match at this moment, as in the list of tasks.'),
    ids: z
      .array(z.uuid({ error: 'must be a UUID' }))
      .min(1)
      .max(5_000)
      .transform((ids) => [...new Set(ids)])
      .optional()
      .describe('These tasks.'),
    failures: failuresSchema
      .optional()
      .describe(
        'Failed tasks with such runs: the newest of them is what `retry` tries again. Only with it, in place of filter and ids.',
      ),
    changes: bulkChangesSchema.optional().describe('What `change` sets; only with it.'),
    note: note.optional().describe('What is to be said with `acknowledge`; only with it.'),
    cancelRuns: z
      .boolean()
      .optional()
      .describe('Whether `archive` cancels open runs; else it refuses tasks that have any. Only with it.'),
  })
  .refine(
    (body) => [body.filter, body.ids, body.failures].filter((each) => each !== undefined).length === 1,
    {
      path: ['filter'],
      error: 'or ids or failures is needed, and one of them alone',
    },
  )
  .refine(({ action, failures }) => action === 'retry' || failures === undefined, {
    path: ['failures'],
    error: 'belongs to the action retry, and to no other',
  })
  .refine(({ action, changes }) => (action === 'change') === (changes !== undefined), {
    path: ['changes'],
    error: 'belongs to the action change, and to no other',
  })
  .refine(({ action, note }) => action === 'acknowledge' || note === undefined, {
    path: ['note'],
    error: 'belongs to the action acknowledge, and to no other',
  })
  .refine(({ action, cancelRuns }) => action === 'archive' || cancelRuns === undefined, {
    path: ['cancelRuns'],
    error: 'belongs to the action archive, and to no other',
  })
  .meta({ id: 'CreateBulkOperation' });
export type BulkOperationInput = z.infer<typeof bulkOperationSchema>;

export const listBulkOperationsQuery = z.strictObject({
  ...pageQuery,
  cursor: z.uuid({ error: 'is not one that this list has answered' }).optional(),
});
export type ListBulkOperationsQuery = z.infer<typeof listBulkOperationsQuery>;

const time = z.iso.datetime();

export const bulkOperationAnswer = z
  .object({
    id: z.uuid(),
    action: z.enum(bulkActions),
    filter: z.string().nullable(),
    failures: failuresAnswer.nullable().describe('What `retry` found its tasks by.'),
    changes: bulkChangesAnswer.nullable().describe('What `change` sets.'),
    note: z.string().nullable().describe('What was said with `acknowledge`.'),
    cancelRuns: z.boolean().describe('Whether `archive` cancels open runs.'),
    total: z.int(),
    done: z.int(),
    failed: z.int(),
    errors: z
      .array(
        z.object({
          taskId: z.uuid(),
          code: z.string(),
          message: z.string(),
          hint: z.string().optional().describe('What can be done about it.'),
        }),
      )
      .describe('The first 100.'),
    bulkStatus: z.enum(bulkStatuses),
    createdBy: z.string(),
    createdAt: time,
    finishedAt: time.nullable(),
  })
  .meta({ id: 'BulkOperation' });

export const bulkOperationPage = pageOf(bulkOperationAnswer).meta({ id: 'BulkOperationPage' });
