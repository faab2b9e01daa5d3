import { parseUrl } from '@carillon/domain';
import type { IncomingMessage } from 'node:http';
import type { HostCookie } from './host-cookie.js';
import { hostCookie } from './host-cookie.js';

/** The refresh token's cookie. @param frontendUrl the dashboard's */
export function sessionCookie(frontendUrl: string | null): HostCookie {
  return hostCookie(frontendUrl, { name: 'carillon_session', sameSite: 'strict' });
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a request that carries the cookie was made by one of our own pages. What could change something has to say
 * so, and to be JSON, which no form of a foreign page can send.
 */
export function isFromOwnPage(request: IncomingMessage, frontendUrl: string | null): boolean {
  const { origin, host, 'sec-fetch-site': site, 'content-type': type } = request.headers;
  if (origin !== undefined && frontendUrl !== null && origin === new URL(frontendUrl).origin)
    return isSafeOrJson();
  if (site !== undefined) {
    return site === 'same-origin' ? isSafeOrJson() : site === 'none' && origin === undefined && isSafe();
  }
  if (origin !== undefined) {
    const url = parseUrl(origin);
    return url !== null && url.host === host && isSafeOrJson();
  }
  return isSafe();

  function isSafe(): boolean {
    return safeMethods.includes(request.method ?? '');
  }
  function isSafeOrJson(): boolean {
    return isSafe() || /^application\/json\b/i.test(type ?? '');
  }
}
