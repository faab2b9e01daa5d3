import { httpMethods } from '@carillon/domain';
import { z } from 'zod';
import { taskFields } from '../tasks/tasks.schemas.js';

const { webhookUrl, httpMethod, httpHeaders, jsonPayload, timeoutMs, successStatus } = taskFields;
const { taskName, deliveryOptions, signingSecretId } = taskFields;

export const testRequestSchema = z
  .strictObject({
    taskId: z.uuid().optional().describe('An existing task; what else is given replaces its fields.'),
    ...z
      .object({ taskName, webhookUrl, httpMethod, httpHeaders, jsonPayload, timeoutMs, successStatus })
      .partial().shape,
    ...z.object({ deliveryOptions, signingSecretId }).partial().shape,
  })
  .refine(({ taskId, webhookUrl: url }) => taskId !== undefined || url !== undefined, {
    path: ['webhookUrl'],
    error: 'is required without a taskId',
  })
  .meta({ id: 'TestRequest' });
export type TestRequestInput = z.infer<typeof testRequestSchema>;

const headers = z.record(z.string(), z.string());
const explanation = z.object({ title: z.string(), meaning: z.string(), advice: z.string() }).nullable();

export const testRequestAnswer = z
  .object({
    ok: z.boolean().describe('Whether an attempt of a run would have succeeded.'),
    request: z
      .object({
        method: z.enum(httpMethods),
        url: z.string(),
        headers: headers.describe('As sent; credentials are shown as [redacted].'),
        body: z.string().nullable(),
      })
      .nullable()
      .describe('Null when it could not be composed.'),
    response: z
      .object({ status: z.int(), headers, body: z.string(), truncated: z.boolean() })
      .nullable()
      .describe('Null when none came.'),
    phases: z.record(z.string(), z.number().nullable()).describe('Milliseconds.'),
    errorCode: z.string().nullable(),
    message: z.string().nullable().describe('What went wrong, when no response came.'),
    explanation,
    wishes: z
      .record(z.string(), z.unknown())
      .describe('What the receiver asked for and a run would have granted.'),
  })
  .meta({ id: 'TestRequestResult' });

export const targetCheckSchema = z
  .strictObject({ webhookUrl, deliveryOptions: deliveryOptions.optional() })
  .meta({ id: 'TargetCheck' });
export type TargetCheckInput = z.infer<typeof targetCheckSchema>;

export const targetCheckAnswer = z
  .object({
    ok: z.boolean().describe('Whether a request would get as far as being sent.'),
    addresses: z
      .array(z.string())
      .nullable()
      .describe('What the host leads to; null where a proxy resolves it, or it was not looked up.'),
    allowed: z.boolean().describe('Whether the outbound policy lets it be called.'),
    tls: z
      .object({
        protocol: z.string().nullable(),
        subject: z.string(),
        issuer: z.string(),
        validFrom: z.string(),
        validTo: z.string(),
      })
      .nullable()
      .describe('The certificate, which was accepted; null over plain http, and without a connection.'),
    errorCode: z.string().nullable(),
    message: z.string().nullable(),
    explanation,
  })
  .meta({ id: 'TargetCheckResult' });
export type TargetCheckAnswer = z.infer<typeof targetCheckAnswer>;
