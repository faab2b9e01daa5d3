import { lookup } from 'node:dns/promises';
import { BoundedCache } from '@carillon/domain';
import type { Target } from './address-guard/judge-url.js';
import { parseTarget } from './address-guard/judge-url.js';
import type { OutboundOptions, OutboundPolicy } from './address-guard/outbound-policy.js';
import { createOutboundPolicy } from './address-guard/outbound-policy.js';
import { Attempt } from './attempt.js';
import { checkTarget } from './check-target.js';
import type { Resolve } from './connect.js';
import type { Exchange, Failure, HttpRequest, TargetCheck, Transport } from './exchange.js';
import { FailureError } from './exchange.js';
import { unsentPhases } from './phases.js';
import type { Proxy } from './proxy.js';
import type { Route } from './route.js';
import { Routes } from './route.js';

/** Nothing but the public internet may be called, unless `allow` says so. */
export interface TransportOptions extends OutboundOptions {
  /** Connections to one origin at a time; more attempts wait, within their deadline. Default 64. */
  connections?: number;
  /** Default 10 s. An attempt's own deadline may end sooner. */
  connectTimeoutMs?: number;
  /** A proxy for everything, `http://[user:password@]host:port`. The guard judges names and literal addresses before
   * it is asked; what a name leads to is its matter then. */
  proxyUrl?: string | null;
  /** PEM certificates of authorities to trust beside the usual ones. */
  ca?: string | null;
  /** How host names are resolved. Default: as the system does. */
  resolve?: Resolve;
}

/** URLs whose parts are remembered: most are called again and again. */
const targetsMax = 1_000;

/** @throws AppError `config.invalid` */
export function createTransport(options: TransportOptions): Transport {
  const policy = createOutboundPolicy(options);
  const routes = new Routes({
    policy,
    resolve: options.resolve ?? ((hostname) => lookup(hostname, { all: true })),
    connections: options.connections ?? 64,
    connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
    proxyUrl: options.proxyUrl ?? null,
    ca: options.ca ?? null,
  });
  const direct = new BoundedCache<string, Target | Failure>(targetsMax);
  const proxied = new BoundedCache<string, Target | Failure>(targetsMax);
  let closed: Promise<void> | undefined;
  return {
    send: (request, signal) => {
      const route = findRoute(routes, request);
      if ('errorCode' in route) return Promise.resolve(refused(route));
      const isDirect = route.proxy === null;
      const { url } = request;
      const target = (isDirect ? direct : proxied).getOrMake(url, () => parseTarget(url, policy, isDirect));
      if ('errorCode' in target) return Promise.resolve(refused(target));
      return exchange(route, target, request, signal);
    },
    check: (target) => check(routes, policy, target),
    close: () => (closed ??= routes.close()),
  };
}

async function check(
  routes: Routes,
  policy: OutboundPolicy,
  { url, ...kind }: Parameters<Transport['check']>[0],
): Promise<TargetCheck> {
  try {
    const probe = routes.probe(kind);
    const target = parseTarget(url, policy, probe.proxy === null);
    if ('errorCode' in target) return { addresses: null, failure: target, tls: null };
    return await checkTarget(probe, target);
  } catch (error) {
    if (error instanceof FailureError) return { addresses: null, failure: error.failure, tls: null };
    throw error;
  }
}

function findRoute(routes: Routes, request: HttpRequest): Route | Failure {
  try {
    return routes.find(request);
  } catch (error) {
    if (error instanceof FailureError) return error.failure;
    throw error;
  }
}

function exchange(
  { agent, connector, proxy }: Route,
  target: Target,
  request: HttpRequest,
  signal: AbortSignal | undefined,
): Promise<Exchange> {
  const { hostAndPort, origin, path } = target;
  const { method, headers, body, timeoutMs } = request;
  const attempt = new Attempt({ hostAndPort, timeoutMs, signal }, connector);
  if (proxy === null || origin.startsWith('https:')) {
    return attempt.send(agent, { origin, path, method, headers, body });
  }
  return askProxy(attempt, { agent, proxy }, target, request);
}

/** Plain http is handed to the proxy itself, which is told the whole URL. */
async function askProxy(
  attempt: Attempt,
  { agent, proxy }: { agent: Route['agent']; proxy: Proxy },
  { origin, path }: Target,
  { method, headers, body }: HttpRequest,
): Promise<Exchange> {
  const { authorization } = proxy;
  const answered = await attempt.send(agent, {
    ...{ origin, method, body },
    path: origin + path,
    headers: authorization === null ? headers : [...headers, 'proxy-authorization', authorization],
  });
  if (answered.status !== 407) return answered;
  const message = `The proxy ${proxy.hostAndPort} asks for a user name and a password`;
  return { ...answered, failure: { errorCode: 'proxy_failed', message } };
}

/** The exchange of a request that no connection was made for. */
function refused(failure: Failure): Exchange {
  return {
    status: null,
    headers: null,
    body: Buffer.alloc(0),
    bodyComplete: false,
    failure,
    phases: unsentPhases(),
  };
}
