import type { IncomingMessage } from 'node:http';
import type { ApiConfig } from '@carillon/config';
import type { Account, Pool } from '@carillon/db';
import { findKeyInForce, findSessionUser, findTokenUser, noteKeyUse } from '@carillon/db';
import { hashToken, matchesApiKey, readApiKey, userRoles } from '@carillon/domain';
import { AccessTokens } from './access-tokens.js';
import type { HostCookie } from './host-cookie.js';
import type { Authenticator, Principal } from './principal.js';
import { isFromOwnPage, sessionCookie } from './session-cookie.js';
import { isFromThisMachine } from './this-machine.js';

const thisMachine: Principal = {
  kind: 'machine',
  id: 'this machine',
  name: 'this machine',
  displayName: null,
  userId: null,
  role: 'admin',
  scopes: null,
  expiresAtMs: null,
  sessionId: null,
};

/** Asks the database at every request, by primary keys, so that whatever ends a credential ends it at once. */
export class RequestAuthenticator implements Authenticator {
  readonly #config: ApiConfig;
  readonly #pool: Pool;
  readonly #tokens: AccessTokens;
  readonly #cookie: HostCookie;

  constructor({ config, pool }: { config: ApiConfig; pool: Pool }) {
    this.#config = config;
    this.#pool = pool;
    this.#tokens = new AccessTokens(config);
    this.#cookie = sessionCookie(config.frontendUrl);
  }

  async authenticate(request: IncomingMessage): Promise<Principal | null> {
    const { authorization } = request.headers;
    // A wrong credential is worth less than none.
    if (authorization !== undefined) {
      const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
      return token === undefined ? null : this.authenticateToken(token);
    }
    const { openOnLoopback, frontendUrl } = this.#config;
    const session = this.#cookie.read(request);
    if (session !== null && isFromOwnPage(request, frontendUrl)) {
      const principal = await this.#bySession(session);
      if (principal !== null) return principal;
    }
    return openOnLoopback && isFromThisMachine(request, frontendUrl) ? thisMachine : null;
  }

  authenticateToken(token: string): Promise<Principal | null> {
    const apiKey = readApiKey(token);
    return apiKey === null ? this.#byAccessToken(token) : this.#byApiKey(token, apiKey.prefix);
  }

  async #byAccessToken(token: string): Promise<Principal | null> {
    const claims = await this.#tokens.read(token);
    if (claims === null) return null;
    const user = await findSessionUser(this.#pool, claims);
    if (user === null || user.tokenVersion !== claims.tokenVersion) return null;
    return principalOf(user, { expiresAtMs: claims.expiresAtMs, sessionId: claims.familyId });
  }

  async #bySession(token: string): Promise<Principal | null> {
    const user = await findTokenUser(this.#pool, hashToken(token));
    if (user === null) return null;
    return principalOf(user, { expiresAtMs: Date.parse(user.tokenExpiresAt), sessionId: user.familyId });
  }

  async #byApiKey(text: string, prefix: string): Promise<Principal | null> {
    const key = await findKeyInForce(this.#pool, prefix);
    if (key === null || !matchesApiKey(text, key.keyHash)) return null;
    if (key.lastUsedAt === null || Date.parse(key.lastUsedAt) < Date.now() - 60_000) {
      await noteKeyUse(this.#pool, key.id);
    }
    const { id, name, userId, ownerEmail, ownerRole, scopes, expiresAt } = key;
    const rank = Math.min(userRoles.indexOf(key.role), userRoles.indexOf(ownerRole ?? key.role));
    return {
      kind: 'api_key',
      id,
      name: ownerEmail === null ? name : `${ownerEmail} (key ${name})`,
      displayName: null,
      userId,
      role: userRoles[rank]!,
      scopes,
      expiresAtMs: expiresAt === null ? null : Date.parse(expiresAt),
      sessionId: null,
    };
  }
}

function principalOf(
  { id, email, displayName, role }: Account,
  session: { expiresAtMs: number; sessionId: string },
): Principal {
  return { kind: 'user', id, name: email, displayName, userId: id, role, scopes: null, ...session };
}
