import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from '@carillon/telemetry';
import type { ProxyServer } from 'http-proxy-3';
import { createProxyServer } from 'http-proxy-3';

/** What the API answers; everything else is a page. */
const apiPaths = ['/api', '/graphql', '/admin/queues'];
const livePath = '/api/socket';

/** How long a connection is kept that nobody uses: well below the API's five seconds, or a request would meet its end. */
const idleMs = 2_000;

export const isForApi = (url: string | undefined): boolean => apiPaths.some((path) => isUnder(url, path));
export const isForLiveSocket = (url: string | undefined): boolean => isUnder(url, livePath);

/** Two readers of `/api/../x` may not mean the same place by it; no client of ours sends it. */
export function leavesByDots(url = ''): boolean {
  const path = url.split('?', 1)[0]!;
  return /(^|[/\\]|%2f|%5c)(\.|%2e){2}([/\\]|%2f|%5c|$)/i.test(path);
}

function isUnder(url = '', path: string): boolean {
  return url === path || url.startsWith(`${path}/`) || url.startsWith(`${path}?`);
}

/**
 * Hands requests and sockets on to the API as they came, with the browser's own host name, so that cookies, origins and
 * links hold under any name. Says in `x-forwarded-for` who asked, at the end of what others have said.
 */
export class ApiGateway {
  readonly #proxy: ProxyServer;
  readonly #agent: Agent;

  constructor(
    apiUrl: string,
    private readonly logger: Logger,
  ) {
    this.#agent = new (apiUrl.startsWith('https:') ? TlsAgent : Agent)({
      keepAlive: true,
      timeout: idleMs,
    });
    this.#proxy = createProxyServer({ target: apiUrl, agent: this.#agent, xfwd: true });
    this.#proxy.on('error', (error: Error, _request, far) => this.#refuse(error, far));
  }

  pass(request: IncomingMessage, response: ServerResponse): void {
    void this.#proxy.web(request, response);
  }

  passSocket(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A browser that goes away in the middle is no fault of anybody's.
    socket.on('error', () => socket.destroy());
    void this.#proxy.ws(request, socket, head);
  }

  close(): void {
    this.#proxy.close();
    this.#agent.destroy();
  }

  #refuse(error: Error, far: ServerResponse | Socket | undefined): void {
    this.logger.debug('The API did not answer', { error });
    if (far === undefined || !('writeHead' in far)) return void far?.destroy();
    if (far.headersSent || far.writableEnded) return void far.destroy();
    const problem = {
      type: 'about:blank',
      title: 'Bad Gateway',
      status: 502,
      code: 'api.unreachable',
      detail: 'The API does not answer at the moment.',
      hint: 'It is asked again by itself. If this lasts, look whether the process api runs, and at its log.',
    };
    far.writeHead(502, { 'content-type': 'application/problem+json', 'retry-after': '1' });
    far.end(JSON.stringify(problem));
  }
}
