/**
 * Promise: an attempt ends as an outcome, whatever goes wrong. If the process dies at any line, the receiver may have
 * had the request and nobody knows: the caller has written the attempt down before, and closes it as abandoned.
 */
import type { DeliveryOutcome } from '@carillon/domain';
import {
  defaultDeliveryOptions,
  hideValues,
  noWishes,
  renderWebhook,
  secretsOfHeaders,
} from '@carillon/domain';
import type { Authenticator } from './auth.js';
import { createAuthenticator, missingSecret } from './auth.js';
import type { Exchange, Failure, HttpRequest, Transport } from './exchange.js';
import { judgeResponse } from './judge-response.js';
import { unsentPhases } from './phases.js';
import type { TransportOptions } from './transport.js';
import { createTransport } from './transport.js';
import type { WebhookRequest } from './webhook-request.js';
import { bodyOf, composeHeaders } from './webhook-request.js';

export interface WebhookSenderOptions extends TransportOptions {
  /** Sent as `user-agent: Carillon/<version>`. */
  version: string;
}

export interface WebhookSender {
  /**
   * Makes one attempt. Never rejects: whatever goes wrong is the outcome.
   *
   * @param signal ends the attempt early; the reason 'lease_lost' becomes that error code, any other 'shutdown'
   */
  send(request: WebhookRequest, signal?: AbortSignal): Promise<DeliveryOutcome>;
  /** As `send`, with the request as it left. */
  trySend(request: WebhookRequest, signal?: AbortSignal): Promise<Trial>;
  /** Connects as a request to this target would and sends nothing: DNS, address guard, TLS. Never rejects. */
  check: Transport['check'];
  /** Lets the open attempts end, then closes all connections. What is sent afterwards ends as 'shutdown'. */
  close(): Promise<void>;
}

export interface Trial {
  /** Null when it could not be composed. */
  request: HttpRequest | null;
  outcome: DeliveryOutcome;
}

/** A request that is ready to go, and what to do when its credentials are refused. */
interface Composed {
  http: HttpRequest;
  forgetAuth: (() => void) | null;
}

export function createWebhookSender({ version, ...options }: WebhookSenderOptions): WebhookSender {
  const transport = createTransport(options);
  const composer = { authenticator: createAuthenticator(transport), userAgent: `Carillon/${version}` };
  const sendComposed = async (
    { http, forgetAuth }: Composed,
    request: WebhookRequest,
    signal: AbortSignal | undefined,
  ): Promise<DeliveryOutcome> => {
    const exchange = await transport.send(http, signal);
    if (exchange.status === 401) forgetAuth?.();
    return judge(exchange, http.url, request);
  };
  const trySend = async (request: WebhookRequest, signal?: AbortSignal): Promise<Trial> => {
    const startedAt = performance.now();
    const composed =
      request.options === null
        ? composePlain(request, composer.userAgent)
        : await composeWithOptions(request, composer, signal);
    if ('failure' in composed)
      return { request: null, outcome: notSent(composed.failure, performance.now() - startedAt) };
    return { request: composed.http, outcome: await sendComposed(composed, request, signal) };
  };
  return {
    trySend,
    // Nearly every request takes the short way: each promise more is work for every attempt.
    send: async (request, signal) =>
      request.options === null
        ? sendComposed(composePlain(request, composer.userAgent), request, signal)
        : (await trySend(request, signal)).outcome,
    check: (target) => transport.check(target),
    close: () => transport.close(),
  };
}

function judge(exchange: Exchange, url: string, request: WebhookRequest): DeliveryOutcome {
  const outcome = judgeResponse(exchange, {
    url,
    successStatus: request.successStatus,
    options: request.options ?? defaultDeliveryOptions,
  });
  const secrets = [...request.secrets.values(), ...secretsOfHeaders(request.headers)];
  return secrets.length === 0 ? outcome : withoutSecrets(outcome, secrets);
}

/** Receivers may answer with what they got. */
function withoutSecrets(outcome: DeliveryOutcome, secrets: readonly string[]): DeliveryOutcome {
  const hide = (text: string) => hideValues(text, secrets);
  const headers = Object.entries(outcome.responseHeaders ?? {}).map(([name, value]) => [name, hide(value)]);
  return {
    ...outcome,
    message: hide(outcome.message),
    responseHeaders: outcome.responseHeaders && (Object.fromEntries(headers) as Record<string, string>),
  };
}

/** Nearly every request: nothing to fill in, nobody to ask. */
function composePlain(request: WebhookRequest, userAgent: string): Composed {
  const { url, method, headers, timeoutMs } = request;
  const body = bodyOf(method, request.body);
  return {
    http: {
      url,
      method,
      body,
      timeoutMs,
      proxyUrl: null,
      tls: null,
      headers: composeHeaders(request, { headers, body, authHeaders: [] }, userAgent),
    },
    forgetAuth: null,
  };
}

async function composeWithOptions(
  request: WebhookRequest,
  { authenticator, userAgent }: { authenticator: Authenticator; userAgent: string },
  signal: AbortSignal | undefined,
): Promise<Composed | { failure: Failure }> {
  const { method, secrets, options } = request;
  const { templates, auth, proxyUrl, tls } = options ?? defaultDeliveryOptions;
  const texts = { url: request.url, headers: request.headers, payloadText: request.body };
  const filled = templates ? renderWebhook(texts, request) : texts;
  if ('errorCode' in filled) return { failure: filled };
  const startedAt = performance.now();
  const authorized =
    auth === null
      ? null
      : await authenticator.headersFor({ auth, secrets, timeoutMs: request.timeoutMs, proxyUrl, signal });
  if (authorized !== null && 'failure' in authorized) return authorized;
  const key = tls?.keySecret == null ? null : secrets.get(tls.keySecret);
  if (key === undefined) return { failure: missingSecret(tls?.keySecret ?? '') };
  const body = bodyOf(method, filled.payloadText);
  const own = { headers: filled.headers, body, authHeaders: authorized?.headers ?? [] };
  return {
    http: {
      ...{ url: filled.url, method, body, proxyUrl },
      headers: composeHeaders(request, own, userAgent),
      // Fetching a token was a part of the attempt.
      timeoutMs: Math.max(1, Math.round(request.timeoutMs - (performance.now() - startedAt))),
      tls: tls === null ? null : { ca: tls.ca, certificate: tls.certificate, key },
    },
    forgetAuth: authorized === null ? null : () => authorized.forget(),
  };
}

/** The outcome of a request that could not be composed. */
export function notSent({ errorCode, message }: Failure, totalMs = 0): DeliveryOutcome {
  return {
    ok: false,
    httpStatus: null,
    message: `${message}; nothing was sent`,
    messageTruncated: false,
    errorCode,
    responseHeaders: null,
    phases: unsentPhases(totalMs),
    wishes: noWishes,
  };
}
