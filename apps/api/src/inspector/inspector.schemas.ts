import { z } from 'zod';
import { taskFields } from '../tasks/tasks.schemas.js';

const latencyMs = z.int().min(0).max(60_000);

const usualAnswer = z.strictObject({
  behaviour: z
    .enum(['answer', 'hang', 'reset'])
    .describe('Whether it is given, never comes, or the connection is broken instead.'),
  status: z.int().min(200).max(599),
  headers: z
    .record(z.string(), z.string())
    .describe('At most 20, besides those that the receiver writes itself.'),
  body: z.string().max(16_384).nullable().describe('Null: the facts of the call, as JSON.'),
});

const inspectorSettings = {
  failCalls: z
    .array(z.int().min(1).max(1_000_000))
    .max(100)
    .describe('Which consecutive calls fail, from 1; counting starts again after the highest.'),
  failPercent: z
    .int()
    .min(0)
    .max(100)
    .nullable()
    .describe('So many of a hundred calls fail, by chance; null: those of `failCalls`.'),
  failStatus: z.int().min(400).max(599).describe('The status of a failing answer.'),
  latencyMinMs: latencyMs.describe('Each answer waits a random time between these two, in milliseconds.'),
  latencyMaxMs: latencyMs,
  answer: usualAnswer.describe('The answer of a call that does not fail on purpose.'),
};

export const changeSettingsSchema = z
  .strictObject({ ...inspectorSettings, answer: usualAnswer.partial() })
  .partial()
  .meta({ id: 'ChangeInspectorSettings' });
export type ChangeSettingsInput = z.infer<typeof changeSettingsSchema>;

export const settingsAnswer = z.object(inspectorSettings).meta({ id: 'InspectorSettings' });

export const statsAnswer = z
  .object({
    count: z.int().describe('Calls since the start or the last reset.'),
    position: z
      .int()
      .describe('The place of the last call in the cycle of failing calls; 0 before the first.'),
    failed: z.int(),
    succeeded: z.int(),
    pinned: z
      .array(z.int())
      .describe('The numbers of the requests that stay when newer ones take the place of older ones.'),
    keptMax: z.int().describe('How many requests are kept, in memory, those that are pinned among them.'),
  })
  .meta({ id: 'InspectorStats' });

export const scenarioList = z.array(z.object({ name: z.string(), description: z.string() }));

export const receiverAnswer = z
  .object({
    url: z
      .string()
      .nullable()
      .describe('Where tasks reach it; null: this installation has none, and all of the rest is null.'),
    settings: settingsAnswer.nullable(),
    stats: statsAnswer.nullable(),
    scenarios: scenarioList.nullable().describe('What `?scenario=` of a URL takes.'),
  })
  .meta({ id: 'Inspector' });
export type ReceiverAnswer = z.infer<typeof receiverAnswer>;

export const listRequestsQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).describe('The number of the newest one that is known.'),
  limit: z.coerce.number().int().min(1).max(100).default(100),
});
export type ListRequestsQuery = z.infer<typeof listRequestsQuery>;

const received = {
  number: z.int().describe('Counts up for as long as the receiver runs.'),
  at: z.iso.datetime(),
  method: z.string(),
  path: z.string(),
  query: z.string().describe('With its question mark; empty for none.'),
  webhookId: z.string().nullable().describe('The run, where Carillon sent it.'),
  attempt: z.int().nullable(),
  position: z.int().nullable().describe('Its place in the cycle; null where its URL asked for an answer.'),
  body: z.string().describe('At most 16,384 characters.'),
  bodyLength: z.int(),
  headers: z.record(z.string(), z.string()).describe('Those of webhooks.'),
  status: z.int().nullable().describe('What was answered; null: nothing.'),
  latencyMs: z.int(),
};

/** As the receiver tells it. */
export const receivedCall = z.object({ ...received, signed: z.boolean() });
export const receivedList = z.array(receivedCall);
export type Received = z.infer<typeof receivedCall>;

export const requestParams = z.object({ number: z.coerce.number().int().min(1) });
export type RequestParams = z.infer<typeof requestParams>;

export const pinRequestSchema = z
  .strictObject({ pinned: z.boolean().describe('Whether it stays when newer ones come.') })
  .meta({ id: 'PinInspectorRequest' });
export type PinRequestInput = z.infer<typeof pinRequestSchema>;

export const replayRequestSchema = z
  .strictObject({
    url: taskFields.webhookUrl.optional().describe('Where it goes; default: where it went.'),
    isNew: z
      .boolean()
      .default(false)
      .describe('Whether it gets an id of its own. With the id that it had, receivers may know it already.'),
  })
  .meta({ id: 'ReplayInspectorRequest' });
export type ReplayRequestInput = z.infer<typeof replayRequestSchema>;

export const signatureVerdicts = ['valid', 'invalid', 'none', 'unknown'] as const;
export type SignatureVerdict = (typeof signatureVerdicts)[number];

export const requestList = z
  .object({
    items: z.array(
      z.object({
        ...received,
        signature: z
          .enum(signatureVerdicts)
          .describe(
            'Whether its signature is one of its task’s present secret; unknown where the body was cut or the secret cannot be read.',
          ),
      }),
    ),
    last: z.int().describe('Pass it as `after` for what comes next.'),
  })
  .meta({ id: 'InspectorRequests' });
export type RequestList = z.infer<typeof requestList>;
