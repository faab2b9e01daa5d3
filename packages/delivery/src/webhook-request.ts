import { forbiddenHeader } from '@carillon/domain';
import type { HttpMethod } from '@carillon/domain';

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
  /** Also the webhook-id, the same for every attempt. */
  runId: string;
  taskId: string;
  /** ISO 8601 UTC. */
  scheduledFor: string;
  /** 1 for the first. */
  attempt: number;
  /** What came of the attempt before; null for the first. */
  previousOutcome: 'failed' | 'unknown' | null;
  /** Seconds since the epoch by the database's clock: the one clock that all processes share. */
  timestamp: number;
}

/** Where a request goes, or why it cannot go anywhere. */
export type Target = { origin: string; path: string; hostAndPort: string } | { refusal: string };

export function parseTarget(text: string): Target {
  if (!URL.canParse(text)) return { refusal: 'The webhook URL is not a valid URL' };
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { refusal: `The webhook URL must begin with http:// or https://, not ${url.protocol}//` };
  }
  // Sent without them, the request would fail at the receiver for a reason that nobody could see.
  if (url.username !== '' || url.password !== '') {
    return { refusal: 'The webhook URL carries a user name or a password; set a header in its place' };
  }
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return { origin: url.origin, path: url.pathname + url.search, hostAndPort: `${url.hostname}:${port}` };
}

/** Names and values in turn, as undici takes them without another copy. */
export function composeHeaders(request: WebhookRequest, userAgent: string): string[] {
  const headers = [
    'user-agent',
    userAgent,
    'accept-encoding',
    'identity',
    'webhook-id',
    request.runId,
    'webhook-timestamp',
    String(request.timestamp),
    'webhook-attempt',
    String(request.attempt),
    'carillon-task-id',
    request.taskId,
    'carillon-run-id',
    request.runId,
    'carillon-scheduled-for',
    request.scheduledFor,
  ];
  if (request.previousOutcome !== null) headers.push('webhook-previous-outcome', request.previousOutcome);
  const bodiless = request.body === '' && (request.method === 'GET' || request.method === 'DELETE');
  let needsContentType = !bodiless;
  for (const [name, value] of Object.entries(request.headers)) {
    if (forbiddenHeader(name)) continue;
    if (name.toLowerCase() === 'content-type') needsContentType = false;
    headers.push(name, value);
  }
  if (needsContentType) headers.push('content-type', 'application/json');
  return headers;
}
