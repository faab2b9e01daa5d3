import type { OidcConfig } from '@carillon/config';
import type { Identity } from '@carillon/db';
import { AppError } from '@carillon/domain';
import type { ClientAuth, Configuration, IDToken, UserInfoResponse } from 'openid-client';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { emailAddress } from '../auth/auth.schemas.js';

/** How long each request to the provider may take. */
const timeoutSeconds = 5;
const clockToleranceSeconds = 30;

/** What is sent along with somebody, and has to come back with the answer or to fit it. */
export interface Checks {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Whom the provider has signed in. */
export interface Person extends Identity {
  /** Null: none that the provider calls verified. */
  email: string | null;
}

/**
 * The provider of OpenID Connect, by authorization codes with PKCE. It is looked up when it is first needed: the API
 * starts, and passwords work, while it is down. Who it is the environment says, so it may be a private address.
 */
export class IdentityProvider {
  #found: Promise<Configuration> | null = null;

  constructor(
    private readonly config: OidcConfig,
    private readonly redirectUri: string,
  ) {}

  /** Where a browser goes to sign in. @throws AppError `sign_in.unavailable` */
  async begin(): Promise<{ url: string; checks: Checks }> {
    const provider = await this.#find();
    const checks = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: this.redirectUri,
      scope: 'openid email',
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await calculatePKCECodeChallenge(checks.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, checks };
  }

  /**
   * @param answer the query with which the browser came back, from its `?` on
   * @throws AppError `sign_in.unavailable`, or `sign_in.failed` for whatever does not hold
   */
  async finish(answer: string, { state, nonce, codeVerifier }: Checks): Promise<Person> {
    const provider = await this.#find();
    try {
      const tokens = await authorizationCodeGrant(provider, new URL(`${this.redirectUri}${answer}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
      });
      const claims = tokens.claims()!;
      return {
        issuer: claims.iss,
        subject: claims.sub,
        email: verifiedEmail(
          claims.email_verified === undefined && provider.serverMetadata().userinfo_endpoint !== undefined
            ? await fetchUserInfo(provider, tokens.access_token, claims.sub)
            : claims,
        ),
      };
    } catch (error) {
      throw new AppError('sign_in.failed', 'The provider did not sign you in, or its answer does not hold.', {
        cause: describe(error),
      });
    }
  }

  /** Of several who ask at once, one asks the provider; what failed is tried again by the next. */
  #find(): Promise<Configuration> {
    this.#found ??= discover(this.config).catch((error: unknown) => {
      this.#found = null;
      throw new AppError('sign_in.unavailable', 'The provider to sign in with does not answer.', {
        cause: describe(error),
      });
    });
    return this.#found;
  }
}

function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<Configuration> {
  const url = new URL(issuer);
  return discovery(
    url,
    clientId,
    { [clockTolerance]: clockToleranceSeconds },
    clientSecret === null ? None() : authenticateWith(clientSecret),
    {
      timeout: timeoutSeconds,
      // The configuration takes plain http for this machine alone.
      execute: [enableNonRepudiationChecks, ...(url.protocol === 'http:' ? [allowInsecureRequests] : [])],
    },
  );
}

/** In the header, as every provider takes it that does not say otherwise; else in the body. */
function authenticateWith(secret: string): ClientAuth {
  const [inHeader, inBody] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...request) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (methods.includes('client_secret_basic') ? inHeader : inBody)(server, ...request);
  };
}

function verifiedEmail(claims: IDToken | UserInfoResponse): string | null {
  return claims.email_verified === true ? (emailAddress.safeParse(claims.email).data ?? null) : null;
}

/** For the log: the library's own message says little without what the provider said, or what lies below. */
function describe(fault: unknown): Error {
  const { message, error, error_description, cause } = fault as Error & Record<string, unknown>;
  const reason = (cause as Error | undefined)?.message;
  return new Error([message, error, error_description, reason].filter(Boolean).join(': '), { cause: fault });
}
