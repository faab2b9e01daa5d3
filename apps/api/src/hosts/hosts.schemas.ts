import { circuitStates } from '@carillon/domain';
import { z } from 'zod';
import { pageOf, pageQuery, sortBy } from '../http/route-schemas.js';
import { plainText } from '../http/text.js';

const host = plainText(300).describe('Host and port: `receiver.example:443`.');

export const hostParams = z.object({ host });
export type HostParams = z.infer<typeof hostParams>;

export const listHostsQuery = z.strictObject({
  ...pageQuery,
  sort: sortBy(['host', 'openedAt', 'blockedUntil']).default('host'),
});
export type ListHostsInput = z.infer<typeof listHostsQuery>;

export const hostPageAnswer = pageOf(
  z
    .object({
      host,
      state: z
        .enum(circuitStates)
        .describe('open: nothing is sent to it. half_open: one attempt at a time tries whether it is back.'),
      reason: z.string().describe('The error code of the attempt that decided: `status_503`.'),
      openedAt: z.iso.datetime(),
      openedCount: z.int().describe('How often it has been left alone since it was last well.'),
      blockedUntil: z.iso.datetime(),
    })
    .meta({ id: 'Host' }),
).meta({ id: 'HostPage' });

export const closedHostAnswer = z.object({ host, state: z.literal('closed') }).meta({ id: 'ClosedHost' });
