import type { UserRole } from '@carillon/domain';
import { AppError } from '@carillon/domain';
import type { parseVariables } from './load.js';
import type { oidcVariables } from './variables.js';

/** A provider that people may sign in with, by OpenID Connect. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  /** Null: a public client, which has PKCE alone. */
  clientSecret: string | null;
  /** What the button says. */
  label: string;
  /** Of the account of somebody who has none; null: none is made. */
  newAccountRole: UserRole | null;
}

type Values = ReturnType<typeof parseVariables<typeof oidcVariables>> & { FRONTEND_URL: string | null };

/** @returns null when none is named. @throws AppError `config.invalid` for half of one */
export function toOidcConfig(values: Values): OidcConfig | null {
  const needed = {
    CARILLON_OIDC_ISSUER: values.CARILLON_OIDC_ISSUER,
    CARILLON_OIDC_CLIENT_ID: values.CARILLON_OIDC_CLIENT_ID,
  };
  if (Object.values(needed).every((value) => value === null)) return null;
  const missing = Object.entries({ ...needed, FRONTEND_URL: values.FRONTEND_URL }).flatMap(([path, value]) =>
    value === null ? [{ path, message: 'is required to sign in with a provider' }] : [],
  );
  if (missing.length > 0) {
    const faults = missing.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new AppError('config.invalid', `The configuration is not valid. ${faults}`, {
      fieldErrors: missing,
    });
  }
  const role = values.CARILLON_OIDC_NEW_ACCOUNTS;
  return {
    issuer: needed.CARILLON_OIDC_ISSUER!,
    clientId: needed.CARILLON_OIDC_CLIENT_ID!,
    clientSecret: values.CARILLON_OIDC_CLIENT_SECRET,
    label: values.CARILLON_OIDC_LABEL,
    newAccountRole: role === 'none' ? null : role,
  };
}
