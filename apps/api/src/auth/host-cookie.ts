import type { IncomingMessage } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';

/** A cookie out of reach of scripts. */
export interface HostCookie {
  /** What a request carries; null when it carries none. */
  read(request: IncomingMessage): string | null;
  /** A Set-Cookie header. */
  write(value: string, expiresAt: string): string;
  /** A Set-Cookie header that takes the cookie away. */
  clear(): string;
}

/**
 * @param frontendUrl the dashboard's; over https the cookie never leaves it, nor is it set by a neighbour
 * @param cookie `strict`: for our own pages alone; `lax`: also for whoever is led here from elsewhere
 */
export function hostCookie(
  frontendUrl: string | null,
  { name, sameSite }: { name: string; sameSite: 'strict' | 'lax' },
): HostCookie {
  const secure = frontendUrl !== null && new URL(frontendUrl).protocol === 'https:';
  const fullName = secure ? `__Host-${name}` : name;
  const attributes = { httpOnly: true, sameSite, path: '/', secure } as const;
  return {
    read: ({ headers }) => parseCookie(headers.cookie ?? '')[fullName] ?? null,
    write: (value, expiresAt) =>
      stringifySetCookie({ name: fullName, value, ...attributes, expires: new Date(expiresAt) }),
    clear: () => stringifySetCookie({ name: fullName, value: '', ...attributes, maxAge: 0 }),
  };
}
