import type { DeliveryErrorCode, DeliveryOutcome } from '@carillon/domain';
import { BoundedCache } from '@carillon/domain';
import { Agent } from 'undici';
import { Attempt } from './attempt.js';
import { Connector } from './connect.js';
import type { Target, WebhookRequest } from './webhook-request.js';
import { composeHeaders, parseTarget } from './webhook-request.js';

export interface WebhookSenderOptions {
  /** Sent as `user-agent: Carillon/<version>`. */
  version: string;
  /** Connections to one origin at a time; more attempts wait, within their deadline. Default 64. */
  connections?: number;
  /** Default 10 s. An attempt's own deadline may end sooner. */
  connectTimeoutMs?: number;
  /** PEM certificates of authorities to trust in place of the system's. */
  ca?: string;
}

export interface WebhookSender {
  /**
   * Makes one attempt. Never rejects: whatever goes wrong is the outcome.
   *
   * @param signal ends the attempt early; the reason 'lease_lost' becomes that error code, any other 'shutdown'
   */
  send(request: WebhookRequest, signal?: AbortSignal): Promise<DeliveryOutcome>;
  /** Lets the open attempts end, then closes all connections. What is sent afterwards ends as 'shutdown'. */
  close(): Promise<void>;
}

/** URLs whose parts are remembered: most are called again and again. */
const targetsMax = 1_000;

export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const connector = new Connector({ connectTimeoutMs: options.connectTimeoutMs ?? 10_000, ca: options.ca });
  const agent = new Agent({
    connect: connector.connect,
    connections: options.connections ?? 64,
    pipelining: 1,
    allowH2: false,
    // Shorter than what servers keep idle connections for, so that we seldom write into a closing one.
    keepAliveTimeout: 2_000,
    keepAliveMaxTimeout: 4_000,
    // The attempt's own deadline is the tighter and the truer one: these begin anew with every byte.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const targets = new BoundedCache<string, Target>(targetsMax);
  const userAgent = `Carillon/${options.version}`;
  let closed: Promise<void> | undefined;
  return {
    send: async (request, signal) => {
      const target = targets.getOrMake(request.url, () => parseTarget(request.url));
      if ('refusal' in target) return refused('invalid_request', target.refusal);
      const { timeoutMs, successStatus } = request;
      const attempt = new Attempt(
        { hostAndPort: target.hostAndPort, timeoutMs, successStatus, signal },
        connector,
      );
      return attempt.send(agent, {
        origin: target.origin,
        path: target.path,
        method: request.method,
        headers: composeHeaders(request, userAgent),
        body: request.body === '' ? null : request.body,
      });
    },
    close: () => (closed ??= agent.close()),
  };
}

/** The outcome of a request that no connection was made for. */
function refused(errorCode: DeliveryErrorCode, message: string): DeliveryOutcome {
  return {
    ok: false,
    httpStatus: null,
    message,
    messageTruncated: false,
    errorCode,
    responseHeaders: null,
    phases: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
  };
}
