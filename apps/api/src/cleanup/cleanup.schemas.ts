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
