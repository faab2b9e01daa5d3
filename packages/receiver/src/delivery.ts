import type { HeaderSource } from './headers.js';
import { readHeader } from './headers.js';

/** What is needed to report on a run: plain data, for a job queue or another process (see `createRun`). */
export interface Callback {
  url: string;
  /** Good for this run alone, until it ends. A secret. */
  token: string;
  webhookId: string;
  /** Who holds `webhookId` in the `SeenStore`. */
  claim: string;
}

/**
 * One verified delivery. The signature covers `id` and `body`; the rest comes from headers that are as trustworthy as
 * the connection.
 */
export interface Delivery {
  /** The webhook-id: the same for every attempt at a run. */
  id: string;
  taskId: string;
  runId: string;
  scheduledFor: Date;
  /** 1 for the first. */
  attempt: number;
  /** What came of the attempt before; `unknown`: it may have been handled. Null for the first. */
  previousOutcome: 'failed' | 'unknown' | null;
  /** The body parsed where it is called JSON, else its text; null when it is empty. */
  payload: unknown;
  body: Uint8Array;
  /** Null where the sender takes no call-back. */
  callback: Callback | null;
}

/** @returns null with what is wrong where this is no delivery of Carillon's */
export function parseDelivery(
  request: { headers: HeaderSource; body: Uint8Array },
  { id, claim }: { id: string; claim: string },
): Delivery | { fault: string } {
  const { headers, body } = request;
  const header = (name: string): string | null => readHeader(headers, name);
  const taskId = header('carillon-task-id');
  const runId = header('carillon-run-id');
  const scheduledFor = new Date(header('carillon-scheduled-for') ?? NaN);
  if (taskId === null || runId === null || Number.isNaN(scheduledFor.getTime())) {
    return { fault: 'carillon-task-id, carillon-run-id or carillon-scheduled-for is missing or malformed' };
  }
  const attempt = Number(header('webhook-attempt') ?? 1);
  if (!Number.isSafeInteger(attempt) || attempt < 1) return { fault: 'webhook-attempt is malformed' };
  const previous = header('webhook-previous-outcome');
  const previousOutcome = previous === 'failed' || previous === 'unknown' ? previous : null;
  const url = header('carillon-callback-url');
  const token = header('carillon-callback-token');
  const callback = url === null || token === null ? null : { url, token, webhookId: id, claim };
  const payload = parsePayload(body, header('content-type'));
  if (payload === undefined) return { fault: 'The body is called JSON and is none' };
  return { id, taskId, runId, scheduledFor, attempt, previousOutcome, payload, body, callback };
}

/** @returns undefined when it is called JSON and is none */
function parsePayload(body: Uint8Array, contentType: string | null): unknown {
  if (body.length === 0) return null;
  const text = new TextDecoder().decode(body);
  if (!/^application\/(.+\+)?json\b/i.test(contentType ?? '')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
