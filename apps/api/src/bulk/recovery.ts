import type { FailureSelection } from '@carillon/db';
import { failureStatuses } from '@carillon/db';
import { z } from 'zod';
import { wordList } from '../http/text.js';
import { windowsMs } from '../statistics/statistics.schemas.js';

const window = z.enum(Object.keys(windowsMs) as (keyof typeof windowsMs)[]);

const isFinal = 'Ends of runs: those that failed, those that were abandoned, or both.';

/** Which failures `retry` repeats, as they are asked for. */
export const failuresSchema = z
  .strictObject({
    window: window.describe('Runs that were due since then, up to now.'),
    statuses: z
      .array(z.enum(failureStatuses))
      .min(1)
      .transform((given) => [...new Set(given)])
      .default([...failureStatuses])
      .describe(isFinal),
  })
  .meta({ id: 'FailuresToRecover' });

/** As they are answered. */
export const failuresAnswer = z
  .object({ since: z.iso.datetime(), statuses: z.array(z.enum(failureStatuses)) })
  .meta({ id: 'RecoveredFailures' });

export const recoverableQuery = z.strictObject({
  window: window.default('24h').describe('Runs that were due since then, up to now.'),
  statuses: wordList(failureStatuses).describe(`With commas between them; both when left out. ${isFinal}`),
});
export type RecoverableQuery = z.infer<typeof recoverableQuery>;

export const recoverableAnswer = z
  .object({
    tasks: z.int().describe('Failed tasks with such runs; each is recovered once.'),
    runs: z.int().describe('Those runs. Of each task the newest is tried again.'),
    repeatedTasks: z.int().describe('Tasks with more than one of them.'),
  })
  .meta({ id: 'Recoverable' });

export function failuresSince({
  window: asked,
  statuses = [...failureStatuses],
}: Pick<RecoverableQuery, 'window' | 'statuses'>): FailureSelection {
  return { since: new Date(Date.now() - windowsMs[asked]).toISOString(), statuses };
}
