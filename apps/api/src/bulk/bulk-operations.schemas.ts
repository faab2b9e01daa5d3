import type { BulkSubject } from '@carillon/db';
import { bulkActions, bulkRunActions, bulkStatuses, bulkSubjects, bulkTaskActions } from '@carillon/db';
import { filterLengthMax, runFilterFields, taskFilterFields } from '@carillon/domain';
import { z } from 'zod';
import { filterText } from '../http/filter.js';
import { pageOf, pageQuery, timeSort } from '../http/route-schemas.js';
import { plainText } from '../http/text.js';
import { note } from '../tasks/tasks.schemas.js';
import { bulkChangesAnswer, bulkChangesSchema } from './bulk-changes.js';
import { failuresAnswer, failuresSchema } from './recovery.js';

const filters = { tasks: filterText(taskFilterFields), runs: filterText(runFilterFields) };

const actionsOf: Record<BulkSubject, readonly string[]> = { tasks: bulkTaskActions, runs: bulkRunActions };

/** What a filter finds at this moment: its text, and its terms by the grammar of what it is about. */
type ReadFilter =
  | { of: 'tasks'; text: string; terms: z.output<typeof filters.tasks> }
  | { of: 'runs'; text: string; terms: z.output<typeof filters.runs> };

export const bulkOperationSchema = z
  .strictObject({
    of: z
      .enum(bulkSubjects)
      .default('tasks')
      .describe(
        'What is acted on. Runs are retried, replayed as they were sent, cancelled, or their failures acknowledged.',
      ),
    action: z
      .enum(bulkActions)
      .describe(`Of runs: ${bulkRunActions.join(', ')}. Of tasks: ${bulkTaskActions.join(', ')}.`),
    filter: plainText(filterLengthMax)
      .optional()
      .describe('All that match at this moment, as in the list of tasks or of runs.'),
    ids: z
      .array(z.uuid({ error: 'must be a UUID' }))
      .min(1)
      .max(5_000)
      .transform((ids) => [...new Set(ids)])
      .optional()
      .describe('These tasks or runs.'),
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
  .refine(({ of, action }) => actionsOf[of].includes(action), {
    path: ['action'],
    error: 'is none of those of tasks, or of runs, that are acted on',
  })
  .refine(({ of, action, failures }) => (of === 'tasks' && action === 'retry') || failures === undefined, {
    path: ['failures'],
    error: 'belongs to the action retry of tasks, and to no other',
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
  .transform(({ filter, ...body }, context) => {
    if (filter === undefined) return { ...body, filter: null };
    const read = readFilter(body.of, filter);
    if (typeof read !== 'string') return { ...body, filter: read };
    context.addIssue({ code: 'custom', path: ['filter'], message: read });
    return z.NEVER;
  })
  .meta({ id: 'CreateBulkOperation' });
export type BulkOperationInput = z.infer<typeof bulkOperationSchema>;

/** @returns what is wrong with it, where it is a text alone */
function readFilter(of: BulkSubject, text: string): ReadFilter | string {
  const read = filters[of].safeParse(text);
  if (!read.success) return read.error.issues[0]!.message;
  return read.data.length === 0
    ? 'must have at least one term'
    : ({ of, text, terms: read.data } as ReadFilter);
}

export const bulkDryRunAnswer = z
  .object({ total: z.int().describe('How many it would act on at this moment.') })
  .meta({ id: 'BulkDryRun' });

export const listBulkOperationsQuery = z.strictObject({ ...pageQuery, sort: timeSort });
export type ListBulkOperationsQuery = z.infer<typeof listBulkOperationsQuery>;

const time = z.iso.datetime();

export const bulkOperationAnswer = z
  .object({
    id: z.uuid(),
    of: z.enum(bulkSubjects),
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
          taskId: z.uuid().optional().describe('Of an operation on tasks.'),
          runId: z.uuid().optional().describe('Of an operation on runs.'),
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
