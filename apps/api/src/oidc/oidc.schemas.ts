import { z } from 'zod';

export const beginOidcQuery = z.strictObject({
  next: z
    .string()
    .default('/')
    .describe('Where to go afterwards: a path of the dashboard. Another address counts for nothing.'),
});
export type BeginOidcQuery = z.infer<typeof beginOidcQuery>;

/** Providers may add more; what it has to be is judged by the protocol's own library. */
export const finishOidcQuery = z.looseObject({
  code: z.string().optional().describe('As the provider gives it.'),
  state: z.string().optional().describe('As it was sent there.'),
  error: z.string().optional().describe('Why the provider signs nobody in.'),
});
