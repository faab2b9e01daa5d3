import { z } from 'zod';

const source = z
  .enum(['environment', 'file'])
  .describe('A variable, or a key file of the data directory that was made by itself.');

export const settingsAnswer = z
  .object({
    version: z.string(),
    database: z.object({ address: z.string(), name: z.string() }),
    queue: z.object({ kind: z.enum(['redis', 'postgresql']), address: z.string() }),
    api: z.object({
      address: z.string(),
      frontendUrl: z.string().nullable(),
      isOpenOnLoopback: z.boolean().describe('Whether requests from this machine need no sign-in.'),
      rateLimitPerMinute: z.int().describe('0: none.'),
      trustedProxies: z.array(z.string()),
      needsMetricsToken: z.boolean(),
      tellsEvents: z.boolean().describe('Whether changes reach dashboards live.'),
    }),
    schedules: z.object({
      minimumIntervalMs: z.int(),
      catchUpPerSecond: z.int(),
      workerTimeoutMs: z.int(),
    }),
    outbound: z
      .object({
        allow: z.array(z.string()).describe('Reachable beside the public internet.'),
        allowHttp: z.boolean(),
        proxy: z.string().nullable().describe('Its address; what it is signed in to with is not told.'),
        hasOwnAuthorities: z
          .boolean()
          .describe('Whether certificates of other authorities are believed too.'),
        ownAddresses: z.array(z.string()).describe('Of Carillon’s own services; never reachable.'),
      })
      .describe(
        'What webhooks may reach. Listeners have a configuration of their own, which should be the same.',
      ),
    keys: z.object({
      tokens: source,
      encryption: source,
      encryptionKeyIds: z
        .array(z.string())
        .nullable()
        .describe('The first one seals. Null: that of the file.'),
    }),
    log: z.object({ level: z.string(), format: z.string(), directory: z.string().nullable() }),
    dataDirectory: z.string(),
  })
  .meta({ id: 'Settings' });
