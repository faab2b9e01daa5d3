import { parseUrl } from '@carillon/domain';
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '@carillon/config';

/**
 * Whether a request was made on this machine, by somebody at it, as far as the request can tell: over a loopback
 * connection, under a loopback name (a foreign name that resolves here is a rebinding attack), and not on behalf of a
 * foreign page.
 */
export function isFromThisMachine(request: IncomingMessage, frontendUrl: string | null): boolean {
  const { host, origin, forwarded } = request.headers;
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  return (
    isLoopback(address) &&
    host !== undefined &&
    isLoopbackHost(host) &&
    (origin === undefined || isTrustedOrigin(origin, frontendUrl)) &&
    request.headers['sec-fetch-site'] !== 'cross-site' &&
    forwarded === undefined &&
    cameThroughLoopbackOnly(request)
  );
}

/** A proxy on this machine hides where a request came from, but says so. */
function cameThroughLoopbackOnly({ headers }: IncomingMessage): boolean {
  const addresses = [headers['x-forwarded-for'], headers['x-real-ip']].flatMap((value) =>
    value === undefined ? [] : value.toString().split(','),
  );
  const hosts = headers['x-forwarded-host']?.toString().split(',') ?? [];
  return (
    addresses.every((address) => isLoopback(address.trim().replace(/^::ffff:/, ''))) &&
    hosts.every((host) => isLoopbackHost(host.trim()))
  );
}

function isLoopbackHost(host: string): boolean {
  const url = parseUrl(`http://${host}`);
  return url !== null && isLoopbackUrl(url);
}

/** A page of this machine, or of the dashboard. */
export function isTrustedOrigin(origin: string, frontendUrl: string | null): boolean {
  const url = parseUrl(origin);
  if (url === null) return false;
  return isLoopbackUrl(url) || (frontendUrl !== null && url.origin === new URL(frontendUrl).origin);
}

function isLoopbackUrl(url: URL): boolean {
  return url.username === '' && url.pathname === '/' && isLoopback(url.hostname.replace(/^\[(.*)\]$/, '$1'));
}
