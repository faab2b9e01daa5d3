import type { ApiConfig } from '@carillon/config';
import { AppError, parseUrl } from '@carillon/domain';
import type { Keyring } from '@carillon/secrets';
import type { Logger } from '@carillon/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { RequestOrigin } from '../auth/request-origin.js';
import { sessionCookie } from '../auth/session-cookie.js';
import { CONFIG, KEYRING, LOGGER } from '../dependencies.js';
import { IdentityProvider } from './identity-provider.js';
import { PendingSignIns } from './pending-sign-ins.js';
import { ProviderAccountsService } from './provider-accounts.service.js';

/** Longer addresses of pages would not fit into a cookie. */
const nextLengthMax = 2_000;

/** Where a browser goes, and what it takes along. */
export interface Redirection {
  url: string;
  /** Set-Cookie headers. */
  cookies: string[];
}

/** Signing in with a provider: the way there, and the way back. Whoever is refused comes to the sign-in page. */
@Injectable()
export class OidcService {
  readonly #parts: { provider: IdentityProvider; pending: PendingSignIns; home: URL } | null;

  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(KEYRING) keyring: () => Promise<Keyring>,
    @Inject(ProviderAccountsService) private readonly accounts: ProviderAccountsService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const { oidc, frontendUrl } = config;
    if (oidc === null || frontendUrl === null) {
      this.#parts = null;
      return;
    }
    const home = new URL('/', frontendUrl);
    this.#parts = {
      provider: new IdentityProvider(oidc, new URL('/api/auth/oidc/callback', home).href),
      pending: new PendingSignIns(keyring, frontendUrl),
      home,
    };
  }

  /** @param next the page to come to afterwards; a foreign one counts for nothing */
  async begin(next: string, from: RequestOrigin): Promise<Redirection> {
    const { provider, pending, home } = this.#requireSetUp();
    const page = ownPage(next, home);
    return this.#orBack({ page, from, cookies: [] }, async () => {
      const { url, checks } = await provider.begin();
      return { url, cookies: [await pending.keep({ ...checks, next: page })] };
    });
  }

  async finish(request: Request, from: RequestOrigin): Promise<Redirection> {
    const { provider, pending, home } = this.#requireSetUp();
    const begun = await pending.find(request);
    const page = begun?.next ?? home.href;
    const cookies = [pending.forget()];
    return this.#orBack({ page, from, cookies }, async () => {
      if (begun === null) {
        throw new AppError('sign_in.expired', 'No sign-in was begun here within the last ten minutes.');
      }
      const answer = new URL(request.originalUrl, home).search;
      const { refreshToken } = await this.accounts.logIn(() => provider.finish(answer, begun), from);
      const { token, expiresAt } = refreshToken;
      const session = sessionCookie(this.config.frontendUrl).write(token, expiresAt);
      return { url: page, cookies: [...cookies, session] };
    });
  }

  #requireSetUp() {
    if (this.#parts === null) {
      throw new AppError('route.not_found', 'Signing in with a provider is not set up here.');
    }
    return this.#parts;
  }

  /** Leads back to the sign-in page with the code of what went wrong; the log has the rest. */
  async #orBack(
    { page, from, cookies }: { page: string; from: RequestOrigin; cookies: string[] },
    work: () => Promise<Redirection>,
  ): Promise<Redirection> {
    try {
      return await work();
    } catch (error) {
      const isRefusal = error instanceof AppError;
      const code = isRefusal ? error.code : 'server.failed';
      const { requestId } = from;
      if (isRefusal) {
        this.logger.info('A sign-in was refused', {
          requestId,
          code,
          reason: error.message,
          error: error.cause,
        });
      } else this.logger.error('A sign-in failed', { requestId, error });
      return { url: signInPage(page, code), cookies };
    }
  }
}

/** The address of a page of ours; of the first one, when it is another's. */
function ownPage(next: string, home: URL): string {
  // With a slash first it is a path of ours, whatever else it looks like.
  const url = next.startsWith('/') ? parseUrl(home.origin + next) : null;
  const isPage = url !== null && !url.pathname.startsWith('//') && url.href.length <= nextLengthMax;
  return isPage ? url.href : home.href;
}

function signInPage(page: string, code: string): string {
  const { origin } = new URL(page);
  const url = new URL('/sign-in', origin);
  url.searchParams.set('refused', code);
  const next = page.slice(origin.length);
  if (next !== '/') url.searchParams.set('next', next);
  return url.href;
}
