import type { BulkChanges } from '@carillon/db';
import type { Task } from '@carillon/domain';
import { backoffStrategies, taskLimits, taskPriorities } from '@carillon/domain';
import { z } from 'zod';
import { invalidField } from '../http/problem.js';
import type { UpdateTaskInput } from '../tasks/tasks.schemas.js';
import { taskFields } from '../tasks/tasks.schemas.js';

/** What is the same in all of the tasks afterwards. */
const settings = {
  lane: taskFields.lane.describe('Null: out of any lane.'),
  priority: taskFields.priority,
  maxRetry: taskFields.maxRetry,
  backoffStrategy: taskFields.backoffStrategy,
  backoffBaseMs: taskFields.backoffBaseMs,
  backoffMaxMs: taskFields.backoffMaxMs,
};

const tags = taskFields.tags.min(1).transform((given) => [...new Set(given)]);

/** What `change` sets: fields of a task by their own rules, and tags to be added to and taken from those that it has. */
export const bulkChangesSchema = z
  .strictObject({
    ...settings,
    addTags: tags.describe('A task that would then have too many refuses.'),
    removeTags: tags.describe('Those that a task does not have are no mistake.'),
  })
  .partial()
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    error: 'must change at least one field',
  })
  .refine(({ addTags = [], removeTags = [] }) => !addTags.some((tag) => removeTags.includes(tag)), {
    path: ['addTags'],
    error: 'has a tag that is to be removed as well',
  })
  .meta({ id: 'BulkChanges' });

/** As it is answered. */
export const bulkChangesAnswer = z
  .object({
    lane: z.string().nullable(),
    priority: z.enum(taskPriorities),
    maxRetry: z.int(),
    backoffStrategy: z.enum(backoffStrategies),
    backoffBaseMs: z.int(),
    backoffMaxMs: z.int(),
    addTags: z.array(z.string()),
    removeTags: z.array(z.string()),
  })
  .partial()
  .meta({ id: 'BulkOperationChanges' });

/**
 * What is to be updated of a task so that the changes hold; nothing of it that holds already.
 *
 * @throws AppError `request.invalid` when the task would have too many tags
 */
export function updateOf(task: Task, changes: BulkChanges): UpdateTaskInput {
  const { addTags = [], removeTags = [], ...wanted } = changes;
  const kept = task.tags.filter((tag) => !removeTags.includes(tag));
  const tagsAfter = [...kept, ...addTags.filter((tag) => !kept.includes(tag))];
  const isTagged = tagsAfter.join('\n') !== task.tags.join('\n');
  if (isTagged && tagsAfter.length > taskLimits.tagsMax) {
    throw invalidField('tags', `would be ${tagsAfter.length}, and a task has at most ${taskLimits.tagsMax}`);
  }
  const isNew = ([name, value]: [string, unknown]): boolean =>
    value !== undefined && value !== task[name as keyof typeof wanted];
  return {
    ...(Object.fromEntries(Object.entries(wanted).filter(isNew)) as Partial<typeof wanted>),
    ...(isTagged && { tags: tagsAfter }),
  };
}
