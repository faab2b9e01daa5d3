import { parseUrl } from '@carillon/domain';
import type { Socket } from 'node:net';
import { unescape } from 'node:querystring';
import { hostOf } from './address-guard/allow-list.js';
import type { Endpoint, OutboundPolicy } from './address-guard/outbound-policy.js';
import { judgeEndpoint } from './address-guard/outbound-policy.js';
import { blocked } from './address-guard/judge-url.js';
import { FailureError } from './exchange.js';

/** An HTTP proxy that requests go through. */
export interface Proxy {
  endpoint: Endpoint;
  hostAndPort: string;
  /** The value of the header proxy-authorization. */
  authorization: string | null;
  /** The installation's own: the address guard has no say in where it stands. */
  isTrusted: boolean;
}

/** A proxy that answers with a longer head is none. */
const headBytesMax = 16_384;

/**
 * @param url `http://[user:password@]host[:port]`
 * @throws FailureError
 */
export function parseProxy(url: string, policy: OutboundPolicy, isTrusted: boolean): Proxy {
  const parsed = parseUrl(url);
  if (parsed?.protocol !== 'http:') {
    throw new FailureError({
      errorCode: 'invalid_request',
      message: 'The URL of the proxy must be http://host:port',
    });
  }
  const endpoint = { host: hostOf(parsed), port: Number(parsed.port || 80) };
  const refusal = isTrusted ? null : judgeEndpoint(endpoint, policy, true);
  if (refusal !== null) throw new FailureError(blocked(refusal));
  const credentials = `${unescape(parsed.username)}:${unescape(parsed.password)}`;
  return {
    endpoint,
    hostAndPort: `${parsed.hostname}:${endpoint.port}`,
    authorization: credentials === ':' ? null : `Basic ${Buffer.from(credentials).toString('base64')}`,
    isTrusted,
  };
}

/** Asks the proxy, over a connection to it, for a tunnel to the target. `done` is called once. */
export function openTunnel(
  socket: Socket,
  proxy: Proxy,
  { host, port }: Endpoint,
  done: (error: Error | null) => void,
): void {
  const target = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const authorization = proxy.authorization === null ? '' : `proxy-authorization: ${proxy.authorization}\r\n`;
  let head = '';
  const finish = (problem: string | null): void => {
    socket.off('readable', onReadable).off('close', onClose);
    if (problem === null) return done(null);
    const message = `The proxy ${proxy.hostAndPort} did not open a tunnel to ${target}: ${problem}`;
    done(new FailureError({ errorCode: 'proxy_failed', message }));
  };
  const onClose = (): void => finish('it closed the connection');
  const onReadable = (): void => {
    for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read() as Buffer | null) {
      head += chunk.toString('latin1');
    }
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return head.length > headBytesMax ? finish('its answer has no end') : undefined;
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
    if (status === undefined) return finish('it does not speak HTTP');
    // The receiver may not speak first, so bytes behind the head are not its.
    finish(status.startsWith('2') && head.length === end + 4 ? null : `it answered ${status}`);
  };
  socket.on('readable', onReadable).once('close', onClose);
  socket.write(`CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n${authorization}\r\n`);
}
