import { rootCertificates, createSecureContext } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { AppError, BoundedCache } from '@carillon/domain';
import { Agent } from 'undici';
import type { OutboundPolicy } from './address-guard/outbound-policy.js';
import type { Probe } from './check-target.js';
import type { ConnectorOptions, Resolve } from './connect.js';
import { Connector } from './connect.js';
import type { HttpRequest } from './exchange.js';
import { FailureError } from './exchange.js';
import type { Proxy } from './proxy.js';
import { parseProxy } from './proxy.js';

/** What requests with the same proxy and the same TLS settings share: connections, sessions, certificates. */
export interface Route {
  agent: Agent;
  connector: Connector;
  proxy: Proxy | null;
}

export interface RouteOptions {
  policy: OutboundPolicy;
  resolve: Resolve;
  connections: number;
  connectTimeoutMs: number;
  /** The installation's. */
  proxyUrl: string | null;
  ca: string | null;
}

type RouteKind = Pick<HttpRequest, 'proxyUrl' | 'tls'>;

const routesMax = 100;

/** The routes in use, up to a number; one that is forgotten ends its requests and closes its connections. */
export class Routes {
  readonly #common: Route;
  readonly #special: BoundedCache<string, Route>;
  readonly #closing = new Set<Promise<void>>();

  /** @throws AppError `config.invalid` when the installation's own settings cannot be used */
  constructor(private readonly options: RouteOptions) {
    this.#special = new BoundedCache(routesMax, (route) => this.#close(route));
    try {
      this.#common = this.#open({ proxyUrl: null, tls: null });
    } catch (error) {
      throw error instanceof FailureError ? new AppError('config.invalid', error.message) : error;
    }
  }

  /** @throws FailureError when the proxy or the certificates cannot be used */
  find({ proxyUrl, tls }: RouteKind): Route {
    if (proxyUrl === null && tls === null) return this.#common;
    const key = JSON.stringify([proxyUrl, tls?.ca, tls?.certificate, tls?.key]);
    return this.#special.getOrMake(key, () => this.#open({ proxyUrl, tls }));
  }

  /** For a look at a target. @throws FailureError as `find` does */
  probe(kind: RouteKind): Probe & { proxy: Proxy | null } {
    const options = this.#connectorOptions(kind);
    const answers = new Map<string, string[]>();
    const resolve: Resolve = async (host) => {
      const found = await options.resolve(host);
      answers.set(
        host,
        found.map(({ address }) => address),
      );
      return found;
    };
    const { proxy } = options;
    // Through a proxy, the one name that is resolved here is its own.
    const addressesOf = (host: string) => (proxy === null ? (answers.get(host) ?? null) : null);
    return { connector: new Connector({ ...options, resolve }), proxy, addressesOf };
  }

  /** Resolves when the open requests have ended. */
  async close(): Promise<void> {
    this.#close(this.#common);
    this.#special.clear();
    await Promise.all(this.#closing);
  }

  #connectorOptions({ proxyUrl, tls }: RouteKind): ConnectorOptions {
    const { policy, resolve, connectTimeoutMs, ca } = this.options;
    const url = proxyUrl ?? this.options.proxyUrl;
    const proxy = url === null ? null : parseProxy(url, policy, url === this.options.proxyUrl);
    return { policy, resolve, connectTimeoutMs, proxy, secureContext: toSecureContext(tls, ca) };
  }

  #open(kind: RouteKind): Route {
    const options = this.#connectorOptions(kind);
    const connector = new Connector(options);
    const agent = new Agent({
      connect: connector.connect,
      connections: this.options.connections,
      pipelining: 1,
      allowH2: false,
      // Shorter than what servers keep idle connections for, so that we seldom write into a closing one; and a name
      // that is bound to another address is judged anew soon.
      keepAliveTimeout: 2_000,
      keepAliveMaxTimeout: 4_000,
      // The attempt's own deadline is the tighter and the truer one: these begin anew with every byte.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    return { agent, connector, proxy: options.proxy };
  }

  #close({ agent }: Route): void {
    const closing = agent.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}

/** Made once for all connections: reading the authorities' certificates takes longer than a handshake. */
function toSecureContext(tls: HttpRequest['tls'], installationCa: string | null): SecureContext {
  const extra = installationCa === null ? null : [...rootCertificates, installationCa];
  const ca = tls?.ca ?? extra;
  try {
    return createSecureContext({
      minVersion: 'TLSv1.2',
      ...(ca === null ? {} : { ca }),
      ...(tls?.certificate == null ? {} : { cert: tls.certificate }),
      ...(tls?.key == null ? {} : { key: tls.key }),
    });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    const message = `The certificate, its key or the authority to trust cannot be used (${reason})`;
    throw new FailureError({ errorCode: 'tls_invalid', message });
  }
}
