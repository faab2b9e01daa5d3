import type { IncomingMessage } from 'node:http';

/**
 * The address of whoever made a request, as Express tells it of a route: the last one on the way that is no proxy which
 * we trust.
 *
 * @param isTrusted by the address, and how many hops away it is
 */
export function clientAddress(
  { socket, headers }: IncomingMessage,
  isTrusted: (address: string, hop: number) => boolean,
): string | null {
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const way = [socket.remoteAddress ?? '', ...forwarded.map((address) => address.trim()).reverse()].filter(
    (address) => address !== '',
  );
  return way.find((address, hop) => !isTrusted(address, hop)) ?? way.at(-1) ?? null;
}
