import type { LookupAddress } from 'node:dns';
import type { LookupFunction, Socket } from 'node:net';
import { connect as connectTcp, isIP } from 'node:net';
import type { SecureContext } from 'node:tls';
import { connect as connectTls } from 'node:tls';
import { BoundedCache } from '@carillon/domain';
import type { buildConnector } from 'undici';
import { blocked } from './address-guard/judge-url.js';
import type { Endpoint, OutboundPolicy } from './address-guard/outbound-policy.js';
import { judgeAnswers } from './address-guard/outbound-policy.js';
import { FailureError } from './exchange.js';
import type { Proxy } from './proxy.js';
import { openTunnel } from './proxy.js';

/** One connection being made, and when each step of it was done (`performance.now()`); null when not reached. */
export interface Connection {
  socket: Socket;
  /** The proxy that it leads through. */
  proxy: Proxy | null;
  startedAt: number;
  /** Null for an address that needs no look-up. */
  lookedUpAt: number | null;
  /** Through a proxy: when its tunnel was open. */
  connectedAt: number | null;
  securedAt: number | null;
}

/** All addresses of a host name, as the system resolves it. Rejects as `dns.promises.lookup` does. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export interface ConnectorOptions {
  connectTimeoutMs: number;
  policy: OutboundPolicy;
  resolve: Resolve;
  proxy: Proxy | null;
  secureContext: SecureContext;
}

/** TLS sessions that are remembered, so that the next handshake with their host is a short one. */
const sessionsMax = 200;

/**
 * The one place where a connection to a receiver is made, and where the address guard has its last word.
 *
 * undici does not say which connection serves which request, so the two fields `begun` and `opened` hand that
 * over within one call stack: dispatching a request begins its connection at once, or takes an idle one, or
 * queues; and undici writes the request from within the call that announces the open connection.
 */
export class Connector {
  /** The connection that was begun last. Set to null before a dispatch, read right after it. */
  begun: Connection | null = null;
  /** The connection that is being announced; null outside of that call. */
  opened: Connection | null = null;
  readonly #failed = new WeakMap<Error, Connection>();
  readonly #sessions = new BoundedCache<string, { session: Buffer | undefined }>(sessionsMax);

  constructor(private readonly options: ConnectorOptions) {}

  /** The connection whose making failed with this error; undefined when the error came later. */
  failedConnection(error: Error): Connection | undefined {
    return this.#failed.get(error);
  }

  readonly connect: buildConnector.connector = (options, callback) => {
    const { proxy, connectTimeoutMs } = this.options;
    const isSecure = options.protocol === 'https:';
    const target = { host: options.hostname, port: Number(options.port) || (isSecure ? 443 : 80) };
    const peer = proxy?.endpoint ?? target;
    const connection = this.#beginTcp(peer);
    let isSettled = false;
    const settle = (error: Error | null): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      if (error === null) this.#announce(connection, callback);
      else {
        this.#failed.set(error, connection);
        connection.socket.destroy();
        callback(error, null);
      }
    };
    const timer = setTimeout(() => settle(connectTimeout(connectTimeoutMs)), connectTimeoutMs);
    const onReached = (error: Error | null): void => {
      if (error !== null) return settle(error);
      connection.connectedAt = performance.now();
      if (isSecure) this.#secure(connection, target, settle);
      else settle(null);
    };
    connection.socket.on('error', settle).once('connect', () => {
      // Whatever a resolver said: this is where the bytes would go.
      const refusal = this.#judge(peer, [connection.socket.remoteAddress ?? '']);
      if (refusal !== null) settle(refusal);
      // A proxy takes plain http without a tunnel.
      else if (proxy !== null && isSecure) openTunnel(connection.socket, proxy, target, onReached);
      else onReached(null);
    });
    this.begun = connection;
  };

  #announce(connection: Connection, callback: buildConnector.Callback): void {
    this.opened = connection;
    callback(null, connection.socket);
    this.opened = null;
  }

  #beginTcp({ host, port }: Endpoint): Connection {
    const startedAt = performance.now();
    const lookup: LookupFunction = (hostname, { all }, callback) => {
      this.#lookUp({ host: hostname, port }).then(
        (addresses) => {
          connection.lookedUpAt = performance.now();
          if (all === true) callback(null, addresses);
          else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
        },
        (error: Error) => callback(error, []),
      );
    };
    const socket = connectTcp({ host, port, lookup, noDelay: true, keepAlive: true });
    const connection: Connection = {
      ...{ socket, proxy: this.options.proxy },
      ...{ startedAt, lookedUpAt: null, connectedAt: null, securedAt: null },
    };
    return connection;
  }

  /** The addresses to connect to, pinned hereby: nobody resolves the name a second time. */
  async #lookUp(endpoint: Endpoint): Promise<LookupAddress[]> {
    const addresses = await this.options.resolve(endpoint.host);
    const refusal = this.#judge(
      endpoint,
      addresses.map(({ address }) => address),
    );
    if (refusal !== null) throw refusal;
    return addresses;
  }

  #judge(peer: Endpoint, addresses: string[]): FailureError | null {
    const { proxy, policy } = this.options;
    if (proxy?.isTrusted === true) return null;
    const refusal = judgeAnswers(peer, addresses, policy);
    return refusal === null ? null : new FailureError(blocked(refusal));
  }

  #secure(connection: Connection, { host, port }: Endpoint, settle: (error: Error | null) => void): void {
    const remembered = this.#sessions.getOrMake(`${host}:${port}`, () => ({ session: undefined }));
    const socket = connectTls({
      socket: connection.socket,
      // The name or address that the certificate must carry.
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(remembered.session === undefined ? {} : { session: remembered.session }),
      ALPNProtocols: ['http/1.1'],
      secureContext: this.options.secureContext,
    });
    connection.socket = socket;
    socket
      .on('session', (session: Buffer) => (remembered.session = session))
      .on('error', settle)
      .once('secureConnect', () => {
        connection.securedAt = performance.now();
        settle(null);
      });
  }
}

function connectTimeout(timeoutMs: number): Error {
  return Object.assign(new Error(`Not connected within ${timeoutMs} ms`), { code: 'ETIMEDOUT' });
}
