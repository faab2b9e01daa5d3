import { z } from 'zod';
import { isSampleText } from './sample-secrets.js';
import { wholeNumber } from './variable-forms.js';

const ipRange = z.union([
  z.ipv4(),
  z.ipv6(),
  z.cidrv4(),
  z.cidrv6(),
  z.enum(['loopback', 'linklocal', 'uniquelocal']),
]);

export const signInVariables = {
  JWT_SECRET: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= 32, { error: 'must have at least 32 bytes' })
    .refine((text) => !isSampleText(text) && new Set(text).size >= 8, {
      error: 'is a sample that everybody knows; take the output of `openssl rand -base64 48`',
    })
    .nullable()
    .default(null)
    .describe(
      'Signs the tokens of sessions; at least 32 random bytes, the same for every API process. Unset: made in CARILLON_DATA_DIR.',
    ),
  CARILLON_ADMIN_EMAIL: z
    .email({ error: 'must be an email address' })
    .nullable()
    .default(null)
    .describe('With the next one: the first administrator, made at the start while there is no user.'),
  CARILLON_ADMIN_PASSWORD: z
    .string()
    .refine((text) => [...text.normalize('NFKC')].length >= 12 && [...text.normalize('NFKC')].length <= 128, {
      error: 'must have 12 to 128 characters',
    })
    .nullable()
    .default(null)
    .describe('The first administrator’s password, 12 to 128 characters. Change it after the first sign-in.'),
  CARILLON_RATE_LIMIT_PER_MINUTE: wholeNumber(0, 1_000_000)
    .default(3_000)
    .describe(
      'Requests in a minute from one user, one API key, or one address without sign-in. 0: no limit.',
    ),
  CARILLON_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((entry) => entry.trim() || []))
    .pipe(z.array(ipRange, { error: 'must be addresses or ranges, separated by commas' }))
    .describe(
      'Proxies whose X-Forwarded-For is believed: addresses or ranges, separated by commas. Empty: none.',
    ),
};
