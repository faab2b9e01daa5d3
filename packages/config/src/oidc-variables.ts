import { parseUrl, userRoles } from '@carillon/domain';
import { z } from 'zod';
import { isLoopback } from './loopback.js';
import { url } from './variable-forms.js';

const issuer = url(['https:', 'http:']).refine(
  (text) => {
    const parsed = parseUrl(text);
    return parsed?.protocol !== 'http:' || isLoopback(parsed.hostname.replace(/^\[(.*)\]$/, '$1'));
  },
  { error: 'must be https: whoever stands between could sign in as anybody (http only on this machine)' },
);

export const oidcVariables = {
  CARILLON_OIDC_ISSUER: issuer
    .nullable()
    .default(null)
    .describe(
      'A provider that people may sign in with, by its issuer URL, such as https://id.example.com/realms/ours. Needs the next variable and FRONTEND_URL; the provider is told FRONTEND_URL and /api/auth/oidc/callback as the redirect URI. Unset: passwords alone.',
    ),
  CARILLON_OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('What the provider calls this installation.'),
  CARILLON_OIDC_CLIENT_SECRET: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('The secret that goes with it. Unset: a public client.'),
  CARILLON_OIDC_LABEL: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .default('Single sign-on')
    .describe('The text of the button on the sign-in page.'),
  CARILLON_OIDC_NEW_ACCOUNTS: z
    .enum(['none', ...userRoles])
    .default('none')
    .describe(
      'The role of an account that is made for whoever signs in with the provider and has none. none: only those sign in who have an account under their verified e-mail address.',
    ),
};
