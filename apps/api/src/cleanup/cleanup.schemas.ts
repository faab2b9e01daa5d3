import { z } from 'zod';

export const cleanupOldSchema = z
  .strictObject({
    olderThanDays: z
      .int()
      .min(1)
      .max(36_500)
      .default(7)
      .describe('Runs and logs of days further back go; today’s and yesterday’s never do.'),
  })
  .meta({ id: 'CleanupOld' });
export type CleanupOldInput = z.infer<typeof cleanupOldSchema>;

export const oldQuery = z.strictObject({
  olderThanDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(36_500)
    .default(7)
    .describe('As for the clean-up itself.'),
});
export type OldQuery = z.infer<typeof oldQuery>;

/** Rows are counted no further: of more it does not matter how many. */
export const countedMax = 1_000_000;
const counted = `Counted no further than to ${countedMax}.`;

export const oldAnswer = z
  .object({
    days: z.int().describe('Of which tables go.'),
    tables: z.int().describe('The tables of single days that go.'),
    runs: z.int().describe(counted),
    attempts: z.int().describe(counted),
    heldDays: z.int().describe('That are as old, and stay because a run of theirs is open.'),
  })
  .meta({ id: 'OldDays' });

export const cleanupOldAnswer = z
  .object({
    dropped: z
      .array(z.string())
      .describe('The tables of single days that are gone. Days that still have an open run stay.'),
  })
  .meta({ id: 'CleanedUpOld' });

export const timeoutStaleAnswer = z
  .object({
    retrying: z.int().describe('Taken back from lost listeners or silent receivers, to be tried again.'),
    failed: z.int(),
    abandoned: z.int(),
  })
  .meta({ id: 'TimedOutStale' });
