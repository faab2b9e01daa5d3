import {
  runFilterFields,
  runLogLevels,
  runStatuses,
  runTriggers,
  skipReasons,
  taskLogStatuses,
  taskPriorities,
} from '@carillon/domain';
import type { RunSort } from '@carillon/db';
import { z } from 'zod';
import { filterText, total, wantsTotal } from '../http/filter.js';
import { pageOf, pageQuery, sortBy, timeSort } from '../http/route-schemas.js';
import { instant, wordList } from '../http/text.js';
import { jsonPayload } from '../tasks/payload.schema.js';
import { webhookUrl } from '../tasks/webhook.schema.js';

const time = z.iso.datetime();

/** By what runs are sorted that no index knows. */
const sortsByReading = [
  'finishedAt',
  'took',
  'late',
  'retryCount',
  'runStatus',
  'priority',
  'lane',
  'trigger',
  'taskName',
] as const satisfies readonly RunSort[];

export const listRunsQuery = z.strictObject({
  ...pageQuery,
  sort: sortBy(['createdAt', ...sortsByReading])
    .default('-createdAt')
    .describe(
      '`createdAt`: by id; that of a scheduled run begins with its instant, that of any other with its making. Any other ' +
        'needs a window, such as `scheduled:<24h` in the filter, or one task, as it reads all runs that are asked for: ' +
        'a hundred thousand in up to half a second. `took`: of a run that was sent and has ended; `late`: of one that ' +
        'was not tried again; `finishedAt`: what has none comes before all others. `runStatus`: what is open first, ' +
        'then what went wrong.',
    ),
  status: wordList(runStatuses),
  taskId: z.uuid().optional(),
  from: instant.optional().describe('Due at this instant or later.'),
  to: instant.optional().describe('Due before this instant.'),
  filter: filterText(runFilterFields).optional(),
  total: wantsTotal,
});
export type ListRunsQuery = z.infer<typeof listRunsQuery>;

/** As `listRunsQuery`, for the runs of one task. */
export const listTaskRunsQuery = listRunsQuery.omit({ taskId: true });
export type ListTaskRunsQuery = z.infer<typeof listTaskRunsQuery>;

export const listTaskLogsQuery = z.strictObject({ ...pageQuery, sort: timeSort });
export type ListTaskLogsQuery = z.infer<typeof listTaskLogsQuery>;

export const runAnswer = z
  .object({
    id: z.uuid(),
    taskId: z.uuid(),
    scheduledFor: time,
    trigger: z.enum(runTriggers),
    runStatus: z.enum(runStatuses),
    priority: z.enum(taskPriorities),
    lane: z.string().nullable(),
    webhookUrl: z.string().nullable().describe('Where it is sent in place of its task’s URL.'),
    retryCount: z.int(),
    maxRetry: z.int(),
    nextAttemptAt: time.nullable(),
    startedAt: time.nullable(),
    finishedAt: time.nullable(),
    workerId: z.uuid().nullable(),
    skipReason: z.enum(skipReasons).nullable(),
    occurrences: z.int().describe('How many instants a skipped run stands for.'),
    result: z.unknown(),
    error: z.string().nullable(),
    progress: z.int().nullable().describe('0 to 100, as the receiver reports it.'),
    cost: z.number().nullable(),
    qualityScore: z.number().nullable(),
    taskVersion: z.int(),
    createdAt: time,
  })
  .meta({ id: 'Run' });

const taskLogAnswer = z
  .object({
    id: z.uuid(),
    taskId: z.uuid(),
    runId: z.uuid(),
    runScheduledFor: time,
    status: z.enum(taskLogStatuses),
    retryCount: z.int().describe('0 for the first attempt.'),
    executionTime: z.int().nullable().describe('Milliseconds.'),
    message: z.string().nullable(),
    messageTruncated: z.boolean(),
    errorCode: z.string().nullable(),
    explanation: z
      .object({ title: z.string(), meaning: z.string(), advice: z.string() })
      .nullable()
      .describe('What the error code means and what to do about it, for people.'),
    httpStatus: z.int().nullable(),
    responseHeaders: z.record(z.string(), z.string()).nullable(),
    phases: z.record(z.string(), z.number().nullable()).nullable(),
    workerId: z.uuid().nullable(),
    createdAt: time,
    finishedAt: time.nullable(),
  })
  .meta({ id: 'TaskLog' });

export const runDetailAnswer = z
  .object({
    ...runAnswer.shape,
    originRunId: z.uuid().nullable().describe('The run that this one repeats, as a retry or a replay.'),
    hasOwnPayload: z.boolean().describe('Whether it is sent with a payload of its own, not with its task’s.'),
    jsonPayload: z
      .unknown()
      .describe('What it is sent with: its own payload, or that of its task as it is now.'),
    attempts: z.array(taskLogAnswer),
    history: z.array(
      z.object({
        status: z.enum(runStatuses),
        at: time
          .nullable()
          .describe(
            'Since when; null: some time between the entries before and after it. That is so of `pending` after `held`: when a lane let the run in is not on record.',
          ),
        reason: z.string().nullable(),
        actor: z.string().nullable(),
      }),
    ),
    logLines: z
      .array(z.object({ level: z.enum(runLogLevels), line: z.string(), createdAt: time }))
      .describe('What the receiver logged, the first line first.'),
  })
  .meta({ id: 'RunDetail' });

const listedRun = z
  .object({ ...runAnswer.shape, taskName: z.string().nullable().describe('Null: deleted a moment ago.') })
  .meta({ id: 'ListedRun' });
export const runPage = pageOf(listedRun).extend({ total }).meta({ id: 'RunPage' });
export const taskLogPage = pageOf(taskLogAnswer).meta({ id: 'TaskLogPage' });

export const replayRunSchema = z
  .strictObject({
    jsonPayload: jsonPayload.optional().describe('Sent in place of what the run was sent with.'),
    webhookUrl: webhookUrl.optional().describe('Where this one run is sent, in place of the task’s URL.'),
  })
  .meta({ id: 'ReplayRun' });
export type ReplayRunInput = z.infer<typeof replayRunSchema>;
