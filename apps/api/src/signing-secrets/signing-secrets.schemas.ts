import { defaultSigningSecretName, signingSecretKinds } from '@carillon/domain';
import { z } from 'zod';
import { namedSort, pageOf, pageQuery } from '../http/route-schemas.js';
import { plainText } from '../http/text.js';

export const createSigningSecretSchema = z
  .strictObject({
    name: plainText(200).refine((name) => name !== defaultSigningSecretName, {
      error: 'is kept for the one that is made by itself',
    }),
    kind: z
      .enum(signingSecretKinds)
      .optional()
      .describe('hmac (the default) makes whsec_…, ed25519 makes whsk_… with a public key for receivers.'),
    secret: z.string().max(200).optional().meta({
      writeOnly: true,
      description: 'One that receivers know already, whsec_… or whsk_…; left out, a new one is made.',
    }),
  })
  .refine(({ kind, secret }) => kind === undefined || secret === undefined, {
    path: ['kind'],
    error: 'excludes secret: its prefix says its kind',
  })
  .meta({ id: 'CreateSigningSecret' });
export type CreateSigningSecretInput = z.infer<typeof createSigningSecretSchema>;

/** A year. */
const overlapHoursMax = 8_760;

export const rotateSigningSecretSchema = z
  .strictObject({
    overlapHours: z
      .number()
      .min(0)
      .max(overlapHoursMax)
      .default(24)
      .describe('How long webhooks are signed with the old secret too. 0: not at all, for one that leaked.'),
  })
  .meta({ id: 'RotateSigningSecret' });
export type RotateSigningSecretInput = z.infer<typeof rotateSigningSecretSchema>;

export const listSigningSecretsQuery = z.strictObject({ ...pageQuery, sort: namedSort });
export type ListSigningSecretsQuery = z.infer<typeof listSigningSecretsQuery>;

const time = z.iso.datetime();

export const signingSecretAnswer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(signingSecretKinds),
    isDefault: z.boolean().describe('Signs for the tasks that name none.'),
    publicKey: z
      .string()
      .nullable()
      .describe('whpk_…, what receivers verify an ed25519 signature with. Null for hmac.'),
    previousValidUntil: time
      .nullable()
      .describe('Until then webhooks are signed with the secret before as well.'),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'SigningSecret' });

export const signingSecretPage = pageOf(signingSecretAnswer).meta({ id: 'SigningSecretPage' });

const secret = z.string().describe('whsec_… or whsk_….');

export const newSigningSecretAnswer = signingSecretAnswer.extend({ secret }).meta({ id: 'NewSigningSecret' });

export const revealedSigningSecretAnswer = z.object({ secret }).meta({ id: 'RevealedSigningSecret' });
