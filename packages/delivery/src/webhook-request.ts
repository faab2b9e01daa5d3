import { forbiddenHeader } from '@carillon/domain';
import type { DeliveryOptions, HttpMethod, RunTrigger } from '@carillon/domain';
import type { SigningKey } from './signature.js';
import { signWebhook } from './signature.js';

/** One attempt, as it is to be sent. */
export interface WebhookRequest {
  url: string;
  method: HttpMethod;
  /** The task's own headers. Those that `forbiddenHeader` names are left out. */
  headers: Record<string, string>;
  /** The payload exactly as stored; '' for none. */
  body: string;
  /** One absolute deadline over waiting, DNS, connect, TLS, send and receive. At most 2^31 - 1. */
  timeoutMs: number;
  /** Statuses that count as success beside 2xx. */
  successStatus: readonly number[];
  /** Null: none of them. */
  options: DeliveryOptions | null;
  /** What to sign with, the current key first. */
  signingKeys: readonly SigningKey[];
  /** The values of the secrets that the options name, by name. */
  secrets: ReadonlyMap<string, string>;
  /** Of this attempt, a UUID: the span that the receiver's own are children of. */
  attemptId: string;
  /** Also the webhook-id, the same for every attempt. */
  runId: string;
  taskId: string;
  taskName: string;
  trigger: RunTrigger;
  /** ISO 8601 UTC. */
  scheduledFor: string;
  /** 1 for the first. */
  attempt: number;
  /** What came of the attempt before; null for the first. */
  previousOutcome: 'failed' | 'unknown' | null;
  /** Seconds since the epoch by the database's clock: the one clock that all processes share. */
  timestamp: number;
  /** Where and with what the receiver may report by itself; null where the API cannot be reached from outside. */
  callback: { url: string; token: string } | null;
}

/** What a request says by itself: its body, and the headers that are not ours. */
export interface OwnParts {
  headers: Record<string, string>;
  /** Null for none. */
  body: string | null;
  /** Names and values in turn. */
  authHeaders: readonly string[];
}

/** HEAD has none by definition; with GET and DELETE only one that says something is sent. */
export function bodyOf(method: HttpMethod, payloadText: string): string | null {
  if (payloadText === '' || method === 'HEAD') return null;
  const isEmpty = payloadText === '{}' || payloadText === 'null';
  return isEmpty && (method === 'GET' || method === 'DELETE') ? null : payloadText;
}

/** Names and values in turn, as undici takes them without another copy. A task’s own header of a name of ours is left out. */
export function composeHeaders(request: WebhookRequest, own: OwnParts, userAgent: string): string[] {
  const { runId, taskId, scheduledFor, timestamp, signingKeys, callback, previousOutcome } = request;
  const headers = [
    'user-agent',
    userAgent,
    'accept-encoding',
    'identity',
    'webhook-id',
    runId,
    'webhook-timestamp',
    String(timestamp),
    'webhook-attempt',
    String(request.attempt),
    'carillon-task-id',
    taskId,
    'carillon-run-id',
    runId,
    'carillon-scheduled-for',
    scheduledFor,
    'traceparent',
    traceparentOf(request),
    ...own.authHeaders,
  ];
  if (signingKeys.length > 0) {
    const signed = { id: runId, timestampS: timestamp, body: own.body ?? '' };
    headers.push('webhook-signature', signWebhook(signingKeys, signed));
  }
  if (previousOutcome !== null) headers.push('webhook-previous-outcome', previousOutcome);
  if (callback !== null) {
    headers.push('carillon-callback-url', callback.url, 'carillon-callback-token', callback.token);
  }
  pushOwnHeaders(headers, own);
  return headers;
}

/**
 * W3C Trace Context: the run is the trace, the attempt the span. Digits of the ids as they are; those of a UUID are
 * never all zero, because of its version and its variant.
 */
function traceparentOf({ runId, attemptId }: WebhookRequest): string {
  return `00-${runId.replaceAll('-', '')}-${attemptId.slice(19, 23)}${attemptId.slice(24)}-01`;
}

function pushOwnHeaders(headers: string[], own: OwnParts): void {
  let needsContentType = own.body !== null;
  const authName = own.authHeaders[0];
  for (const [name, value] of Object.entries(own.headers)) {
    const lowerCased = name.toLowerCase();
    if (forbiddenHeader(lowerCased) || lowerCased === authName) continue;
    if (lowerCased === 'content-type') needsContentType = false;
    headers.push(name, value);
  }
  if (needsContentType) headers.push('content-type', 'application/json');
}
