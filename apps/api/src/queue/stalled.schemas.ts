import { runStatuses, taskPriorities } from '@carillon/domain';
import { z } from 'zod';

const time = z.iso.datetime();

const stalledRun = z
  .object({
    id: z.uuid(),
    taskId: z.uuid(),
    taskName: z.string(),
    lane: z.string().nullable(),
    priority: z.enum(taskPriorities),
    runStatus: z.enum(runStatuses),
    reason: z
      .enum(['listener_silent', 'listener_gone', 'lease_ended', 'no_hint'])
      .describe(
        '`listener_silent`: its listener was not heard of for a while; `listener_gone`: it is on no list; `lease_ended`: it is heard of, and let the lease of this run end; `no_hint`: due, and no hint in the queue names it.',
      ),
    since: time,
    listener: z
      .object({ id: z.uuid(), host: z.string().nullable(), pid: z.int().nullable() })
      .nullable()
      .describe('Who had it; null where nobody has claimed it.'),
    rescuedFrom: time.describe(
      'The first pass of a publisher after it takes the run back, or hints at it again.',
    ),
    becomes: z.enum(['pending', 'retrying', 'failed', 'abandoned']).describe('Its state after that pass.'),
  })
  .meta({ id: 'StalledRun' });

const orphanedHint = z
  .object({
    id: z.string().describe('As on the board of the queue.'),
    priority: z.enum(taskPriorities),
    hintState: z.enum(['waiting', 'delayed', 'active']),
    since: time.describe('When it was made.'),
    droppedFrom: time.describe('From then on the listener that takes it drops it.'),
    runs: z.int().describe('How many it names, all of them over; 0: it is no hint.'),
  })
  .meta({ id: 'OrphanedHint' });

export const stalledAnswer = z
  .object({
    runs: z.array(stalledRun).describe('Those first that wait longest, at most 100 for each reason.'),
    hints: z
      .array(orphanedHint)
      .nullable()
      .describe('Hints all of whose runs are over, at most 100; null: the queue does not answer.'),
    isWhole: z
      .boolean()
      .describe(
        'Whether all hints were looked at; while more than 100 of one priority and state lie in the queue, runs without a hint cannot be told.',
      ),
    publishersAtWork: z.int().describe('With 0 nothing is taken back.'),
  })
  .meta({ id: 'StalledQueue' });
