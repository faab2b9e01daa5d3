import type { ApiConfig } from '@carillon/config';
import { lazyTokenSecret } from '@carillon/secrets';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const issuer = 'carillon';
const audience = 'carillon-api';
const algorithm = 'HS256';
const lifetimeMs = 10 * 60_000;
const clockToleranceSeconds = 30;

/** Ours have some 300 characters; whatever is longer is not worth the hashing. */
const lengthMax = 2_000;

/** What an access token says: whose it is, of which session, and which state of the user it was made for. */
export interface AccessClaims {
  userId: string;
  familyId: string;
  tokenVersion: number;
}

export interface AccessToken {
  accessToken: string;
  expiresAt: string;
}

const payloadSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  ver: z.int(),
  iat: z.number(),
  exp: z.number(),
});

/** Makes and checks the short-lived tokens that requests carry: JWTs under one key and one algorithm. */
export class AccessTokens {
  readonly #secret: () => Promise<Uint8Array>;

  constructor(config: Pick<ApiConfig, 'jwtSecret' | 'dataDir'>) {
    this.#secret = lazyTokenSecret(config);
  }

  async issue({ userId, familyId, tokenVersion }: AccessClaims): Promise<AccessToken> {
    const issuedAtSeconds = Math.floor(Date.now() / 1_000);
    const expiresAtSeconds = issuedAtSeconds + lifetimeMs / 1_000;
    const accessToken = await new SignJWT({ sid: familyId, ver: tokenVersion })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setSubject(userId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAtSeconds)
      .setExpirationTime(expiresAtSeconds)
      .sign(await this.#secret());
    return { accessToken, expiresAt: new Date(expiresAtSeconds * 1_000).toISOString() };
  }

  /** @returns null for whatever we did not make, or not for now */
  async read(token: string): Promise<(AccessClaims & { expiresAtMs: number }) | null> {
    if (token.length > lengthMax) return null;
    const secret = await this.#secret();
    try {
      const { payload } = await jwtVerify(token, secret, {
        algorithms: [algorithm],
        issuer,
        audience,
        clockTolerance: clockToleranceSeconds,
        maxTokenAge: lifetimeMs / 1_000,
      });
      const { sub, sid, ver, exp } = payloadSchema.parse(payload);
      return { userId: sub, familyId: sid, tokenVersion: ver, expiresAtMs: exp * 1_000 };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) return null;
      throw error;
    }
  }
}
