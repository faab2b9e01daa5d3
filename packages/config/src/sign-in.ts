import { AppError } from '@carillon/domain';
import type { parseVariables } from './load.js';
import type { signInVariables } from './variables.js';

/** Who may come in, and how often. */
export interface SignInConfig {
  /** Null: a key file of `dataDir`, made when there is none. */
  jwtSecret: string | null;
  /** Made at the start when there is no user. */
  firstAdministrator: { email: string; password: string } | null;
  /** 0: no limit. */
  rateLimitPerMinute: number;
  /** Addresses and ranges of proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[];
}

/** @throws AppError `config.invalid` */
export function toSignInConfig(
  values: ReturnType<typeof parseVariables<typeof signInVariables>>,
): SignInConfig {
  return {
    jwtSecret: values.JWT_SECRET,
    firstAdministrator: toFirstAdministrator(values.CARILLON_ADMIN_EMAIL, values.CARILLON_ADMIN_PASSWORD),
    rateLimitPerMinute: values.CARILLON_RATE_LIMIT_PER_MINUTE,
    trustedProxies: values.CARILLON_TRUSTED_PROXIES,
  };
}

function toFirstAdministrator(email: string | null, password: string | null) {
  if (email !== null && password !== null) return { email, password };
  if (email === null && password === null) return null;
  const path = email === null ? 'CARILLON_ADMIN_EMAIL' : 'CARILLON_ADMIN_PASSWORD';
  throw new AppError(
    'config.invalid',
    `The configuration is not valid. ${path}: is required with the other`,
    {
      fieldErrors: [{ path, message: 'is required with the other' }],
    },
  );
}
