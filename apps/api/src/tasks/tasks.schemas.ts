import {
  backoffStrategies,
  dstGapPolicies,
  dstOverlapPolicies,
  httpMethods,
  misfirePolicies,
  onFailurePolicies,
  overlapPolicies,
  taskLimits,
  taskFilterFields,
  taskPriorities,
  taskStatuses,
} from '@carillon/domain';
import { z } from 'zod';
import { filterText, total, wantsTotal } from '../http/filter.js';
import { problemSchema } from '../http/problem.js';
import { pageOf, pageQuery, sortBy, version } from '../http/route-schemas.js';
import { instant, plainText, wordList } from '../http/text.js';
import { deliveryOptions } from './delivery-options.schema.js';
import { jsonPayload } from './payload.schema.js';
import { httpHeaders, webhookUrl } from './webhook.schema.js';

const int32Max = 2_147_483_647;
const milliseconds = (min: number, max: number) => z.int().min(min).max(max);

/** What a client may set of a task. What is left out gets the default of the table. */
export const taskFields = {
  taskName: plainText(taskLimits.nameLengthMax),
  taskSchedule: plainText(256)
    .nullable()
    .describe('Cron: 5 fields, 6 with the second first, or @daily and the like.'),
  timeZone: plainText(64).describe('IANA name, such as Europe/Berlin. Default UTC.'),
  runAt: instant.nullable().describe('Runs once, at this instant.'),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  maxRuns: z.int().min(1).max(int32Max).nullable(),
  jitterMs: milliseconds(0, taskLimits.jitterMsMax),
  webhookUrl,
  httpMethod: z.enum(httpMethods),
  httpHeaders,
  jsonPayload,
  timeoutMs: milliseconds(taskLimits.timeoutMsMin, taskLimits.timeoutMsMax),
  successStatus: z
    .array(z.int().min(100).max(599))
    .max(20)
    .describe('Statuses that count as success beside 2xx.'),
  deliveryOptions,
  maxRetry: z.int().min(0).max(taskLimits.maxRetryMax),
  backoffStrategy: z.enum(backoffStrategies),
  backoffBaseMs: milliseconds(1, taskLimits.backoffMsMax),
  backoffMaxMs: milliseconds(1, taskLimits.backoffMsMax),
  backoffJitter: z.boolean(),
  priority: z.enum(taskPriorities),
  lane: plainText(200)
    .nullable()
    .describe('Runs of one lane keep to its limit; a new lane runs one at a time.'),
  overlapPolicy: z
    .enum(overlapPolicies)
    .describe('What becomes of an instant that comes while a run of the task is open.'),
  misfirePolicy: z
    .enum(misfirePolicies)
    .describe(
      'What becomes of instants that nobody was there to publish: run none, the newest, or all within window and cap.',
    ),
  misfireWindowMs: milliseconds(1, int32Max)
    .nullable()
    .describe(
      'How late an instant may still be run with skip (null: a minute) and all (null: however late).',
    ),
  misfireCap: z
    .int()
    .min(1)
    .max(10_000)
    .describe('How many missed instants are run at most with all, the newest ones.'),
  dstGap: z.enum(dstGapPolicies),
  dstOverlap: z.enum(dstOverlapPolicies),
  onFailure: z.enum(onFailurePolicies),
  atMostOnce: z.boolean(),
  deadlineMs: milliseconds(taskLimits.deadlineMsMin, int32Max)
    .nullable()
    .describe('How long after its instant a run may be open; then it ends as abandoned. Null: no limit.'),
  signingSecretId: z
    .uuid({ error: 'must be a UUID' })
    .nullable()
    .describe('What the webhooks are signed with. Null: the default signing secret.'),
  tags: z.array(plainText(taskLimits.tagLengthMax)).max(taskLimits.tagsMax),
  agentId: plainText(200).nullable(),
};

const startFields = {
  start: z
    .enum(['now', 'manual'])
    .describe('Without schedule: due at once, or never by itself (the default).'),
  runIn: z
    .string()
    .regex(/^[1-9]\d{0,8}(ms|s|m|h|d)$/, {
      error: 'must be a number and a unit (ms, s, m, h, d), such as 10m',
    })
    .describe('Runs once, so long from now: 10m.'),
};

export const pauseTaskSchema = z
  .strictObject({
    until: instant
      .optional()
      .describe(
        'When the pause ends by itself. A schedule then goes on with its next instant, and those of the pause are ' +
          'recorded as skipped, whatever the misfire policy: a pause is meant. A one-off is made up for.',
      ),
    reason: plainText(1_000).optional(),
  })
  .meta({ id: 'PauseTask' });

/** Ways to say when; a task has one of them at most. */
const exclusiveFields = ['taskSchedule', 'runAt', 'runIn', 'start'] as const;

export const createTaskSchema = z
  .strictObject({
    ...z.object({ ...taskFields, ...startFields }).partial().shape,
    taskName: taskFields.taskName,
    webhookUrl: taskFields.webhookUrl,
    pause: pauseTaskSchema
      .optional()
      .describe('It is made paused, as if it were paused before its first instant.'),
  })
  .superRefine((task, context) => {
    const given = exclusiveFields.filter((field) => task[field] !== undefined && task[field] !== null);
    for (const field of given.slice(1)) {
      context.addIssue({
        code: 'custom',
        path: [field],
        message: `excludes ${given[0]}: a task has one of them`,
      });
    }
  })
  .meta({ id: 'CreateTask' });
export type CreateTaskInput = z.infer<typeof createTaskSchema>;

export const batchSchema = z
  .strictObject({
    tasks: z
      .array(z.unknown().meta({ $ref: '#/$defs/CreateTask' }))
      .min(1)
      .max(100)
      .describe('Each as for a single create; made or refused by itself.'),
  })
  .meta({ id: 'CreateTaskBatch' });
export type BatchInput = z.infer<typeof batchSchema>;

export const updateTaskSchema = z
  .strictObject(taskFields)
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, { error: 'must change at least one field' })
  .meta({ id: 'UpdateTask' });
export type UpdateTaskInput = z.infer<typeof updateTaskSchema>;

const taskSortFields = [
  'createdAt',
  'updatedAt',
  'taskName',
  'taskStatus',
  'lastRunAt',
  'nextRunAt',
  'priority',
  'taskSchedule',
  'lane',
  'host',
] as const;

export const listTasksQuery = z.strictObject({
  ...pageQuery,
  sort: sortBy(taskSortFields)
    .default('-createdAt')
    .describe(
      '`taskStatus`: failed, running, ready, paused, completed. `lastRunAt`: when the newest run was due; what never ran before all others. `taskSchedule` and `lane`: what has none before all others. `host`: of the webhook, with its port. Only `createdAt` and `taskName` have an index; by any other, a hundred thousand tasks take up to half a second.',
    ),
  status: wordList(taskStatuses),
  priority: wordList(taskPriorities),
  search: plainText(200).optional().describe('A part of the name or the URL.'),
  tag: plainText(taskLimits.tagLengthMax).optional(),
  lane: plainText(200).optional(),
  filter: filterText(taskFilterFields).optional(),
  total: wantsTotal,
});
export type ListTasksQuery = z.infer<typeof listTasksQuery>;

/** What whoever acknowledges a failure has to say. */
export const note = plainText(taskLimits.noteLengthMax);

export const runTaskSchema = z.strictObject({ jsonPayload: jsonPayload.optional() }).meta({ id: 'RunTask' });
export const resumeTaskSchema = z
  .strictObject({
    missed: z
      .enum(misfirePolicies)
      .default('latest')
      .describe(
        'What becomes of the instants missed meanwhile: run none, the newest, or all within misfireWindowMs and ' +
          'misfireCap, at a bounded rate. What is not run is recorded as skipped.',
      ),
  })
  .meta({ id: 'ResumeTask' });
export const restoreTaskSchema = z
  .strictObject({
    historyId: z
      .uuid({ error: 'must be a UUID' })
      .describe('The entry of its history after which it was as it is to be again.'),
  })
  .meta({ id: 'RestoreTask' });
export type RestoreTaskInput = z.infer<typeof restoreTaskSchema>;
export const acknowledgeTaskSchema = z
  .strictObject({ note: note.optional() })
  .meta({ id: 'AcknowledgeTask' });
export const archiveTaskSchema = z
  .strictObject({
    cancelRuns: z
      .boolean()
      .default(false)
      .describe('Whether open runs are cancelled; else they are in the way.'),
  })
  .meta({ id: 'ArchiveTask' });
export type AcknowledgeTaskInput = z.infer<typeof acknowledgeTaskSchema>;
export type ArchiveTaskInput = z.infer<typeof archiveTaskSchema>;
export type RunTaskInput = z.infer<typeof runTaskSchema>;
export type PauseTaskInput = z.infer<typeof pauseTaskSchema>;
export type ResumeTaskInput = z.infer<typeof resumeTaskSchema>;

const time = z.iso.datetime();

/** A task as it is answered. */
export const taskAnswer = z
  .object({
    id: z.uuid(),
    taskName: z.string(),
    taskType: z.literal('webhook'),
    ...z.object(taskFields).omit({ taskName: true, jsonPayload: true, httpHeaders: true, webhookUrl: true })
      .shape,
    runAt: time.nullable(),
    startsAt: time.nullable(),
    endsAt: time.nullable(),
    webhookUrl: z.string(),
    httpHeaders: z
      .record(z.string(), z.string())
      .describe('Secrets, as their names tell, are sealed and shown to nobody: they are `[redacted]`.'),
    jsonPayload: z.unknown(),
    taskStatus: z.enum(taskStatuses),
    activeRuns: z.int(),
    nextRunAt: time.nullable(),
    withheldFrom: time
      .nullable()
      .describe('The first instant that was not run because the task was paused or had failed.'),
    runCount: z.int(),
    pausedUntil: time.nullable(),
    pauseReason: z.string().nullable(),
    acknowledgement: z
      .object({ by: z.string(), at: time, note: z.string().nullable() })
      .nullable()
      .describe('Who knows of the failure that the task is in. It ends when the task leaves that state.'),
    archivedAt: time.nullable().describe('Since when the task is out of use. Null: it is in use.'),
    version,
    createdBy: z.uuid().nullable(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Task' });

export const taskPage = pageOf(taskAnswer).extend({ total }).meta({ id: 'TaskPage' });
export const restoreAnswer = z
  .object({
    task: taskAnswer,
    restored: z.array(z.string()).describe('The settings that were given their values of then.'),
    unknown: z
      .array(z.string())
      .describe('Those that have another value since, and stay: what they were is masked, or not on record.'),
  })
  .meta({ id: 'RestoredTask' });
export const cancelAnswer = z.object({ cancelled: z.int(), task: taskAnswer }).meta({ id: 'CancelledRuns' });

export const batchAnswer = z
  .object({
    results: z.array(
      z.object({
        index: z.int(),
        status: z.int().describe('201, or the status with which a single create would have been refused.'),
        task: taskAnswer.optional(),
        problem: problemSchema.omit({ requestId: true }).optional(),
      }),
    ),
  })
  .meta({ id: 'TaskBatch' });
