import { scopes, userRoles } from '@carillon/domain';
import { z } from 'zod';
import { pageOf, pageQuery, timeSort } from '../http/route-schemas.js';
import { instant, plainText } from '../http/text.js';

export const createApiKeySchema = z
  .strictObject({
    name: plainText(200),
    role: z.enum(userRoles).default('viewer').describe('At most that of its owner, also later.'),
    scopes: z
      .array(z.enum(scopes))
      .min(1)
      .max(scopes.length)
      .nullable()
      .default(null)
      .describe('Null: all that the role may.'),
    expiresAt: instant.nullable().default(null).describe('Null: never.'),
  })
  .meta({ id: 'CreateApiKey' });
export type CreateApiKeyInput = z.infer<typeof createApiKeySchema>;

export const listApiKeysQuery = z.strictObject({ ...pageQuery, sort: timeSort });
export type ListApiKeysQuery = z.infer<typeof listApiKeysQuery>;

const fields = {
  id: z.uuid(),
  userId: z.uuid().nullable().describe('Whose it is; null: the machine’s on which Carillon runs.'),
  name: z.string(),
  prefix: z.string().describe('How the key begins, behind `cak_`.'),
  role: z.enum(userRoles),
  scopes: z.array(z.enum(scopes)).nullable(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable().describe('To the minute.'),
  createdAt: z.iso.datetime(),
};

const apiKeyAnswer = z.object(fields).meta({ id: 'ApiKey' });

export const newApiKeyAnswer = z
  .object({ ...fields, key: z.string().describe('Shown this once.') })
  .meta({ id: 'NewApiKey' });

export const apiKeyPage = pageOf(apiKeyAnswer).meta({ id: 'ApiKeyPage' });
