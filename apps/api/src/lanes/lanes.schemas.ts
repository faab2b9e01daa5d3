import { z } from 'zod';
import { pageOf, pageQuery } from '../http/route-schemas.js';
import { plainText } from '../http/text.js';

const name = plainText(200);

export const laneParams = z.object({ name });
export type LaneParams = z.infer<typeof laneParams>;

export const listLanesQuery = z.strictObject({ ...pageQuery, cursor: name.optional() });
export type ListLanesQuery = z.infer<typeof listLanesQuery>;

const concurrencyLimit = z
  .int()
  .min(1)
  .max(10_000)
  .describe('How many of its runs may be under way at once; with 1 it is a sequential queue.');

export const saveLaneSchema = z.strictObject({ concurrencyLimit }).meta({ id: 'SaveLane' });
export type SaveLaneInput = z.infer<typeof saveLaneSchema>;

export const laneAnswer = z
  .object({
    name,
    concurrencyLimit,
    paused: z.boolean().describe('Whether its waiting runs are held back. Those under way go on.'),
    counts: z
      .object({
        held: z.int().describe('Waiting for their turn.'),
        pending: z.int(),
        running: z.int(),
        retrying: z.int(),
        waiting: z.int().describe('Waiting for the receiver’s report.'),
      })
      .describe('Its open runs.'),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Lane' });

export const lanePage = pageOf(laneAnswer).meta({ id: 'LanePage' });
