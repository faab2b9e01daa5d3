import { parseUrl } from '@carillon/domain';
import type { IncomingMessage } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';

/** The refresh token's cookie: for our pages only, and out of reach of their scripts. */
export interface SessionCookie {
  /** The token that a request carries; null when it carries none. */
  read(request: IncomingMessage): string | null;
  /** A Set-Cookie header. */
  write(token: string, expiresAt: string): string;
  /** A Set-Cookie header that takes the cookie away. */
  clear(): string;
}

/** @param frontendUrl the dashboard's; over https the cookie never leaves it, nor is it set by a neighbour */
export function sessionCookie(frontendUrl: string | null): SessionCookie {
  const secure = frontendUrl !== null && new URL(frontendUrl).protocol === 'https:';
  const name = secure ? '__Host-carillon_session' : 'carillon_session';
  const attributes = { httpOnly: true, sameSite: 'strict', path: '/', secure } as const;
  return {
    read: ({ headers }) => parseCookie(headers.cookie ?? '')[name] ?? null,
    write: (value, expiresAt) =>
      stringifySetCookie({ name, value, ...attributes, expires: new Date(expiresAt) }),
    clear: () => stringifySetCookie({ name, value: '', ...attributes, maxAge: 0 }),
  };
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
