import { runStatuses, taskLimits, taskStatuses } from '@carillon/domain';
import { z } from 'zod';
import { instant, plainText } from '../http/text.js';

const hourMs = 3_600_000;
export const windowsMs = {
  '1h': hourMs,
  '6h': 6 * hourMs,
  '24h': 24 * hourMs,
  '7d': 168 * hourMs,
  '30d': 720 * hourMs,
};
export const bucketsMs = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '1h': hourMs,
  '6h': 6 * hourMs,
  '1d': 24 * hourMs,
};

type Word<Durations> = keyof Durations & string;
const wordsOf = <Durations extends object>(durations: Durations) =>
  Object.keys(durations) as [Word<Durations>, ...Word<Durations>[]];

/** What a picture of the window can show, and what it shows well. */
const [pointsMax, usualPointsMax] = [1_000, 60];
const rangeMaxMs = 366 * 24 * hourMs;

const scope = {
  window: z.enum(wordsOf(windowsMs)).default('24h').describe('Runs that were due since then, up to now.'),
  from: instant.optional().describe('With `to`, in place of `window`: runs that were due then or later.'),
  to: instant.optional().describe('With `from`: runs that were due before then, at most 366 days later.'),
  taskId: z.uuid({ error: 'must be a UUID' }).optional(),
  tag: plainText(taskLimits.tagLengthMax).optional(),
  lane: plainText(200).optional(),
};

interface AskedWindow {
  window: Word<typeof windowsMs>;
  from?: string | undefined;
  to?: string | undefined;
}

/** A window as the database is asked for it: how long it is, and where it ends unless that is now. */
function toWindow<Query extends AskedWindow>(
  { window, from, to, ...others }: Query,
  context: z.RefinementCtx,
): Omit<Query, keyof AskedWindow> & { windowMs: number; until: string | undefined } {
  const windowMs = from && to ? Date.parse(to) - Date.parse(from) : windowsMs[window];
  const fault =
    (from === undefined) !== (to === undefined)
      ? 'goes together with the other end'
      : windowMs <= 0
        ? 'must be later than `from`'
        : windowMs > rangeMaxMs && 'is more than 366 days later than `from`';
  if (fault !== false)
    context.addIssue({ code: 'custom', path: [to === undefined ? 'from' : 'to'], message: fault });
  return { ...others, windowMs, until: to };
}

/** Of a window of that length: the smallest that makes a picture not too fine to be read. */
function usualBucket(windowMs: number): Word<typeof bucketsMs> {
  const words = wordsOf(bucketsMs);
  return words.find((word) => windowMs / bucketsMs[word] <= usualPointsMax) ?? '1d';
}

export const summaryQuery = z.strictObject(scope).transform(toWindow);
export type SummaryQuery = z.infer<typeof summaryQuery>;

export const timeseriesQuery = z
  .strictObject({ ...scope, bucket: z.enum(wordsOf(bucketsMs)).optional() })
  .transform(toWindow)
  .transform((query) => ({ ...query, bucket: query.bucket ?? usualBucket(query.windowMs) }))
  .refine(({ windowMs, bucket }) => windowMs / bucketsMs[bucket] <= pointsMax, {
    path: ['bucket'],
    error: `makes more than ${pointsMax} points of the window`,
  });
export type TimeseriesQuery = z.infer<typeof timeseriesQuery>;

export const histogramQuery = z
  .strictObject({ ...scope, of: z.enum(['duration', 'lag']) })
  .transform(toWindow);
export type HistogramQuery = z.infer<typeof histogramQuery>;

/** Twelve weeks. */
const heatMapDaysMax = 84;

export const heatMapQuery = z.strictObject({
  taskId: scope.taskId,
  tag: scope.tag,
  lane: scope.lane,
  days: z.coerce.number().int().min(1).max(heatMapDaysMax).default(heatMapDaysMax),
  timeZone: plainText(64).default('UTC').describe('Whose days they are: an IANA name.'),
});
export type HeatMapQuery = z.infer<typeof heatMapQuery>;

export const failuresQuery = z
  .strictObject({
    ...scope,
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{16}$/, { error: 'is not one that was answered' })
      .optional()
      .describe('The group of this fingerprint alone, with up to 5000 of its tasks.'),
  })
  .transform(toWindow);
export type FailuresQuery = z.infer<typeof failuresQuery>;

export const rankedTasksQuery = z
  .strictObject({
    ...scope,
    limit: z.coerce.number().int().min(1).max(50).default(10),
  })
  .transform(toWindow);
export type RankedTasksQuery = z.infer<typeof rankedTasksQuery>;

/** 1, 2, 5, 10 … milliseconds, up to an hour: each a bound of the bins in which times are counted. */
export const histogramBoundsMs = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000,
  3_600_000,
];

const percentiles = z.object({
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
});

const counted = {
  byStatus: z
    .record(z.enum(runStatuses), z.int())
    .describe('Skipped ones by the instants that they stand for.'),
  total: z.int(),
  successRate: z
    .number()
    .nullable()
    .describe('0 to 1: completed of those that completed, failed or were abandoned; null without any.'),
  retries: z.int(),
  cost: z.object({ sum: z.number(), average: z.number().nullable() }),
  quality: z.object({ count: z.int(), average: z.number().nullable() }),
};

export const summaryAnswer = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    ...counted,
    durationMs: percentiles.describe(
      'From the beginning of the last attempt to the end, in milliseconds, within 2 %.',
    ),
    lagMs: percentiles.describe(
      'From the instant to the first attempt, in milliseconds, within 2 %, jitter and lanes included; of runs that were not tried again.',
    ),
  })
  .meta({ id: 'StatisticsSummary' });

export const timeseriesAnswer = z
  .object({
    bucketMs: z.int(),
    points: z.array(
      z.object({
        at: z.iso.datetime().describe('Where the bucket begins.'),
        ...counted,
        durationMs: z.number().nullable().describe('The average.'),
        lagMs: z.number().nullable().describe('The average.'),
      }),
    ),
  })
  .meta({ id: 'StatisticsTimeseries' });

export const histogramAnswer = z
  .object({
    buckets: z.array(z.object({ fromMs: z.number(), toMs: z.number().nullable(), count: z.int() })),
    percentiles,
  })
  .meta({ id: 'StatisticsHistogram' });

export const heatMapAnswer = z
  .object({
    timeZone: z.string(),
    days: z
      .array(
        z.object({
          day: z.iso.date(),
          completed: z.int(),
          failed: z.int().describe('Failed or abandoned.'),
          skipped: z.int().describe('By the instants that they stand for.'),
          other: z.int().describe('Cancelled, or not ended yet.'),
        }),
      )
      .describe('Every day up to today, those without runs included.'),
  })
  .meta({ id: 'StatisticsHeatMap' });

const time = z.iso.datetime();
const explanation = z
  .object({ title: z.string(), meaning: z.string(), advice: z.string() })
  .nullable()
  .describe('What the error code means and what to do about it, for people.');

export const failuresAnswer = z
  .object({
    groups: z
      .array(
        z
          .object({
            fingerprint: z.string().describe('The same for the same failure, whenever it is asked for.'),
            errorCode: z.string().nullable().describe('Of the last attempt.'),
            httpStatus: z.int().nullable(),
            host: z.string().nullable(),
            message: z.string().nullable().describe('Of the newest of them.'),
            explanation,
            count: z.int(),
            abandoned: z.int().describe('How many of them were abandoned.'),
            firstSeenAt: time,
            lastSeenAt: time,
            taskCount: z.int(),
            tasks: z
              .array(
                z.object({
                  id: z.uuid(),
                  taskName: z.string(),
                  taskStatus: z.enum(taskStatuses),
                  count: z.int(),
                  lastRunId: z.uuid(),
                }),
              )
              .describe('The 20 with the most of them; of a group that was asked for alone, more.'),
          })
          .meta({ id: 'FailureGroup' }),
      )
      .describe('The 100 with the most runs.'),
    count: z.int().describe('How many runs these are.'),
    truncated: z.boolean().describe('Whether the window holds older ones that were not looked at.'),
  })
  .meta({ id: 'Failures' });

export const failingAnswer = z
  .object({
    items: z.array(
      z.object({
        taskId: z.uuid(),
        taskName: z.string(),
        taskStatus: z.enum(taskStatuses),
        streak: z.int().describe('Runs that failed or were abandoned since the last one that completed.'),
        firstFailedAt: time,
        lastFailedAt: time,
        lastRunId: z.uuid(),
        lastError: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'FailingTasks' });

export const slowestAnswer = z
  .object({
    items: z.array(
      z.object({
        taskId: z.uuid(),
        taskName: z.string(),
        count: z.int(),
        p50: z.number(),
        p95: z.number(),
        max: z.number(),
      }),
    ),
  })
  .meta({ id: 'SlowestTasks' });
