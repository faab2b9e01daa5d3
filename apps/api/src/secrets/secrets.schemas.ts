import { secretNamePattern } from '@carillon/domain';
import { z } from 'zod';
import { namedSort, pageOf, pageQuery, version } from '../http/route-schemas.js';
import { isStorable, notStorable } from '../http/text.js';

const name = z
  .string()
  .regex(secretNamePattern, {
    error: 'must begin with a letter and have at most 100 letters, digits, dots, dashes and underscores',
  })
  .describe('As templates and delivery options name it: {{secret:NAME}}.');

const value = z
  .string()
  .min(1)
  .max(32_768)
  .refine(isStorable, { error: notStorable })
  .meta({ writeOnly: true, description: 'Sealed before it is stored, and never answered by any route.' });

export const secretParams = z.object({ name });
export type SecretParams = z.infer<typeof secretParams>;

export const createSecretSchema = z.strictObject({ name, value }).meta({ id: 'CreateSecret' });
export type CreateSecretInput = z.infer<typeof createSecretSchema>;

export const replaceSecretSchema = z.strictObject({ value }).meta({ id: 'ReplaceSecret' });
export type ReplaceSecretInput = z.infer<typeof replaceSecretSchema>;

export const listSecretsQuery = z.strictObject({ ...pageQuery, sort: namedSort });
export type ListSecretsQuery = z.infer<typeof listSecretsQuery>;

export const secretAnswer = z
  .object({ name: z.string(), version, createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() })
  .meta({ id: 'Secret' });

export const secretPage = pageOf(secretAnswer).meta({ id: 'SecretPage' });
