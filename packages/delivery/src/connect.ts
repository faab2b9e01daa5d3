import type { Socket } from 'node:net';
import { buildConnector } from 'undici';

/** One connection being made, and when each step of it was done (`performance.now()`); null when not reached. */
export interface Connection {
  /** Null only if undici refused to begin. */
  socket: Socket | null;
  startedAt: number;
  /** Null for an address that needs no look-up. */
  lookedUpAt: number | null;
  connectedAt: number | null;
  securedAt: number | null;
}

export interface ConnectorOptions {
  connectTimeoutMs: number;
  /** PEM certificates of authorities to trust in place of the system's. */
  ca: string | undefined;
}

/**
 * The one place where a connection to a receiver is made.
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
  readonly #connect: buildConnector.connector;

  constructor(options: ConnectorOptions) {
    this.#connect = buildConnector({
      timeout: options.connectTimeoutMs,
      allowH2: false,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
    });
  }

  /** The connection whose making failed with this error; undefined when the error came later. */
  failedConnection(error: Error): Connection | undefined {
    return this.#failed.get(error);
  }

  readonly connect: buildConnector.connector = (options, callback) => {
    const connection: Connection = {
      socket: null,
      startedAt: performance.now(),
      lookedUpAt: null,
      connectedAt: null,
      securedAt: null,
    };
    // It returns the socket, which its type does not say.
    connection.socket = this.#connect(options, (...[error, socket]) => {
      if (error !== null) {
        this.#failed.set(error, connection);
        callback(error, null);
        return;
      }
      this.opened = connection;
      callback(null, socket);
      this.opened = null;
    }) as unknown as Socket;
    // Before undici's own listeners: those write the request, and its time must not count as connecting.
    connection.socket
      .prependOnceListener('lookup', () => (connection.lookedUpAt = performance.now()))
      .prependOnceListener('connect', () => (connection.connectedAt = performance.now()))
      .prependOnceListener('secureConnect', () => (connection.securedAt = performance.now()));
    this.begun = connection;
  };
}
