import { taskPriorities } from '@carillon/domain';
import { z } from 'zod';
import { namedSort, pageOf, pageQuery, sortBy, version } from '../http/route-schemas.js';
import { plainText } from '../http/text.js';

const name = plainText(200);

export const laneParams = z.object({ name });
export type LaneParams = z.infer<typeof laneParams>;

export const listLanesQuery = z.strictObject({ ...pageQuery, sort: namedSort });
export type ListLanesQuery = z.infer<typeof listLanesQuery>;

const concurrencyLimit = z
  .int()
  .min(1)
  .max(10_000)
  .describe('How many of its runs may be under way at once; with 1 it is a sequential queue.');

const rateLimit = z
  .strictObject({
    runs: z.int().min(1).max(1_000_000).describe('So many may begin …'),
    perMs: z.int().min(1_000).max(86_400_000).describe('… in any period of so many milliseconds.'),
  })
  .meta({ id: 'LaneRateLimit' });

export const saveLaneSchema = z
  .strictObject({
    concurrencyLimit,
    rateLimit: rateLimit
      .nullable()
      .optional()
      .describe(
        'How often its runs begin at most, evenly spaced; retries are not counted. Null: as often as there is room; absent: as before.',
      ),
  })
  .meta({ id: 'SaveLane' });
export type SaveLaneInput = z.infer<typeof saveLaneSchema>;

export const pauseLaneSchema = z
  .strictObject({ reason: plainText(1_000).optional() })
  .meta({ id: 'PauseLane' });
export type PauseLaneInput = z.infer<typeof pauseLaneSchema>;

export const moveRunsSchema = z
  .strictObject({ to: name.describe('A lane that exists.') })
  .meta({ id: 'MoveLaneRuns' });
export type MoveRunsInput = z.infer<typeof moveRunsSchema>;

export const movedRunsAnswer = z
  .object({ moved: z.int(), lane: z.string().describe('Where they wait now.') })
  .meta({ id: 'MovedLaneRuns' });

export const drainedLaneAnswer = z.object({ cancelled: z.int() }).meta({ id: 'DrainedLane' });

export const heldRunParams = z.object({ name, runId: z.uuid({ error: 'must be a UUID' }) });
export type HeldRunParams = z.infer<typeof heldRunParams>;

export const listHeldRunsQuery = z.strictObject({
  ...pageQuery,
  sort: sortBy(['turn', 'scheduledFor'])
    .default('turn')
    .describe('`turn`: what is due, by priority raised by age, as of the first page.'),
});
export type ListHeldRunsQuery = z.infer<typeof listHeldRunsQuery>;

const time = z.iso.datetime();

export const heldRunsAnswer = pageOf(
  z.object({
    id: z.uuid(),
    taskId: z.uuid(),
    taskName: z.string(),
    priority: z.enum(taskPriorities),
    scheduledFor: time,
    nextAttemptAt: time.describe('It does not begin before.'),
  }),
).meta({ id: 'HeldRuns' });

export const turnAnswer = z
  .object({
    position: z.int().describe('1: it is next.'),
    of: z.int().describe('How many wait for their turn in the lane.'),
  })
  .meta({ id: 'Turn' });

export const laneAnswer = z
  .object({
    name,
    concurrencyLimit,
    rateLimit: rateLimit
      .nullable()
      .describe('How often its runs begin at most; null: as often as there is room.'),
    nextStartAt: time
      .nullable()
      .describe('Before this instant its rate limit lets no further run begin; null: one could begin now.'),
    paused: z.boolean().describe('Whether its waiting runs are held back. Those under way go on.'),
    pausedAt: time.nullable(),
    pausedBy: z.string().nullable(),
    pauseReason: z.string().nullable(),
    counts: z
      .object({
        held: z.int().describe('Waiting for their turn.'),
        pending: z.int(),
        running: z.int(),
        retrying: z.int(),
        waiting: z.int().describe('Waiting for the receiver’s report.'),
      })
      .describe('Its open runs.'),
    notBegun: z.record(z.enum(taskPriorities), z.int()).describe('Held and pending runs, by priority.'),
    oldestDueAt: time.nullable().describe('The instant of the run that has waited longest to begin.'),
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Lane' });

export const lanePage = pageOf(laneAnswer).meta({ id: 'LanePage' });
